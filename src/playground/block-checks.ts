import { type Field, type Fields, isFields } from './fields.ts'

/** Says what is wrong with a value, as Slack words it, with a pointer to where. */
export type Check = (value: Field, at: string, wrong: (what: string, at: string) => void) => void

/** A text of at most so many characters; not empty unless `min` is 0. */
export const text =
  (max: number, min = 1): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'string') wrong('must be a string', at)
    else if (value.length > max) wrong(`must be less than ${max + 1} characters`, at)
    else if (value.length < min) wrong(`must be more than ${min - 1} characters`, at)
  }

export const flag: Check = (value, at, wrong) => {
  if (typeof value !== 'boolean') wrong('must be a boolean', at)
}

export const number =
  (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'number') wrong('must be a number', at)
    else if (value < min) wrong(`must be greater than or equal to ${min}`, at)
    else if (value > max) wrong(`must be less than or equal to ${max}`, at)
  }

export const oneOf =
  (...allowed: string[]): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'string' || !allowed.includes(value)) wrong(`must be one of: ${allowed.join(', ')}`, at)
  }

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'string' || !pattern.test(value)) wrong(`must be ${what}`, at)
  }

export const list =
  (min: number, max: number, item: Check): Check =>
  (value, at, wrong) => {
    if (!Array.isArray(value)) wrong('must be an array', at)
    else if (value.length > max) wrong(`no more than ${max} items allowed`, at)
    else if (value.length < min) wrong(`no fewer than ${min} ${min === 1 ? 'item' : 'items'} allowed`, at)
    else for (const [index, one] of value.entries()) item(one, `${at}/${index}`, wrong)
  }

/** An object with these fields and no others. A field whose name ends in ? may be missing. */
export function shape(
  fields: Record<string, Check>,
  also?: (value: Fields, at: string, wrong: Parameters<Check>[2]) => void,
): Check {
  const checks = new Map(Object.entries(fields).map(([name, check]) => [name.replace('?', ''), check]))
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'))
  return (value, at, wrong) => {
    if (!isFields(value)) return wrong('must be an object', at)
    for (const name of required) if (value[name] === undefined) wrong(`missing required field: ${name}`, at)
    for (const [name, one] of Object.entries(value)) {
      const check = checks.get(name)
      if (!check) wrong(`invalid additional property: ${name}`, at)
      else if (one !== undefined) check(one, `${at}/${name}`, wrong)
    }
    also?.(value, at, wrong)
  }
}

/** An object that says by its `type` which of these it is. */
export const typed =
  (kinds: () => Record<string, Check>): Check =>
  (value, at, wrong) => {
    if (!isFields(value)) return wrong('must be an object', at)
    if (typeof value.type !== 'string') return wrong('missing required field: type', at)
    const kind = Object.entries(kinds()).find(([name]) => name === value.type)
    if (kind) kind[1](value, at, wrong)
    else wrong(`unsupported type: ${value.type}`, `${at}/type`)
  }

/** Those of a table whose names are given. */
export const pick = (table: Record<string, Check>, ...names: string[]): Record<string, Check> =>
  Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)))

/** Any of the values that Slack itself makes sense of later. */
export const anything: Check = () => undefined
