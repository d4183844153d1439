import { inSpeech } from '../../words/words.ts'
import type { Who } from '../incoming/who.ts'
import { FEWEST_HOURS, HOURS_UNTIL, hoursMixedUp } from '../views/memory-settings.ts'
import { readSettings, SETTINGS_MODAL, SETTINGS_TOP, settingsModal } from '../views/settings.ts'
import { SETTINGS_OPEN } from '../views/settings-button.ts'
import { drawHome } from './on-home.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

/** All that a learner can set, in one form. */
export const onSettings: Table = {
  presses: { [SETTINGS_OPEN]: (deps, { who, triggerId }) => openSettings(deps, who, triggerId) },
  forms: { [SETTINGS_MODAL]: { take: saveSettings, sayAt: SETTINGS_TOP } },
}

/** Opens the form. A trigger lives three seconds, so nothing else comes before it. */
export async function openSettings({ store, web, coach }: ListenerDeps, who: Who, trigger_id: string): Promise<Said> {
  const [settings, { choices: memory }, sees] = await Promise.all([
    store.mySettings(who),
    store.myMemory(who),
    store.managerSees(who),
  ])
  await web.views.open({ trigger_id, view: settingsModal({ settings, memory, sees, scripted: coach.scripted }) })
  return undefined
}

async function saveSettings(deps: ListenerDeps, { who, view }: Sent) {
  const chosen = readSettings(view)
  if (chosen.untilHour - chosen.fromHour < FEWEST_HOURS) return { at: HOURS_UNTIL, say: hoursMixedUp() }
  await deps.store.saveSettings(who, chosen)
  return { after: () => drawAnew(deps, who) }
}

/** Home says what is remembered, and speaks their language. */
async function drawAnew(deps: ListenerDeps, who: Who): Promise<void> {
  deps.speeches.forget(who)
  await inSpeech(await deps.speeches.speechFor(who), () => drawHome(deps, who))
}
