import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../../flows/deps.ts'
import { type Press, postOf, readPress } from '../incoming/read-press.ts'
import { cleanText } from '../incoming/text.ts'
import { whoSent } from '../incoming/who.ts'
import { say } from '../views/blocks.ts'
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
  memoryForm,
  memoryLineForm,
  readDayBlock,
  readMemoryForm,
} from '../views/memory.ts'
import { dayPast } from '../views/reminder.ts'
import { inTime } from './in-time.ts'
import { drawHome } from './listen-home.ts'
import { sayTo } from './listen-start.ts'

type Who = { workspace: string; actor: string }

/** What may be remembered of a session, and what becomes of it in App Home. */
export function listenToMemory(app: App, deps: Deps, web: WebClient): void {
  const ways: Record<string, (press: Press) => Promise<string>> = {
    [MEMORY_KEEP]: (press) => keep(deps, press, press.value, postOf(press), null),
    [MEMORY_DECLINE]: (press) => keep(deps, press, press.value, postOf(press), []),
    [MEMORY_EDIT]: (press) => openForm(deps, web, press),
    [MEMORY_DAY]: (press) => pickDay(deps, press),
    [MEMORY_LINE_EDIT]: (press) => openLineForm(deps, web, press),
    [MEMORY_LINE_FORGET]: (press) => forget(deps, web, press),
  }
  for (const [action, act] of Object.entries(ways)) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const reply = await inTime(deps.log, act(press), (away) => away)
      await ack()
      if (reply) await sayTo(web, press, respond, say(reply))
    })
  }

  app.view(MEMORY_FORM, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const { of, post, lines } = readMemoryForm(view)
    const refusal = await inTime(deps.log, keep(deps, { who }, of, post, lines.map(clean)), (away) => away)
    await (refusal ? ack({ response_action: 'errors', errors: errorAt(view, refusal) }) : ack())
  })

  app.view(MEMORY_LINE_FORM, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const refusal = await inTime(deps.log, saveLine(deps, web, who, view), (away) => away)
    await (refusal ? ack({ response_action: 'errors', errors: errorAt(view, refusal) }) : ack())
  })
}

const clean = <L extends { says: string }>(line: L): L => ({ ...line, says: cleanText(line.says) })

/** A refusal stands at the day where the form has one, else at its first line. */
function errorAt(view: { blocks: { block_id?: string }[] }, refusal: string): Record<string, string> {
  const ids = view.blocks.map(({ block_id: id = '' }) => id)
  return { [ids.includes(MEMORY_FORM_DAY) ? MEMORY_FORM_DAY : (ids[0] ?? '')]: refusal }
}

/** What is said to it: nothing where the card says it, drawn anew. */
async function keep(
  deps: Deps,
  { who }: { who: Who },
  sessionId: string,
  post: string | null,
  lines: Parameters<Deps['store']['keepMemory']>[2],
): Promise<string> {
  const kept = await deps.store.keepMemory(who, sessionId, lines, deps.now())
  if (kept.outcome === 'past') return dayPast()
  if (kept.outcome === 'gone') return commandReply.memoryGone
  if (post) await deps.store.keepSettled(who, post, { of: 'memory', lines: kept.lines })
  deps.wake()
  return ''
}

async function openForm(deps: Deps, web: WebClient, press: Press): Promise<string> {
  const lines = await deps.store.memoryProposals(press.who, press.value)
  if (!lines) return commandReply.memoryGone
  const of = { of: press.value, post: postOf(press) }
  await web.views.open({ trigger_id: press.triggerId, view: memoryForm(of, lines) })
  return ''
}

async function pickDay({ store, now }: Deps, { who, blockId, date }: Press): Promise<string> {
  if (!date) return ''
  const outcome = await store.proposeDay(who, readDayBlock(blockId), date, now())
  if (outcome === 'past') return dayPast()
  return outcome === 'gone' ? commandReply.memoryGone : ''
}

async function openLineForm({ store }: Deps, web: WebClient, { who, value, triggerId }: Press): Promise<string> {
  const line = (await store.myMemory(who)).lines.find(({ id }) => id === value)
  if (!line) return commandReply.memoryGone
  await web.views.open({ trigger_id: triggerId, view: memoryLineForm(line) })
  return ''
}

async function saveLine(deps: Deps, web: WebClient, who: Who, view: unknown): Promise<string> {
  const { of: id, lines } = readMemoryForm(view)
  const line = lines[0]
  if (!line) return commandReply.memoryEmpty
  const outcome = await deps.store.editMemory(who, { id, says: cleanText(line.says), dueOn: line.dueOn }, deps.now())
  if (outcome === 'past') return dayPast()
  if (outcome === 'gone') return commandReply.memoryGone
  await drawHome(deps, web, who)
  return ''
}

async function forget(deps: Deps, web: WebClient, { who, value }: Press): Promise<string> {
  await deps.store.forgetMemory(who, value)
  await drawHome(deps, web, who)
  return ''
}
