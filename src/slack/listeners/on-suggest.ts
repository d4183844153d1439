import { t } from '../../words/words.ts'
import type { Press } from '../incoming/read-press.ts'
import { commandReply } from '../views/command-reply.ts'
import { SUGGEST_OPEN } from '../views/digest.ts'
import { readSuggest, SUGGEST_MODAL, SUGGESTION_DECLINE, SUGGESTION_START, suggestModal } from '../views/suggest.ts'
import { directThread, startAndSay } from './on-start.ts'
import type { ListenerDeps, Said, Sent, Table } from './table.ts'

/** A manager suggests a session to somebody of their team; the learner decides, and nobody is told what. */
export const onSuggest: Table = {
  presses: { [SUGGEST_OPEN]: open, [SUGGESTION_START]: start },
  plainPresses: { [SUGGESTION_DECLINE]: async () => commandReply.declined }, // it is kept nowhere
  forms: { [SUGGEST_MODAL]: { take: suggest, sayAt: { title: () => t`Suggest a session` } } },
}

async function open({ store, web }: ListenerDeps, { who, triggerId, modalId }: Press): Promise<Said> {
  const [members, domains] = await Promise.all([store.myMembers(who), store.domains()])
  if (!(await store.myTeams(who))) return commandReply.noManager
  const form = { trigger_id: triggerId, view: suggestModal(members, domains) }
  await (modalId ? web.views.push(form) : web.views.open(form)) // over the digest
  return undefined
}

async function suggest({ store, now }: ListenerDeps, { who, view }: Sent): Promise<string> {
  const words = {
    noted: commandReply.suggested,
    'too-soon': commandReply.suggestedLately,
    'not-theirs': commandReply.notInYourTeam,
    'unknown-domain': commandReply.inactiveDomain,
  }
  const asked = { ...readSuggest(view), eventId: `suggest:${view.id}`, now: now() }
  return words[(await store.suggestSession(who, asked)).outcome]
}

async function start(deps: ListenerDeps, press: Press): Promise<Said> {
  const suggestion = await deps.store.mySuggestion(press.who, press.value)
  if (!suggestion) return commandReply.suggestionGone
  const { id, domainId } = suggestion
  return startAndSay(deps, press.who, { domainId, eventId: press.onceId, suggestion: id, ...directThread(press) })
}
