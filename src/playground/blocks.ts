import { randomBytes } from 'node:crypto'
import { anything, type Check, flag, list, oneOf, shape, text, typed } from './block-checks.ts'
import { plainText } from './block-elements.ts'
import { blocksOn } from './block-kinds.ts'
import type { Block } from './contract.ts'
import { type Field, type Fields, isBlocks, isFields } from './fields.ts'
import { RULES, type Surface } from './slack-rules.ts'

/** An answer of the Web API that says what is wrong with blocks or a view, and where. */
export type Problem = { error: string; messages: string[] }

const stack = (surface: Surface, most: number) => {
  const kinds = blocksOn(surface)
  return list(
    0,
    most,
    typed(() => kinds),
  )
}
const messageBlocks = stack('message', RULES.message.most.blocks)

/** A message's blocks, complete with the ids that Slack adds, or what is wrong with them. None given is fine. */
export function checkedBlocks(value: Field): { blocks?: Block[] | undefined; problem?: Problem } {
  if (value === undefined || value === null || value === '') return {}
  if (typeof value === 'string') return { problem: { error: 'invalid_blocks_format', messages: [] } }
  const messages = check(messageBlocks, value, '/blocks')
  if (messages.length > 0 || !isBlocks(value)) return { problem: { error: 'invalid_blocks', messages } }
  for (const [type, most] of AT_MOST) {
    const isTooMany = value.filter((block) => block.type === type).length > most
    if (isTooMany)
      return {
        problem: {
          error: 'invalid_blocks',
          messages: [`[ERROR] no more than ${most} ${type} allowed [json-pointer:/blocks]`],
        },
      }
  }
  const written = value.filter((block) => block.type === 'markdown').map((block) => String(block.text).length)
  const total = written.reduce((sum, length) => sum + length, 0)
  if (total > RULES.markdown.most.together) return { problem: { error: 'msg_too_long', messages: [] } }
  return value.length === 0 ? {} : { blocks: addIds(value) }
}

/** Of these a message holds only so many. */
const AT_MOST = [
  ['table', RULES.table.most.together],
  ['data_visualization', RULES.data_visualization.most.together],
] as const

/**
 * Whether all blocks of a posted message together are more than Slack takes. It publishes no figure: people measured that their words,
 * with &, < and > as entities, and about a hundred for each block and heading stay under 13,200 (slackapi/bolt-js #2509 and #2867).
 */
export function isTooLongTogether(blocks: Block[]): boolean {
  return (
    blocks.reduce((sum, block) => sum + A_BLOCK * (1 + headingsIn(block)) + lengthOf(block), 0) >
    RULES.together.most.size
  )
}
const A_BLOCK = 100

const headingsIn = ({ type, text }: Block) =>
  type === 'markdown'
    ? String(text)
        .split('\n')
        .filter((line) => /^ {0,3}#{1,6}\s/.test(line)).length
    : 0

function lengthOf(value: Field): number {
  if (Array.isArray(value)) return value.map((one) => lengthOf(one)).reduce((sum, one) => sum + one, 0)
  if (!isFields(value)) return 0
  const isMrkdwn = value.type === 'mrkdwn' // whose entities are entities already
  return Object.entries(value)
    .map(([name, one]) => {
      if (name !== 'text' || typeof one !== 'string') return lengthOf(one)
      return isMrkdwn ? one.length : one.replaceAll('&', '&amp;').replaceAll(/[<>]/g, '&lt;').length
    })
    .reduce((sum, one) => sum + one, 0)
}

const common = ({ private_metadata, callback_id, external_id }: typeof RULES.home.most) => ({
  'private_metadata?': text(private_metadata, 0),
  'callback_id?': text(callback_id, 0),
  'external_id?': text(external_id, 0),
})
const modal = shape(
  {
    type: oneOf('modal'),
    title: plainText(RULES.modal.most.title),
    'submit?': plainText(RULES.modal.most.submit),
    'close?': plainText(RULES.modal.most.close),
    'clear_on_close?': flag,
    'notify_on_close?': flag,
    'submit_disabled?': flag,
    blocks: stack('modal', RULES.modal.most.blocks),
    ...common(RULES.modal.most),
  },
  (view, at, wrong) => {
    const asks = Array.isArray(view.blocks) && view.blocks.some((block) => isFields(block) && block.type === 'input')
    if (asks && view.submit === undefined) wrong(RULES.modal.also.submit, at)
  },
)
const home = shape({
  type: oneOf('home'),
  blocks: stack('home', RULES.home.most.blocks),
  'title?': anything,
  'submit?': anything,
  'close?': anything,
  ...common(RULES.home.most),
})

/** A modal's or the home's view, complete with ids, or what is wrong with it. */
export function checkedView(
  value: Field,
  type: 'modal' | 'home',
): { view: Fields; problem?: never } | { view?: never; problem: Problem } {
  const messages = check(type === 'modal' ? modal : home, value, '/view', '/view/blocks')
  if (messages.length > 0 || !isFields(value)) return { problem: { error: 'invalid_arguments', messages } }
  if (Buffer.byteLength(JSON.stringify(value)) > RULES.view.most.bytes) {
    return { problem: { error: 'view_too_large', messages: [] } }
  }
  if (isBlocks(value.blocks)) addIds(value.blocks)
  return { view: value }
}

/** The interactive element of a block that a person used. */
export function elementOf(blocks: Block[], blockId: string, actionId: string): Fields | undefined {
  for (const block of blocks) {
    const inside = elementOf(nested(block), blockId, actionId)
    const found = inside ?? (block.block_id === blockId ? withActionId(block, actionId) : undefined)
    if (found) return found
  }
  return undefined
}

/** The blocks that stand in another: in a container, a carousel or a plan. */
function nested(block: Block): Block[] {
  const inside = { container: block.child_blocks, carousel: block.elements, plan: block.tasks }[block.type]
  return isBlocks(inside) ? inside : []
}

function withActionId(value: Field, actionId: string): Fields | undefined {
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = withActionId(one, actionId)
      if (found) return found
    }
    return undefined
  }
  if (!isFields(value)) return undefined
  return value.action_id === actionId ? value : withActionId(Object.values(value), actionId)
}

/** What is wrong with something else that an app sent, such as the options of a select. */
export const problemsIn = (by: Check, value: Field): string[] => check(by, value, '')

function check(by: Check, value: Field, at: string, blocksAt = at): string[] {
  const messages: string[] = []
  const wrong = (what: string, where: string) => messages.push(`[ERROR] ${what} [json-pointer:${where}]`)
  by(value, at, wrong)
  const blocks = isFields(value) ? value.blocks : value
  if (!Array.isArray(blocks)) return messages
  const seen = new Set<string>()
  for (const [index, block] of blocks.entries()) {
    if (!isFields(block) || typeof block.block_id !== 'string') continue
    if (seen.has(block.block_id))
      wrong(`block_id "${block.block_id}" ${RULES.message.also.twice}`, `${blocksAt}/${index}/block_id`)
    seen.add(block.block_id)
  }
  return messages
}

/** Slack gives a block or an element without an id one of its own. */
function addIds(blocks: Block[]): Block[] {
  for (const block of blocks) {
    block.block_id ??= randomBytes(4).toString('base64url')
    addIds(nested(block))
    addActionIds(block)
  }
  return blocks
}

function addActionIds(value: Field): void {
  if (Array.isArray(value)) for (const one of value) addActionIds(one)
  if (!isFields(value)) return
  if (typeof value.type === 'string' && INTERACTIVE.test(value.type))
    value.action_id ??= randomBytes(4).toString('base64url')
  for (const [name, one] of Object.entries(value)) if (name !== 'text') addActionIds(one)
}

const INTERACTIVE = /button|select$|_input$|picker$|^checkboxes$|^overflow$/
