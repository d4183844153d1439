import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../flows/deps.ts'
import { inSpeech, speechNow } from '../words/words.ts'
import { inTime } from './in-time.ts'
import { drawHome } from './listen-home.ts'
import { sayTo } from './listen-start.ts'
import { readPress } from './read-press.ts'
import type { Speeches } from './speech.ts'
import { type Message, say } from './views/blocks.ts'
import { readSettings, SETTINGS_MODAL, SETTINGS_OPEN, settingsModal } from './views/settings.ts'

type Who = { workspace: string; actor: string }

/** All that a learner can set, in one form. */
export function listenToSettings(app: App, deps: Deps, web: WebClient, speeches: Speeches): void {
  app.action(SETTINGS_OPEN, async ({ ack, body, respond }) => {
    const press = readPress(body)
    if (!press) return
    const away = await inTime(deps.log, openSettings(deps, web, press.who, press.triggerId), say)
    await ack()
    if (away) await sayTo(web, press, respond, away)
  })

  app.view(SETTINGS_MODAL, async ({ ack, body, view }) => {
    const who = { workspace: body.team?.id ?? body.user.team_id ?? '', actor: body.user.id, name: body.user.name }
    const saving = deps.store.setOwnSettings(who, readSettings(view)).then((): string | undefined => undefined)
    const away = await inTime(deps.log, saving, (sentence) => sentence)
    await (away ? ack({ response_action: 'errors', errors: { streak: away } }) : ack())
    speeches.forget(who)
    const speech = await speeches.speechFor(who)
    if (speech.language !== speechNow().language) await inSpeech(speech, () => drawHome(deps, web, who))
  })
}

/** Opens the form. A trigger lives three seconds, so nothing else comes before it. */
export async function openSettings(
  deps: Deps,
  web: WebClient,
  who: Who,
  triggerId: string,
): Promise<Message | undefined> {
  const [settings, sees] = await Promise.all([deps.store.ownSettings(who), deps.store.managerSees(who)])
  await web.views.open({ trigger_id: triggerId, view: settingsModal({ settings, sees }) })
  return undefined
}
