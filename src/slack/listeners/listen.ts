import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import type { Bot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Channels } from '../incoming/channels.ts'
import type { openOutsiders } from '../incoming/outsiders.ts'
import type { Speeches } from '../incoming/speech.ts'
import { whoSent } from '../incoming/who.ts'
import type { InBlocks } from '../outgoing/refused-blocks.ts'
import { admitOurs } from './admit.ts'
import { answerAlways } from './answer-always.ts'
import { onCommand } from './on-command.ts'
import { onConsent } from './on-consent.ts'
import { onDigest } from './on-digest.ts'
import { onFeedback } from './on-feedback.ts'
import { drawHome, onHome } from './on-home.ts'
import { onManager } from './on-manager.ts'
import { onMemory } from './on-memory.ts'
import { onOwnData } from './on-own-data.ts'
import { onProgress } from './on-progress.ts'
import { onReminder } from './on-reminder.ts'
import { onScorecard } from './on-scorecard.ts'
import { onSession } from './on-session.ts'
import { onSettings } from './on-settings.ts'
import { onShare } from './on-share.ts'
import { onShortcuts } from './on-shortcuts.ts'
import { onStart } from './on-start.ts'
import { onSuggest } from './on-suggest.ts'
import { serve, type Table } from './table.ts'

/** All that people use. */
export const TABLES: Table[] = [
  onCommand, //   /coach
  onStart, //     the form, the picker, "End it and start"
  onShortcuts, // Start coaching, and Coach me on this
  onConsent, //   Start, after reading who sees what
  onSession, //   Score so far, End, Try again, Continue, and wishes
  onScorecard, // the own view before a scorecard is shown, and another view of it after
  onFeedback, //  what a learner thinks of an answer, or of a session
  onProgress, //  how a learner is doing, for them alone
  onSettings, //  all that a learner can set
  onDigest, //    a manager's digest, and the way out of it
  onManager, //   who is my manager, and what they see
  onShare, //     a scorecard for the manager, and the way back
  onSuggest, //   a manager's suggestion to somebody of their team
  onOwnData, //   export, erase, who read it
  onMemory, //    what may be remembered, Edit, Forget
  onReminder, //  how it went with what a learner meant to do
  onHome, //      what stands there alone
]

/** Every listener. What people write is not among them: it is kept before Bolt sees it, and answered by kept work. */
export function listen(
  app: App,
  deps: Deps,
  web: WebClient,
  about: {
    bot: Bot
    outsiders: ReturnType<typeof openOutsiders>
    inBlocks: InBlocks
    channels: Channels
    speeches: Speeches
  },
): void {
  const { inBlocks, channels, speeches } = about
  const all = { ...deps, web, inBlocks, channels, speeches }
  for (const table of TABLES) serve(app, all, table)
  app.event('app_home_opened', async ({ event, context }) => {
    const who = whoSent(context)
    if (event.tab === 'home') return drawHome(all, who)
    const isOpen = (await deps.store.openSession(who)) !== null
    deps.show.prompts({ workspace: who.workspace, place: event.channel }, { isOpen })
  })
  answerAlways(app, web, deps.log)
  admitOurs(app, { ...about, web, log: deps.log }) // around all of them
  app.error(async (error) => {
    const { code, cause } = slackFault('original' in error ? error.original : error)
    if (code === 'slack-no-person') return deps.log.info('somebody cannot be written to', { cause: String(cause) })
    deps.log.error('a listener failed', { error: error.name, code: 'code' in error ? String(error.code) : undefined })
  })
}
