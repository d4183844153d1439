import type { Button } from '@slack/types'
import { z } from 'zod'
import { placeOf } from '../../place.ts'
import { t } from '../../words/words.ts'
import { actions, button, type Message, notification, section } from './blocks.ts'
import { plainWords, safeLine } from './safe-text.ts'
import { endButton } from './session-buttons.ts'

export const SESSION_CONTINUE = 'session_continue'
export const SESSION_REPLACE = 'session_replace'

type OpenAlready = {
  sessionId: string
  domainName: string
  /** The address of its thread, where it is known. */
  link?: string
  /** What the learner asked for, where they did. */
  wanted?: { domainId: string; domainName: string; place?: string; suggestion?: string; mayBeShared?: boolean }
}

/** The learner has a session open: go on with it, or end it and start what they asked for. */
export function openAlreadyMessage({ sessionId, domainName, link, wanted }: OpenAlready): Message {
  const words = t`You have an open session: *${safeLine(domainName)}*. One at a time keeps it clear.`
  const goOn = continueButton(sessionId, link)
  const other = wanted
    ? button({
        action: SESSION_REPLACE,
        text: t`End it and start ${plainWords(wanted.domainName)}`,
        value: JSON.stringify(replacement.parse(wanted)),
      })
    : endButton(sessionId)
  const readers = wanted?.mayBeShared && wanted.place ? [section(mayBeRead(wanted.place))] : []
  return { text: notification(words), blocks: [section(words), ...readers, actions(goOn, other)] }
}

/** What the form says too before a session opens in a channel of which nobody knows who reads it. */
function mayBeRead(place: string): string {
  const { channel } = placeOf(place)
  return `${t`A new one opens in <#${channel}>, and everyone in that channel can read it.`} ${t`I cannot see whether people from other companies are in it.`}`
}

/** Leads to the session's thread. */
export const continueButton = (sessionId: string, link?: string): Button =>
  button({
    action: SESSION_CONTINUE,
    text: t`Continue`,
    value: sessionId,
    style: 'primary',
    ...(link && { url: link }),
  })

const replacement = z.object({
  domainId: z.string(),
  place: z.string().optional(),
  suggestion: z.string().optional(),
  /** That others may read along was said beside the button. */
  mayBeShared: z.boolean().optional(),
})

/** What the button *End it and start* asks for. */
export const readReplace = (value: string): z.infer<typeof replacement> => replacement.parse(JSON.parse(value))
