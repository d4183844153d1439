import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../flows/deps.ts'
import { permalink } from './show.ts'
import { homeView } from './views/home.ts'

/** Somebody opened Home: draw it as it is now. */
export function listenToHome(app: App, deps: Deps, web: WebClient): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    await drawHome(deps, web, { workspace: context.teamId ?? '', actor: event.user })
  })
}

/** Draws somebody's Home. */
export async function drawHome(deps: Deps, web: WebClient, who: { workspace: string; actor: string }): Promise<void> {
  const session = await deps.store.openSession(who)
  const link = session?.thread ? await permalink(web, session.thread) : null
  const open = session && {
    sessionId: session.id,
    domainName: session.domainName,
    rounds: session.rounds,
    ...(link ? { link } : {}),
  }
  const view = homeView({ domains: await deps.store.domains(), open, sees: await deps.store.managerSees(who) })
  await web.views.publish({ user_id: who.actor, view })
}
