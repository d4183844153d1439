import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import { inSpeech } from '../../words/words.ts'
import { readPress } from '../incoming/read-press.ts'
import type { Speeches } from '../incoming/speech.ts'
import { whoSent } from '../incoming/who.ts'
import { type Message, say } from '../views/blocks.ts'
import { FEWEST_HOURS, HOURS_UNTIL, hoursMixedUp } from '../views/memory-settings.ts'
import { readSettings, SETTINGS_MODAL, SETTINGS_TOP, settingsModal } from '../views/settings.ts'
import { SETTINGS_OPEN } from '../views/settings-button.ts'
import { inTime } from './in-time.ts'
import { drawHome } from './listen-home.ts'
import { sayTo } from './listen-start.ts'

type Who = { workspace: string; actor: string }

/** All that a learner can set, in one form. */
export function listenToSettings(app: App, deps: Deps, web: WebClient, speeches: Speeches): void {
  app.action(SETTINGS_OPEN, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const away = await inTime(deps.log, openSettings(deps, web, press.who, press.triggerId), say)
    await ack()
    if (away) await sayTo(web, press, respond, away)
  })

  app.view(SETTINGS_MODAL, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const chosen = readSettings(view)
    const refuse = (at: string, why: string) => ack({ response_action: 'errors', errors: { [at]: why } })
    if (chosen.untilHour - chosen.fromHour < FEWEST_HOURS) return refuse(HOURS_UNTIL, hoursMixedUp())
    const saving = deps.store.saveSettings(who, chosen).then((): string | undefined => undefined)
    const away = await inTime(deps.log, saving, (sentence) => sentence)
    if (away) return refuse(SETTINGS_TOP, away)
    await ack()
    speeches.forget(who)
    await inSpeech(await speeches.speechFor(who), () => drawHome(deps, web, who)) // it says what is remembered, and speaks their language
  })
}

/** Opens the form. A trigger lives three seconds, so nothing else comes before it. */
export async function openSettings(
  deps: Deps,
  web: WebClient,
  who: Who,
  triggerId: string,
): Promise<Message | undefined> {
  const [settings, { choices: memory }, sees] = await Promise.all([
    deps.store.ownSettings(who),
    deps.store.myMemory(who),
    deps.store.managerSees(who),
  ])
  await web.views.open({
    trigger_id: triggerId,
    view: settingsModal({ settings, memory, sees, scripted: deps.coach.scripted }),
  })
  return undefined
}
