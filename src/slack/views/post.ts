import type { Button, StaticSelect } from '@slack/types'
import { actions, context, header, type Message, notification, section } from './blocks.ts'

/**
 * A message that goes out by itself, nobody having asked to see it just then. A notification on a desktop is made of its blocks and one on a
 * phone of its text (docs.slack.dev/changelog/2026/07/13/notification-changes), and either may come up on a screen that others see. So it
 * says nothing that is the person's own: no score and no level, nothing that they said, wrote or had remembered. What is stands behind a
 * button, or comes by an edit, which notifies nobody.
 */
export type Post = {
  readonly [GOES_OUT]: true
  /** As it is posted. */
  first: Message
  /** What an edit makes of it at once. */
  full?: Message
}

/** A message that shows something of the person's own: it never goes out by itself. They open it, in place of a closed one or in a form. */
export type Opened = Message & { readonly [OPENED]: true }

const GOES_OUT = Symbol('goes-out')
const OPENED = Symbol('opened')

export const opened = ({ text, blocks }: Message): Opened => ({ text, blocks, [OPENED]: true })

/** Goes out as it is: there is nothing of the person's own in it. */
export const told = (message: Message & { readonly [OPENED]?: never }): Post => ({ [GOES_OUT]: true, first: message })

/** Says that something is there, and shows it once a button is pressed. */
export function closed(about: {
  title?: string
  words: string[]
  buttons: (Button | StaticSelect)[]
  notes?: string[]
}): Post {
  const { title = '', words, buttons, notes = [] } = about
  return told({
    text: notification(title, ...words, ...notes),
    blocks: [
      ...(title ? [header(title)] : []),
      ...words.map((line) => section(line)),
      actions(...buttons),
      ...notes.map((note) => context(note)),
    ],
  })
}

/** Goes out as a line, and is filled by an edit before anything else happens. */
export const filled = (line: Message & { readonly [OPENED]?: never }, message: Message): Post => ({
  [GOES_OUT]: true,
  first: line,
  full: message,
})
