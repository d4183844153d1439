import type { Act, Block, Json } from '../contract.ts'
import type { Props } from './element.ts'
import { withEmoji } from './emoji.ts'
import { unescaped } from './inline.ts'
import { list, record, string } from './json.ts'
import { mrkdwn } from './mrkdwn.ts'
import type { Page } from './page.ts'

/** Where blocks are drawn: in a message or a view, and what a click there tells the app. */
export type Stage = {
  page: Page
  where: Extract<Act, { do: 'click' }>['where']
  blocks: Block[]
  /** Different for each message and view: the start of the ids of what is drawn. */
  name: string
  /** block_id → what is wrong with it. */
  errors: Record<string, string>
}

/** An element in its block: enough to draw it and to say which one was used. */
export type Spot = { stage: Stage; block: Block; element: { [key: string]: Json }; id: string }

/** What a person fills in: how it is drawn, and its state as Slack would send it. */
export type Input = {
  draw: (spot: Spot, props: Props) => HTMLElement
  read: (spot: Spot, control: HTMLElement) => { [key: string]: Json }
  /** A group of controls takes its name from the label another way than a single one. */
  isGroup?: true
}

/** The element's own id on the page, the same from one drawing to the next. */
export function spotOf(stage: Stage, block: Block, element: Json | undefined): Spot {
  const of = record(element)
  return { stage, block, element: of, id: `${stage.name}:${block.block_id ?? ''}:${string(of.action_id)}` }
}

/** The blocks that stand inside a `container`. */
export const childrenOf = (block: Block): Block[] =>
  list(block.child_blocks).map((json) => ({ ...record(json), type: string(record(json).type) }))

/** A text object as nodes, whichever of Slack's two kinds it is. */
export function text(json: Json | undefined, page: Page): Node[] {
  const { type } = record(json)
  return type === 'mrkdwn' ? mrkdwn(string(record(json).text), page.state) : [document.createTextNode(plain(json))]
}

/** A text object where only plain text may stand: a label, an option. */
export const plain = (json: Json | undefined): string => withEmoji(unescaped(string(record(json).text)))
