import { keepMemory } from '../../flows/actions/keep-memory.ts'
import type { Press } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import type { Who } from '../incoming/who.ts'
import { commandReply } from '../views/command-reply.ts'
import {
  MEMORY_DAY,
  MEMORY_DECLINE,
  MEMORY_EDIT,
  MEMORY_FORM,
  MEMORY_FORM_DAY,
  MEMORY_KEEP,
  MEMORY_LINE_EDIT,
  MEMORY_LINE_FORGET,
  MEMORY_LINE_FORM,
  MEMORY_SHOW,
  memoryForm,
  memoryLineForm,
  memoryMessage,
  readDayBlock,
  readMemoryForm,
} from '../views/memory.ts'
import { dayPast } from '../views/reminder.ts'
import { drawHome } from './on-home.ts'
import { openInPlace } from './open-in-place.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

/** What may be remembered of a session, and what becomes of it in App Home. */
export const onMemory: Table = {
  presses: {
    [MEMORY_SHOW]: show,
    [MEMORY_KEEP]: (deps, { who, value, post }) => keep(deps, who, { sessionId: value, post, lines: null }),
    [MEMORY_DECLINE]: (deps, { who, value, post }) => keep(deps, who, { sessionId: value, post, lines: [] }),
    [MEMORY_EDIT]: openForm,
    [MEMORY_DAY]: pickDay,
    [MEMORY_LINE_EDIT]: openLineForm,
    [MEMORY_LINE_FORGET]: forget,
  },
  forms: {
    [MEMORY_FORM]: { take: keepForm, sayAt: dayOrFirst },
    [MEMORY_LINE_FORM]: { take: saveLine, sayAt: dayOrFirst },
  },
}

/** At the day where the form has one, else at its first line. */
function dayOrFirst({ view }: Sent): string {
  const ids = view.blocks.map(({ block_id }) => block_id)
  return ids.includes(MEMORY_FORM_DAY) ? MEMORY_FORM_DAY : (ids[0] ?? '')
}

type Words = Promise<string | undefined>

/** What is said to it: nothing where the card says it, drawn anew. */
async function keep(deps: ListenerDeps, who: Who, card: Parameters<typeof keepMemory>[2]): Words {
  return refused(await keepMemory(deps, who, card))
}

function keepForm(deps: ListenerDeps, { who, view }: Sent): Words {
  const { of: sessionId, post, lines } = readMemoryForm(view)
  return keep(deps, who, { sessionId, post, lines: lines.map((line) => ({ ...line, says: cleanText(line.says) })) })
}

function refused(outcome: string): string | undefined {
  if (outcome === 'past') return dayPast()
  return outcome === 'gone' ? commandReply.memoryGone : undefined
}

async function show(deps: ListenerDeps, press: Press): Promise<Said> {
  const lines = await deps.store.memoryProposals(press.who, press.value)
  return lines ? openInPlace(deps, press, memoryMessage({ sessionId: press.value, lines })) : commandReply.memoryGone
}

async function openForm({ store, web }: ListenerDeps, { who, value, post, triggerId }: Press): Words {
  const lines = await store.memoryProposals(who, value)
  if (!lines) return commandReply.memoryGone
  await web.views.open({ trigger_id: triggerId, view: memoryForm({ of: value, post }, lines) })
  return undefined
}

async function pickDay({ store, now }: ListenerDeps, { who, blockId, date }: Press): Words {
  return date ? refused(await store.proposeDay(who, readDayBlock(blockId), date, now())) : undefined
}

async function openLineForm({ store, web }: ListenerDeps, { who, value, triggerId }: Press): Words {
  const line = (await store.myMemory(who)).lines.find(({ id }) => id === value)
  if (!line) return commandReply.memoryGone
  await web.views.open({ trigger_id: triggerId, view: memoryLineForm(line) })
  return undefined
}

async function saveLine(deps: ListenerDeps, { who, view }: Sent): Words {
  const { of: id, lines } = readMemoryForm(view)
  const [line] = lines
  if (!line) return commandReply.memoryEmpty
  const outcome = await deps.store.editMemory(who, { id, says: cleanText(line.says), dueOn: line.dueOn }, deps.now())
  if (outcome === 'edited') await drawHome(deps, who)
  return refused(outcome)
}

async function forget(deps: ListenerDeps, { who, value }: Press): Words {
  await deps.store.forgetMemory(who, value)
  await drawHome(deps, who)
  return undefined
}
