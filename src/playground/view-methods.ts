import { checkedBlocks, checkedView } from './blocks.ts'
import { type Fields, isFields, textOf } from './fields.ts'
import { type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { slackView, type View } from './views.ts'

/** Modals, which need a trigger that a person's act gave, the app's home, and a look at what would be shown. */
export const viewMethods: Record<string, Method> = {
  'blocks.validate'({ blocks, message, view }) {
    if ([blocks, message, view].filter((one) => one !== undefined).length !== 1) {
      return refusal('invalid_arguments', ['must provide exactly one of `blocks`, `view`, or `message`'])
    }
    const type = isFields(view) && view.type === 'home' ? 'home' : 'modal'
    const { problem } =
      view === undefined ? checkedBlocks(isFields(message) ? message.blocks : blocks) : checkedView(view, type)
    if (!problem) return { ok: true }
    return {
      ok: false,
      error: view === undefined ? (message === undefined ? 'invalid_blocks' : 'invalid_message') : 'invalid_view',
      errors: (problem.messages.length > 0 ? problem.messages : [problem.error]).map(asFinding),
    }
  },

  'views.open': (args, parts) => withTrigger(args, parts, (view, person) => answer(parts.views.open(person, view))),

  'views.push': (args, parts) =>
    withTrigger(args, parts, (view, person) => {
      if (!parts.views.top(person)) return refusal('not_found')
      const pushed = parts.views.push(person, view)
      return pushed ? answer(pushed) : refusal('push_limit_reached')
    }),

  'views.update'(args, parts) {
    const type = isFields(args.view) && args.view.type === 'home' ? 'home' : 'modal'
    const { view, problem } = checkedView(args.view, type)
    if (problem) return refusal(problem.error, problem.messages)
    const externalId = textOf(args.external_id)
    const open = externalId ? parts.views.byExternalId(externalId) : parts.views.byId(textOf(args.view_id) ?? '')
    if (!open) return refusal('not_found')
    if (isOutdated(open, args)) return refusal('hash_conflict')
    if (isTaken(view, parts, open)) return refusal('duplicate_external_id')
    parts.views.update(open, view)
    return answer(open)
  },

  'views.publish'(args, parts) {
    const person = textOf(args.user_id) ?? ''
    if (!parts.manifest.features.app_home?.home_tab_enabled) return refusal('not_enabled')
    if (!parts.workspace.people.has(person)) return refusal('user_not_found')
    const { view, problem } = checkedView(args.view, 'home')
    if (problem) return refusal(problem.error, problem.messages)
    const shown = parts.views.home(person)
    if (shown && isOutdated(shown, args)) return refusal('hash_conflict')
    if (isTaken(view, parts, shown)) return refusal('duplicate_external_id')
    return answer(parts.views.publish(person, view))
  },
}

/** The view is looked at first: a trigger is not used up by a view that Slack would not show. */
function withTrigger(args: Fields, parts: Parts, show: (view: Fields, person: string) => Fields): Fields {
  const { view, problem } = checkedView(args.view, 'modal')
  if (problem) return refusal(problem.error, problem.messages)
  if (isTaken(view, parts)) return refusal('duplicate_external_id')
  const trigger = parts.triggers.take(textOf(args.trigger_id) ?? textOf(args.interactivity_pointer) ?? '')
  return 'error' in trigger ? refusal(trigger.error) : show(view, trigger.person)
}

/** '[ERROR] what [json-pointer:/where]', as this method says it. */
function asFinding(said: string): Fields {
  const at = said.lastIndexOf(POINTER)
  const [message, pointer] = at < 0 ? [said, ''] : [said.slice(0, at), said.slice(at + POINTER.length, -1)]
  return { code: 'failed_constraint', message: message.replace('[ERROR] ', ''), pointer }
}
const POINTER = ' [json-pointer:'

const isOutdated = (view: View, args: Fields) => args.hash !== undefined && args.hash !== view.hash

function isTaken(view: Fields, parts: Parts, by?: View): boolean {
  const id = textOf(view.external_id)
  const holder = id === undefined ? undefined : parts.views.byExternalId(id)
  return holder !== undefined && holder !== by
}

const answer = (view: View): Fields => ({ ok: true, view: slackView(view) })
