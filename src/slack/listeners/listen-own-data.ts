import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { askExport } from '../../flows/actions/ask-export.ts'
import { eraseEverything } from '../../flows/actions/erase-everything.ts'
import type { Deps } from '../../flows/deps.ts'
import { readPress } from '../incoming/read-press.ts'
import { whoSent } from '../incoming/who.ts'
import { accessesMessage } from '../views/accesses.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { ERASE_FORM, ERASE_SURE, eraseForm } from '../views/erase-form.ts'
import { DATA_ACCESSES, DATA_ERASE, DATA_EXPORT } from '../views/own-data-buttons.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

const ACCESSES = 40 // the last of them; all are in the export

type Who = { workspace: string; actor: string }

/** What a person does with their own data: Home's buttons, and the form that erases everything. */
export function listenToOwnData(app: App, deps: Deps, web: WebClient): void {
  app.action(DATA_EXPORT, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, sayExport(deps, press.who, press.eventId), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })

  app.action(DATA_ACCESSES, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, sayAccesses(deps, press.who), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })

  app.action(DATA_ERASE, async ({ ack, body, context }) => {
    await ack()
    const press = readPress(body, context)
    if (!press) return
    if (press.modalId) await web.views.push({ trigger_id: press.triggerId, view: eraseForm() })
    else await openEraseForm(web, press.triggerId)
  })

  app.view(ERASE_FORM, async ({ ack, context }) => {
    const who = whoSent(context)
    const away = await inTime<string | undefined>(deps.log, eraseEverything(deps, who).then(nothing), (why) => why)
    await (away
      ? ack({ response_action: 'errors', errors: { [ERASE_SURE]: away } })
      : ack({ response_action: 'clear' })) // the settings under it are those of somebody who is gone
  })
}

const nothing = () => undefined

/** "/coach export": all of it comes in the direct message. */
export async function sayExport(deps: Deps, who: Who, eventId: string): Promise<Message> {
  await askExport(deps, who, eventId)
  return say(commandReply.exportComes)
}

/** "/coach access": who or what read the person's data. */
export async function sayAccesses({ store }: Deps, who: Who): Promise<Message> {
  return accessesMessage(await store.accesses(who, ACCESSES))
}

/** "/coach erase": what it means, and a tick. */
export async function openEraseForm(web: WebClient, triggerId: string): Promise<undefined> {
  await web.views.open({ trigger_id: triggerId, view: eraseForm() })
}
