import type { App } from '@slack/bolt'
import { z } from 'zod'
import { inSpeech } from '../words/words.ts'
import type { Speeches } from './speech.ts'

/** Who stands behind something that Slack delivered: a command; a button, a form and their like; an event. */
const asker = z.union([
  z
    .object({ command: z.string(), team_id: z.string(), user_id: z.string() })
    .transform(({ team_id, user_id }) => ({ workspace: team_id, actor: user_id })),
  z
    .object({
      team: z.object({ id: z.string() }).nullish(),
      user: z.object({ id: z.string(), team_id: z.string().optional() }),
    })
    .transform(({ team, user }) => ({ workspace: team?.id ?? user.team_id ?? '', actor: user.id })),
  z
    .object({ team_id: z.string(), event: z.object({ user: z.string() }) })
    .transform(({ team_id, event }) => ({ workspace: team_id, actor: event.user })),
])

/** Whatever a listener says to somebody, it says in their language. */
export function speakTheirLanguage(app: App, { speechFor }: Speeches): void {
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const { data: who } = asker.safeParse(event.body)
    if (!who) return processEvent(event)
    return inSpeech(await speechFor(who), () => processEvent(event))
  }
}
