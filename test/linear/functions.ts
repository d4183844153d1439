import type { SourceFile } from 'typescript/unstable/ast'
import {
  type Checker,
  type Symbol as Named,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync'

/** How a value of a type is made: texts are hostile, everything else is harmless. */
export type Recipe =
  | { is: 'text' }
  | { is: 'value'; value: unknown }
  | { is: 'one-of'; of: Recipe[] }
  | { is: 'list'; of: Recipe }
  | { is: 'tuple'; of: Recipe[] }
  | { is: 'map' | 'set' | 'record'; of: Recipe }
  | { is: 'object'; fields: [string, Recipe][] }
  | { is: 'function'; gives: Recipe }
  | { is: 'unclear'; type: string }

/** A function that other files call, with what it takes. */
export type Callable = { name: string; takes: [name: string, recipe: Recipe][] }

const DEEPEST = 7

/** The functions that a file gives to others, those aside that only promise something. */
export function functionsOf(source: SourceFile, { checker }: Project): Callable[] {
  const module = checker.getSymbolAtLocation(source)
  if (!module) return []
  const symbols = [...checker.getExportsOfModule(module)]
  return symbols.flatMap((symbol) => {
    if (!(symbol.flags & (SymbolFlags.Function | SymbolFlags.Variable))) return []
    const type = checker.getTypeOfSymbol(symbol)
    const [signature] = type ? checker.getSignaturesOfType(type, SignatureKind.Call) : []
    if (!signature) return []
    const gives = checker.getReturnTypeOfSignature(signature)
    if (gives && /^(Promise<|void$)/.test(checker.typeToString(gives))) return []
    const takes = [...signature.getParameters()].map((parameter, at): [string, Recipe] => {
      const taken = checker.getParameterType(signature, at)
      return [parameter.name, taken ? recipeOf(taken, checker) : unclear('none')]
    })
    return [{ name: symbol.name, takes }]
  })
}

const isOthers = (symbol: Named | undefined) =>
  symbol !== undefined &&
  (symbol.flags & (SymbolFlags.Class | SymbolFlags.Interface)) !== 0 &&
  symbol.declarations.some(({ path }) => path.includes('/node_modules/'))

const unclear = (type: string): Recipe => ({ is: 'unclear', type })

const known = new WeakMap<Checker, Map<number, Recipe>>()

function recipeOf(type: Type, checker: Checker, within: number[] = []): Recipe {
  const recipes = known.get(checker) ?? new Map<number, Recipe>()
  known.set(checker, recipes)
  const before = recipes.get(type.id)
  if (before) return before
  const recipe = made(type, checker, within)
  recipes.set(type.id, recipe)
  return recipe
}

function made(type: Type, checker: Checker, within: number[]): Recipe {
  const { flags } = type
  if (flags & (TypeFlags.Undefined | TypeFlags.Void)) return { is: 'value', value: undefined }
  if (flags & TypeFlags.Null) return { is: 'value', value: null }
  if (type.isLiteralType()) return { is: 'value', value: type.value }
  if (flags & (TypeFlags.String | TypeFlags.TemplateLiteral)) return { is: 'text' }
  if (flags & TypeFlags.Number) return { is: 'value', value: 3 }
  if (flags & TypeFlags.Boolean) return { is: 'value', value: true }
  const said = checker.typeToString(type)
  if (flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.TypeParameter)) return unclear(said)
  if (within.includes(type.id) || within.length > DEEPEST) return { is: 'value', value: undefined }
  const deeper = [...within, type.id]
  const next = (one: Type | undefined) => (one ? recipeOf(one, checker, deeper) : unclear(said))
  if (type.isUnionType()) return { is: 'one-of', of: type.getTypes().map(next) }
  if (said === 'Date') return { is: 'value', value: new Date('2026-03-04T05:06:07Z') }
  if (type.isTypeReference() && checker.isTupleType(type))
    return { is: 'tuple', of: checker.getTypeArguments(type).map(next) }
  if (type.isTypeReference() && checker.isArrayLikeType(type))
    return { is: 'list', of: next(checker.getTypeArguments(type)[0]) }
  const symbol = type.getSymbol()?.name
  if (type.isTypeReference() && symbol === 'Map') return { is: 'map', of: next(checker.getTypeArguments(type)[1]) }
  if (type.isTypeReference() && symbol === 'Set') return { is: 'set', of: next(checker.getTypeArguments(type)[0]) }
  if (isOthers(type.getSymbol())) return unclear(said) // a client, say, or a block of Slack's
  const [call] = checker.getSignaturesOfType(type, SignatureKind.Call)
  if (call) return { is: 'function', gives: next(checker.getReturnTypeOfSignature(call)) }
  const properties = [...checker.getPropertiesOfType(type)]
  const [index] = checker.getIndexInfosOfType(type)
  if (properties.length === 0 && index) return { is: 'record', of: next(index.valueType) }
  if (!(flags & (TypeFlags.Object | TypeFlags.Intersection)) || properties.length > 60) return unclear(said)
  return { is: 'object', fields: properties.map((one) => [one.name, next(checker.getTypeOfSymbol(one))]) }
}

/** Texts of a form that nobody can choose: with another, a function would only refuse. */
const OF_A_FORM: Record<string, string> = {
  locale: 'en-US',
  timeZone: 'Europe/Berlin',
  ...Object.fromEntries(
    ['day', 'today', 'on', 'dueOn', 'asksOn', 'ratedOn', 'week'].map((name) => [name, '2026-03-02']),
  ),
}

const A_LENGTH = ['max', 'most', 'longest']

/** The value of a recipe with this text in all its places. Where there are several kinds of value, `choice` picks one. */
export function valueFor(recipe: Recipe, text: string, choice: number, name = ''): unknown {
  const inside = (one: Recipe, of = '') => valueFor(one, text, choice, of)
  switch (recipe.is) {
    case 'text':
      return OF_A_FORM[name] ?? text
    case 'value':
      return A_LENGTH.includes(name) ? 3_000 : recipe.value
    case 'one-of': {
      const given = recipe.of.filter((one) => one.is !== 'value' || one.value !== undefined)
      const picked = given[choice % given.length]
      return picked && inside(picked, name)
    }
    case 'list':
      return [inside(recipe.of, name), valueFor(recipe.of, text, choice + 1, name)]
    case 'tuple':
      return recipe.of.map((one) => inside(one))
    case 'map':
      return new Map([[text, inside(recipe.of)]])
    case 'set':
      return new Set([inside(recipe.of)])
    case 'record':
      return { [text]: inside(recipe.of) }
    case 'object':
      return Object.fromEntries(recipe.fields.map(([field, one]) => [field, inside(one, field)]))
    case 'function':
      return () => inside(recipe.gives)
    case 'unclear':
      throw new Error(`no value of the type ${recipe.type}`)
  }
}

/** Whether a recipe holds a text, or something that could. */
export const holds = (recipe: Recipe, is: Recipe['is'], seen = new Set<Recipe>()): boolean => {
  if (seen.has(recipe)) return false
  seen.add(recipe)
  if (recipe.is === is) return true
  if (recipe.is === 'object') return recipe.fields.some(([, one]) => holds(one, is, seen))
  if (recipe.is === 'function') return holds(recipe.gives, is, seen)
  if (recipe.is === 'one-of' || recipe.is === 'tuple') return recipe.of.some((one) => holds(one, is, seen))
  return 'of' in recipe && !Array.isArray(recipe.of) && holds(recipe.of, is, seen)
}
