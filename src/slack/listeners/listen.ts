import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import type { Bot } from '../connection/bot.ts'
import type { Channels } from '../incoming/channels.ts'
import type { openOutsiders } from '../incoming/outsiders.ts'
import type { Speeches } from '../incoming/speech.ts'
import { admitOurs } from './admit.ts'
import { answerAlways } from './answer-always.ts'
import { listenToCommand } from './listen-command.ts'
import { listenToConsent } from './listen-consent.ts'
import { listenToDigest } from './listen-digest.ts'
import { listenToFeedback } from './listen-feedback.ts'
import { listenToHome } from './listen-home.ts'
import { listenToManager } from './listen-manager.ts'
import { listenToMemory } from './listen-memory.ts'
import { listenToOwnData } from './listen-own-data.ts'
import { listenToProgress } from './listen-progress.ts'
import { listenToReminder } from './listen-reminder.ts'
import { listenToScorecard } from './listen-scorecard.ts'
import { listenToSession } from './listen-session.ts'
import { listenToSettings } from './listen-settings.ts'
import { listenToShare } from './listen-share.ts'
import { listenToShortcuts } from './listen-shortcuts.ts'
import { listenToStart } from './listen-start.ts'
import { listenToSuggest } from './listen-suggest.ts'

/** Every listener. What people write is not among them: it is kept before Bolt sees it, and answered by kept work. */
export function listen(
  app: App,
  deps: Deps,
  web: WebClient,
  about: { bot: Bot; outsiders: ReturnType<typeof openOutsiders>; channels: Channels; speeches: Speeches },
): void {
  const { channels, speeches } = about
  listenToCommand(app, deps, web, channels) // /coach
  listenToStart(app, deps, web, channels) // the form, the picker, "End it and start"
  listenToShortcuts(app, deps, web) // Start coaching, and Coach me on this
  listenToConsent(app, deps, web) //  Start, after reading who sees what
  listenToSession(app, deps, web) //  Score so far, End, Try again, Continue
  listenToScorecard(app, deps, web) // the own view before a scorecard is shown
  listenToFeedback(app, deps, web) // what a learner thinks of an answer, or of a session
  listenToProgress(app, deps, web) // how a learner is doing, for them alone
  listenToSettings(app, deps, web, speeches) // all that a learner can set
  listenToDigest(app, deps, web) //   a manager's digest, and the way out of it
  listenToManager(app, deps, web) //  who is my manager, and what they see
  listenToShare(app, deps, web) //    a scorecard for the manager, and the way back
  listenToSuggest(app, deps, web) //  a manager's suggestion to somebody of their team
  listenToOwnData(app, deps, web) //  export, erase, who read it
  listenToMemory(app, deps, web) //   what may be remembered, Edit, Forget
  listenToReminder(app, deps, web) // how it went with what a learner meant to do
  listenToHome(app, deps, web) //     Home and the suggested prompts
  answerAlways(app, web, deps.log)
  admitOurs(app, { ...about, web, log: deps.log }) // around all of them
  app.error(async (error) => {
    deps.log.error('a listener failed', { error: error.name, code: 'code' in error ? String(error.code) : undefined })
  })
}
