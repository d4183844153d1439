import { eraseEverything } from '../../flows/actions/erase-everything.ts'
import type { Who } from '../incoming/who.ts'
import { accessesMessage } from '../views/accesses.ts'
import { commandReply } from '../views/command-reply.ts'
import { ERASE_FORM, ERASE_SURE, eraseForm } from '../views/erase-form.ts'
import { DATA_ACCESSES, DATA_ERASE, DATA_EXPORT } from '../views/own-data-buttons.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

const ACCESSES = 40 // the last of them; all are in the export

/** What a person does with their own data: Home's buttons, and the form that erases everything. */
export const onOwnData: Table = {
  presses: {
    [DATA_EXPORT]: (deps, { who, eventId }) => sayExport(deps, who, eventId),
    [DATA_ACCESSES]: (deps, { who }) => sayAccesses(deps, who),
  },
  plainPresses: {
    [DATA_ERASE]: (deps, { triggerId, modalId }) => openEraseForm(deps, triggerId, modalId !== null),
  },
  forms: {
    [ERASE_FORM]: {
      async take(deps, { who }) {
        await eraseEverything(deps, who)
        return undefined
      },
      sayAt: ERASE_SURE,
      closesAll: true, // the settings under it are those of somebody who is gone
    },
  },
}

/** "/coach export": all of it comes in the direct message. */
export async function sayExport({ store }: ListenerDeps, who: Who, eventId: string): Promise<Said> {
  await store.askExport(who, eventId)
  return commandReply.exportComes
}

/** "/coach access": who or what read the person's data. */
export async function sayAccesses({ store }: ListenerDeps, who: Who): Promise<Said> {
  return accessesMessage(await store.myAccesses(who, ACCESSES))
}

/** "/coach erase": what it means, and a tick. */
export async function openEraseForm({ web }: ListenerDeps, trigger_id: string, overForm = false): Promise<Said> {
  if (overForm) await web.views.push({ trigger_id, view: eraseForm() })
  else await web.views.open({ trigger_id, view: eraseForm() })
  return undefined
}
