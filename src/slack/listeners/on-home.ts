import type { Who } from '../incoming/who.ts'
import { permalink } from '../outgoing/permalink.ts'
import { CARD_OPEN, homeView } from '../views/home.ts'
import type { ListenerDeps, Table } from './table.ts'

/** What stands on Home alone. */
export const onHome: Table = {
  plainPresses: { [CARD_OPEN]: async () => undefined }, // it leads to an address
}

/** Draws somebody's Home as it is now. */
export async function drawHome({ store, web }: ListenerDeps, who: Who): Promise<void> {
  const linkTo = async (post: string | null | undefined) => {
    const link = post ? await permalink(web, post) : null
    return link ? { link } : {}
  }
  const openSession = async () => {
    const session = await store.openSession(who)
    if (!session) return null
    const { id: sessionId, domainName, rounds, thread } = session
    return { sessionId, domainName, rounds, ...(await linkTo(thread)) }
  }
  const lastCard = async () => {
    const card = await store.myLastCard(who)
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
