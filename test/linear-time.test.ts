import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { stretches } from '../src/coaching/wording.ts'
import { LONGEST } from '../src/llm/offline/reading.ts'
import { shapesFrom } from './linear/expressions.ts'
import { holds, valueFor } from './linear/functions.ts'
import { FEW, SHAPES } from './linear/hostile.ts'
import { slowness } from './linear/measure.ts'
import { readSource } from './linear/source.ts'

const SRC = join(import.meta.dirname, '../src')

/** Where every function that takes a text is tried: these decide, draw and read, and touch nothing outside. */
const TRIED =
  /^(coaching|words|slack\/views|llm\/offline)\/|^(llm\/(json|finish|shape|thinking)|slack\/incoming\/(text|words|command|read-incoming|read-press)|cli\/(team-file\/[a-z-]+|finding|eval\/(golden|report))|playground\/(fields|blocks|slack-message))\.ts$/

const source = readSource((file) => TRIED.test(file))

/** Where expressions are put together when a module is loaded: they are taken as they come about. */
const BUILDS = [
  'coaching/languages/german.ts',
  'coaching/languages/answers/english.ts',
  'coaching/languages/answers/german.ts',
  'coaching/text-language.ts',
  'coaching/grader-talk/form.ts',
  'coaching/hard-moment.ts',
  'coaching/commitment.ts',
  'coaching/wish.ts',
  'coaching/partner.ts',
  'coaching/pasted.ts',
  'llm/offline/reading.ts',
  'llm/offline/script/english.ts',
  'llm/offline/script/german.ts',
  'slack/views/safe-text.ts',
  'playground/page/markdown.ts',
  'playground/page/mrkdwn.ts',
]
/** Where they are put together from what is given, and why that is no danger. */
const FROM_WHAT_IS_GIVEN = {
  'coaching/alone.ts': 'what people put around a word: looked for in messages of at most a hundred characters',
  'coaching/languages/answers/signs.ts':
    'the expressions of a language without their accents: as they are written, they are tried',
  'coaching/model.ts': 'looks whether a rubric’s pattern is one at all, and tries it on nothing',
  'env-file.ts': 'the name of a setting of ours, at the beginning of a line',
  'llm/offline/script/heard.ts': 'terms of ours, in a question of which a few hundred characters are read',
  'llm/offline/cues.ts': 'patterns of a rubric: read in stretches, and those that come with the bot are tried below',
  'cli/eval/ratings/without-names.ts': 'names of a company’s own people, in talks that it rates itself',
  'llm/negotiate.ts': 'the name of a parameter of ours between two word boundaries',
}

const built = await expressionsOf(BUILDS)
const { BY_HAND, LOOKED_AT, NOT_TRIED } = await import('./linear/by-hand.ts') // after it, since it loads some of them

test('every expression that is put together is tried, or is known not to need it', () => {
  const at = (place: string) => place.replace(/:\d+$/, '')
  expect(source.built.filter((place) => !BUILDS.includes(at(place)) && !(at(place) in FROM_WHAT_IS_GIVEN))).toEqual([])
  expect(
    [...BUILDS, ...Object.keys(FROM_WHAT_IS_GIVEN)].filter((file) => !source.built.map(at).includes(file)),
  ).toEqual([])
  const came = built.map((one) => at(one.at))
  expect(BUILDS.filter((file) => !came.includes(file))).toEqual([])
})

/** The patterns of the rubrics that come with the bot, as they are looked for in what a learner said. */
const CONTENT = join(import.meta.dirname, '../supabase/content')
const yaml = readdirSync(CONTENT).filter((file) => file.endsWith('.yaml'))
const ofRubrics = yaml.flatMap((file) =>
  patternsIn(parse(readFileSync(join(CONTENT, file), 'utf8'))).map((pattern) => ({
    at: file,
    expression: new RegExp(`\\b(?:${pattern})`),
  })),
)

function patternsIn(content: unknown): string[] {
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) =>
    (key === 'says' || key === 'matter') && Array.isArray(value) ? value : patternsIn(value),
  )
}

const expressions = [...source.written, ...built]

test('no regular expression takes a time that grows faster than the text', () => {
  expect(expressions.length).toBeGreaterThan(300)
  const slow = expressions.flatMap(({ at, expression }) =>
    slownessOf(expression).map((how) => `${at} ${expression} ${how}`),
  )
  expect(slow).toEqual([])
})

test('no pattern of a rubric takes a time that grows faster than the text', () => {
  expect(ofRubrics.length).toBeGreaterThan(100)
  const slow = ofRubrics.flatMap(({ at, expression }) =>
    slownessOf(expression, (text) => stretches(text, LONGEST)).map((how) => `${at} ${expression} ${how}`),
  )
  expect(slow).toEqual([])
})

/** Expressions that stood here, and their kin: each was, or would be, a way to stop the bot. */
test.each([
  /(^|[.!?\n]\s*)(dear|hey|hi|hello|attention|to)?\s*(the\s+)?(ai\s+)?(grader|judge|evaluator)\s*[,:-]/gi,
  /[.!\s]+$/,
  /“[^”\n]*”/g,
  /(a+)+$/,
])('an expression such as %s is found', (expression) => {
  expect(slownessOf(expression, (text) => [text], 500)).toHaveLength(1)
})

const taking = source.functions.filter(({ takes }) =>
  takes.some(([, one]) => holds(one, 'text') || holds(one, 'unclear')),
)
const named = (one: { file: string; name: string }) => `${one.file} ${one.name}`
const byTypes = taking.filter(
  (one) => !(named(one) in BY_HAND) && !(named(one) in NOT_TRIED) && !(one.file in NOT_TRIED),
)

test('every function that takes a text is tried, or is known not to need it', async () => {
  const notCalled: string[] = []
  for (const one of byTypes) if ((await callable(one)).length === 0) notCalled.push(named(one))
  expect(notCalled).toEqual([])
  const all = taking.flatMap((one) => [named(one), one.file])
  expect([...Object.keys(BY_HAND), ...Object.keys(NOT_TRIED)].filter((name) => !all.includes(name))).toEqual([])
})

test('every file that searches texts is tried, or is known not to need it', () => {
  const others = [...source.searching].filter((file) => !TRIED.test(file))
  const known = Object.keys(LOOKED_AT)
  expect(others.filter((file) => !known.some((one) => file.startsWith(one)))).toEqual([])
  expect(known.filter((one) => !others.some((file) => file.startsWith(one)))).toEqual([]) // no exception outlives its reason
})

test('no function takes a time that grows faster than the text', async () => {
  const slow: string[] = []
  for (const one of byTypes) {
    const calls = await callable(one)
    let next = 0
    const how = slowness((text) => ignoringRefusals(() => calls[next++ % calls.length]?.(text)), FEW)
    if (how) slow.push(`${named(one)} ${how}`)
  }
  for (const [name, call] of Object.entries(BY_HAND)) {
    const how = slowness(call, FEW)
    if (how) slow.push(`${name} ${how}`)
  }
  expect(slow).toEqual([])
}, 180_000)

/** A function with values of its types, in several choices where there are several kinds of value: those that it takes a plain word with. */
async function callable({ file, name, takes }: (typeof taking)[number]): Promise<((text: string) => unknown)[]> {
  if (takes.some(([, one]) => holds(one, 'unclear'))) return []
  const module: Record<string, unknown> = await import(join(SRC, file))
  const of = module[name]
  if (typeof of !== 'function') return []
  const choices = [0, 1, 2].map(
    (choice) => (text: string) => of(...takes.map(([called, one]) => valueFor(one, text, choice, called))),
  )
  return choices.filter((call) => {
    try {
      call('word')
      return true
    } catch {
      return false
    }
  })
}

/** What a function does not take is refused quickly, or read before: either is measured. */
function ignoringRefusals(call: () => unknown): unknown {
  try {
    return call()
  } catch {
    return undefined
  }
}

/** How an expression fails where all its places are looked for, the first of which is what is looked for elsewhere. */
function slownessOf(
  expression: RegExp,
  read: (text: string) => string[] = (text) => [text],
  patience?: number,
): string[] {
  const all = new RegExp(expression.source, `${expression.flags.replace(/[gy]/g, '')}g`)
  const used = (whole: string) => {
    for (const text of read(whole)) text.replace(all, '')
  }
  return [slowness(used, [...SHAPES, ...shapesFrom(all)], patience)].filter((how) => how !== undefined)
}

/** The expressions that these files put together when they are loaded, which no other test file has done before: each has its own modules. */
async function expressionsOf(files: string[]): Promise<{ at: string; expression: RegExp }[]> {
  const found: { at: string; expression: RegExp }[] = []
  const own = globalThis.RegExp
  globalThis.RegExp = new Proxy(own, {
    construct(target, given, as) {
      const expression: RegExp = Reflect.construct(target, given, as)
      const [, , line = ''] = (new Error().stack ?? '').split('\n')
      const [, file, at] = /\/src\/([^:?]*)\?anew:(\d+)/.exec(line) ?? []
      if (file) found.push({ at: `${file}:${at}`, expression })
      return expression
    },
  })
  for (const file of files) await import(`${join(SRC, file)}?anew`) // others may have loaded it before
  globalThis.RegExp = own
  return found
}
