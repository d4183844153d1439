import type { Block, Json } from './contract.ts'

/** A JSON object as Slack sends and takes it; an undefined field is left out on the wire. */
export type Fields = { [key: string]: Field }
export type Field = null | undefined | boolean | number | string | Field[] | Fields

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isBlocks = (value: unknown): value is Block[] =>
  Array.isArray(value) && value.every((block) => isFields(block) && typeof block.type === 'string')

/** A value as it reads on the wire. */
export const jsonOf = (value: Field): Json => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

/** A text argument; numbers count, because a form has only texts. Empty is the same as missing. */
export function textOf(value: Field): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A yes-or-no argument as forms and JSON write it. */
export const flagOf = (value: Field): boolean => value === true || value === 'true' || value === '1' || value === 1

/** The JSON that a text holds, or undefined when it is none. */
export function parsed(text: string): Field {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
