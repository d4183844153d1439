import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import { whoSent } from '../incoming/who.ts'
import { permalink } from '../outgoing/permalink.ts'
import { CARD_OPEN, homeView } from '../views/home.ts'

/** Somebody opened Home: draw it as it is now. */
export function listenToHome(app: App, deps: Deps, web: WebClient): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    await drawHome(deps, web, whoSent(context))
  })
  app.action(CARD_OPEN, async ({ ack }) => ack())
}

/** Draws somebody's Home. */
export async function drawHome(deps: Deps, web: WebClient, who: { workspace: string; actor: string }): Promise<void> {
  const { store } = deps
  const linkTo = async (place: string | null | undefined) => {
    const link = place ? await permalink(web, place.split(',')[0] ?? place) : null
    return link ? { link } : {}
  }
  const openSession = async () => {
    const session = await store.openSession(who)
    if (!session) return null
    const { id: sessionId, domainName, rounds, thread } = session
    return { sessionId, domainName, rounds, ...(await linkTo(thread)) }
  }
  const lastCard = async () => {
    const card = await store.lastCard(who)
    return card && { ...card, ...(await linkTo(card.post)) }
  }
  const [open, last, domains, sees, memory] = await Promise.all([
    openSession(),
    lastCard(),
    store.domains(),
    store.managerSees(who),
    store.myMemory(who),
  ])
  await web.views.publish({ user_id: who.actor, view: homeView({ domains, open, sees, last, memory }) })
}
