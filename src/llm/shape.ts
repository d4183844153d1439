import { z } from 'zod'
import { objectIn, readJson } from './json.ts'
import { isRecord } from './openai-piece.ts'

type Shape = z.core.JSONSchema.JSONSchema
type Value = Record<string, unknown>

/**
 * What a model filled in. It is read as it is meant, in the shape that was asked for: the object within a list or under a name, a number as
 * text and the reverse, "Enough" for "enough". What is not there is not made up.
 */
export function readFilled<T>(text: string, schema: z.ZodType<T>): z.ZodSafeParseResult<T> {
  const shape = z.toJSONSchema(schema, { io: 'input', reused: 'inline', unrepresentable: 'any' })
  const filled = readJson(text, (value, isOutermost) => meantIn(value, shape, isOutermost))
  const read = schema.safeParse(shaped(filled, shape))
  return read.success ? read : schema.safeParse(filled)
}

const MOST_NAMES = 3 // around an object: more is another object

/** The object that has some of what was asked for. A single item counts as a list of one where nothing can stand around it. */
function meantIn(value: unknown, shape: Shape, isOutermost: boolean, names = 0): Value | undefined {
  if (typeof value !== 'object' || value === null || names > MOST_NAMES) return undefined
  const [list, ...others] = Object.entries(shape.properties ?? {})
  const item = list && others.length === 0 ? itemsOf(list[1]) : undefined
  if (!Array.isArray(value)) {
    const object = recordOf(value)
    if (hasSome(object, shape)) return object
    if (item && isOutermost && list && isItem(object, item)) return { [list[0]]: [object] }
    const parts = Object.values(object)
    if (item && isOutermost && list && parts.length > 0 && parts.every((one) => isItem(recordOf(one), item)))
      return { [list[0]]: object }
  } else if (item && isOutermost && list && value.some((one) => isItem(bare(one, item), item))) {
    return { [list[0]]: value }
  }
  return Object.entries(value)
    .filter(([name]) => !THOUGHT.test(name))
    .map(([name, one]) => {
      const told = typeof one === 'string' && CALLED.test(name) ? objectIn(one) : one
      return meantIn(told, shape, isOutermost && Array.isArray(value), names + 1)
    })
    .find((one) => one !== undefined)
}

/** An example among thoughts is not meant. */
const THOUGHT = /think|thought|reason|analysis|scratchpad/i
/** Where what is filled in stands as a text. Under other names it may be somebody's words, and those fill in nothing. */
const CALLED = /^(?:arguments|parameters|response|output|result|answer|json)$/i

/** An item out of the one name that is around it, which says what the item is of. */
function bare(value: unknown, item: Shape): Value {
  const object = recordOf(value)
  const [[name, inside] = ['', undefined], ...more] = Object.entries(object)
  const [first] = Object.keys(item.properties ?? {})
  const isWrapped = more.length === 0 && first !== undefined && isItem({ [first]: name, ...recordOf(inside) }, item)
  return isWrapped ? { [first]: name, ...recordOf(inside) } : object
}

const hasSome = (object: Value, { properties = {} }: Shape) =>
  Object.keys(properties).some((name) => keyIn(object, name) !== undefined)

/** Whether an object has most of what an item has. */
function isItem(object: Value, { properties = {} }: Shape): boolean {
  const names = Object.keys(properties)
  const has = names.filter((name) => keyIn(object, name) !== undefined)
  return names.length > 1 && has.length * 2 > names.length
}

/** The value as far as it can be taken for what the shape asks for; anything else stays as it is, and does not fit. */
function shaped(value: unknown, shape: Shape): unknown {
  if (shape.anyOf) return shapedOption(value, shape.anyOf.filter(isShape))
  if (shape.enum) return sameOption(value, shape.enum) ?? value
  if (shape.type === 'object') return shapedObject(value, shape)
  if (shape.type === 'array') return shapedList(value, itemsOf(shape) ?? {})
  if (shape.type === 'integer' || shape.type === 'number') return numberIn(value) ?? value
  if (shape.type === 'boolean') return sameOption(value, [true, false]) ?? value
  if (shape.type === 'string' && typeof value === 'number') return String(value)
  if (shape.type === 'string' && Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join(' ')
  return value
}

/** Of what may be null, null where it says that there is nothing. */
function shapedOption(value: unknown, options: Shape[]): unknown {
  const [option, ...others] = options.filter(({ type }) => type !== 'null')
  if (!option || others.length > 0) return value
  const found = value === undefined || value === null ? null : shaped(value, option)
  const mayBeNull = options.length > 1
  const isNothing =
    typeof found === 'string' && NOTHING.includes(foldedWord(found)) && !(option.enum ?? [found]).includes(found)
  return mayBeNull && isNothing ? null : found
}
const NOTHING = ['', 'null', 'none', 'nil', 'n/a', 'na', 'not_applicable', 'undefined', 'nan', '-']

function shapedObject(value: unknown, { properties = {} }: Shape): unknown {
  const parts = Object.entries(properties).filter((part): part is [string, Shape] => isShape(part[1]))
  const texts = parts.filter(([, { type }]) => type === 'string')
  if (typeof value === 'string' && texts.length === 1) return { [texts[0]?.[0] ?? '']: value } // a quote, without what stands about it
  const object = Array.isArray(value) && value.length === 1 ? recordOf(value[0]) : recordOf(value)
  if (Object.keys(object).length === 0) return value
  return Object.fromEntries(
    parts.flatMap(([name, shape]): [string, unknown][] => {
      const key =
        keyIn(object, name) ?? (texts.length === 1 && shape.type === 'string' ? onlyText(object, parts) : undefined)
      const found = shaped(key === undefined ? undefined : object[key], shape)
      const isMissing = found === undefined || (found === null && !shape.anyOf)
      if (isMissing && shape.type === 'array' && parts.length > 1) return [[name, []]]
      const isOfNoUse = isMissing || (shape.type === 'integer' && !Number.isInteger(found))
      return isOfNoUse && 'default' in shape ? [] : [[name, found]]
    }),
  )
}

/** The name of the only text that has none of the names asked for: a quote that is called a text. */
function onlyText(object: Value, parts: [string, Shape][]): string | undefined {
  const known = parts.map(([name]) => keyIn(object, name))
  const [name, ...more] = Object.keys(object).filter((key) => typeof object[key] === 'string' && !known.includes(key))
  return more.length === 0 ? name : undefined
}

/** A list; of one, where the item alone is there; or of what stands under names, each with its name. */
function shapedList(value: unknown, item: Shape): unknown {
  const told = typeof value === 'string' && item.type === 'object' ? objectIn(value) : undefined
  if (told) return shapedList(told, item)
  if (Array.isArray(value)) return value.map((one) => shaped(isRecord(one) ? bare(one, item) : one, item))
  if (typeof value === 'string' && value.trim() !== '') return [shaped(value, item)]
  const object = recordOf(value)
  const named = Object.entries(object)
  if (named.length === 0) return value
  if (hasSome(object, item)) return [shaped(object, item)]
  const [name] = Object.keys(item.properties ?? {})
  return named.map(([key, one]) => shaped(name ? { [name]: key, ...recordOf(one) } : one, item))
}

/** The option that a value stands for, whatever its case, its spaces and its marks: " Not enough" is not_enough, and 1 is +1. */
function sameOption<T>(value: unknown, options: T[]): T | undefined {
  if (Array.isArray(value) && value.length === 1) return sameOption<T>(value[0], options)
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const word = foldedWord(String(value))
  const said = SAME.find(({ says }) => says.test(word))?.as ?? word
  const named = options.find((option) => foldedWord(String(option)) === said)
  if (named !== undefined) return named
  const begins = options.find((option) => typeof option === 'string' && beginsWith(said, foldedWord(option)))
  if (begins !== undefined) return begins
  const numbers = options.filter((option) => Number.isFinite(Number(option)) && typeof option !== 'boolean')
  const number = numbers.length === 0 ? undefined : numberIn(said.replace(/_?(?:\/|out_of)_?10$/, ''))
  return numbers.find((option) => Number(option) === number)
}

const SAME = [
  { says: /^(?:insufficient|not_sufficient)(?![a-z])/, as: 'not_enough' },
  { says: /^sufficient(?![a-z])/, as: 'enough' },
  { says: /^(?:n\/a|na|not_applicable|inapplicable)$/, as: 'does_not_apply' },
]

/** Whether a word stands first, before others that explain it; numbers are read as such. */
const beginsWith = (said: string, word: string) =>
  /^[a-z]/.test(word) && said.startsWith(word) && !/[a-z0-9]/.test(said.charAt(word.length))

const foldedWord = (word: string) =>
  word
    .trim()
    .replace(/(?<=[a-z]{3})(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/n['’]t\b/g, ' not')
    .replaceAll(/[−–]/g, '-')
    .replace(/^["'`(]|["'`).]$/g, '')
    .replace(/\s+|(?<=[a-z])-(?=[a-z])/g, '_')

/** The number that a value is, or the only one in its words: "1", "Round 2", "5 (developing)". */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const [number, ...more] = value.replaceAll(/[−–]/g, '-').match(/(?<![\d.])[+-]?\d{1,15}(?:\.\d{1,15})?/g) ?? []
  return number === undefined || more.length > 0 ? undefined : Number(number)
}

/** The key of an object that means this name: nextStep and "Next step" are next_step. */
function keyIn(object: Value, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name
  const wanted = foldedKey(name)
  return Object.keys(object).find((key) => foldedKey(key) === wanted)
}

const foldedKey = (key: string) =>
  key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace('judgment', 'judgement')
const isShape = (shape: unknown): shape is Shape => typeof shape === 'object' && shape !== null
const recordOf = (value: unknown): Value => (isRecord(value) ? { ...value } : {})
const itemsOf = (shape: Shape | boolean | undefined): Shape | undefined => {
  const items = isShape(shape) ? shape.items : undefined
  return isShape(items) && !Array.isArray(items) ? items : undefined
}
