import { checkedView } from './blocks.ts'
import type { Acted } from './contract.ts'
import { type Field, type Fields, isFields } from './fields.ts'
import { DONE, interact } from './interactions.ts'
import type { Parts } from './parts.ts'
import { slackView, type View } from './views.ts'

const TROUBLE = 'We had some trouble connecting. Try again?'

/** A person submits a modal: the app closes it, changes it, or says what is wrong with it. */
export async function submitModal(parts: Parts, person: string, view: View, values: Fields): Promise<Acted> {
  Object.assign(view, { values, errors: {} })
  const missing = unfilled(view)
  if (Object.keys(missing).length > 0) return refuse(parts, view, missing)
  const handed = await interact(parts, person, {
    type: 'view_submission',
    view: slackView(view),
    trigger_id: parts.triggers.give(person),
    response_urls: [],
  })
  if (!parts.views.stack(person).includes(view)) return DONE // closed, or replaced by the app, in the meantime
  if (!handed.acked) return refuse(parts, view, { '': TROUBLE })
  return follow(parts, view, isFields(handed.answer) ? handed.answer : {})
}

/** A person closes a modal, or all of them. The app hears of those that ask for it. */
export function closeModal(parts: Parts, view: View): Acted {
  leave(parts, view, false)
  return DONE
}

function follow(parts: Parts, view: View, answer: Fields): Acted {
  const action = answer.response_action
  if (action === 'errors') return refuse(parts, view, readErrors(answer.errors))
  if (action === 'clear') leave(parts, view, true)
  else if (action === 'update' || action === 'push') return showNext(parts, view, action, answer.view)
  else parts.views.close(view)
  return DONE
}

function showNext(parts: Parts, view: View, action: 'update' | 'push', given: Field): Acted {
  const { view: next, problem } = checkedView(given, 'modal')
  if (problem) {
    parts.log.warn('playground: the app answered a submission with a view that cannot be shown', {
      error: problem.error,
      messages: problem.messages.join('; '),
    })
    return refuse(parts, view, { '': TROUBLE })
  }
  if (action === 'update') parts.views.update(view, next)
  else if (!parts.views.push(view.person, next)) return refuse(parts, view, { '': TROUBLE })
  return DONE
}

function leave(parts: Parts, view: View, all: boolean): void {
  for (const gone of parts.views.close(view, all || view.given.clear_on_close === true)) {
    if (gone.given.notify_on_close !== true) continue
    void interact(parts, gone.person, { type: 'view_closed', view: slackView(gone), is_cleared: all })
  }
}

function refuse(parts: Parts, view: View, errors: Record<string, string>): Acted {
  parts.views.refuse(view, errors)
  return { ok: false, error: Object.values(errors).join(' ') }
}

const readErrors = (errors: Field): Record<string, string> =>
  isFields(errors) ? Object.fromEntries(Object.entries(errors).map(([block, what]) => [block, String(what)])) : {}

/** Slack itself asks for what is required, before the app hears of a submission. */
function unfilled(view: View): Record<string, string> {
  const inputs = Array.isArray(view.given.blocks) ? view.given.blocks.filter(isFields).filter(isRequired) : []
  return Object.fromEntries(
    inputs
      .map((input) => String(input.block_id))
      .filter((blockId) => !isFilled(view.values[blockId]))
      .map((blockId) => [blockId, 'Please complete this required field.']),
  )
}

const isRequired = (block: Fields) => block.type === 'input' && block.optional !== true

/** Whether the state of a block's one element holds anything but its type. */
function isFilled(state: Field): boolean {
  const [element] = isFields(state) ? Object.values(state) : []
  if (!isFields(element)) return false
  const held = Object.entries(element).filter(([name]) => name !== 'type')
  return held.some(([, value]) => value !== null && value !== undefined && value !== '' && String(value) !== '')
}
