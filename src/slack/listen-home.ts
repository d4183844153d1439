import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../flows/deps.ts'
import { permalink } from './show.ts'
import { homeView } from './views/home.ts'

/** Somebody opened Home: draw it as it is now. */
export function listenToHome(app: App, deps: Deps, web: WebClient): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    const who = { workspace: context.teamId ?? '', actor: event.user }
    const session = await deps.store.openSession(who)
    const link = session?.thread ? await permalink(web, session.thread) : null
    const open = session && {
      sessionId: session.id,
      domainName: session.domainName,
      rounds: session.rounds,
      ...(link ? { link } : {}),
    }
    await web.views.publish({ user_id: who.actor, view: homeView({ domains: await deps.store.domains(), open }) })
  })
}
