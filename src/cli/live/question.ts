import type { WebClient } from '@slack/web-api'
import { slackFault } from '../../slack/connection/slack-fault.ts'
import type { Made } from './made.ts'
import type { Heard } from './socket.ts'

/** Something that Slack's documents leave open, or say twice in two ways, or that only a real workspace shows. */
export type Question = {
  id: string
  asks: string
  /** How it is asked. */
  how: string
  expects: string
  /** Where it is left open, or said. */
  source: string
  ask(here: Here): Promise<Answer>
}

/** What was found, in our own words and Slack's codes: no text of a message, no id, no name. */
export type Answer = { is: 'as expected' | 'otherwise' | 'not asked'; found: string }

/** Where it is asked: a direct message with the person who asks. */
export type Here = {
  web: WebClient
  /** The same without a token. */
  withoutToken: WebClient
  made: Made
  person: string
  /** What Slack delivers meanwhile; over HTTP it comes to another address. */
  heard: Heard | undefined
  tells(sentence: string): void
  /** Asks the person; what they typed, in small letters. */
  asks(sentence: string): Promise<string>
  /** Waits, unless it is all to end. */
  waits(ms: number): Promise<void>
}

export const asExpected = (found: string): Answer => ({ is: 'as expected', found })
export const otherwise = (found: string): Answer => ({ is: 'otherwise', found })
export const notAsked = (found: string): Answer => ({ is: 'not asked', found })

/** The answer to whether something is so. */
export const answered = (isSo: boolean, so: string, notSo: string): Answer => (isSo ? asExpected(so) : otherwise(notSo))

/** Slack's code for what it refused. Where nobody knows what it did, nothing is found. */
export function refusalIn(error: unknown): string {
  const fault = slackFault(error)
  if (fault.code === 'slack-unclear') throw fault
  return String(fault.cause)
}

/** What the person saw: y or n, and anything else is no answer. */
export async function saw(here: Here, sentence: string, wanted: 'y' | 'n', what: string): Promise<Answer> {
  const typed = (await here.asks(`${sentence} [y/n, Enter if you cannot tell]`)).charAt(0)
  if (typed !== 'y' && typed !== 'n') return notAsked('the person could not tell')
  return answered(typed === wanted, `${what}: ${typed}`, `${what}: ${typed}`)
}
