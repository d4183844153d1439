import { join } from 'node:path'
import { shapesFrom } from './linear/expressions.ts'
import { SHAPES } from './linear/hostile.ts'
import { slowness } from './linear/measure.ts'
import { readSource } from './linear/source.ts'

const SRC = join(import.meta.dirname, '../src')

const source = readSource()

/** Where expressions are put together when a module is loaded: they are taken as they come about. */
const BUILDS = [
  'coaching/german-wording.ts',
  'coaching/hard-moment.ts',
  'slack/views/safe-text.ts',
  'playground/page/markdown.ts',
  'playground/page/mrkdwn.ts',
]
/** Where they are put together from what is given, and why that is no danger. */
const FROM_WHAT_IS_GIVEN = {
  'coaching/model.ts': 'looks whether a rubric’s pattern is one at all, and tries it on nothing',
  'coaching/rubric.ts': 'a pattern of a rubric: those that come with the bot are tried below',
  'llm/offline/cues.ts': 'patterns of a rubric: those that come with the bot are tried below',
  'llm/negotiate.ts': 'the name of a parameter of ours between two word boundaries',
}

const built = await expressionsOf(BUILDS)

test('every expression that is put together is tried, or is known not to need it', () => {
  const at = (place: string) => place.replace(/:\d+$/, '')
  expect(source.built.filter((place) => !BUILDS.includes(at(place)) && !(at(place) in FROM_WHAT_IS_GIVEN))).toEqual([])
  expect(
    [...BUILDS, ...Object.keys(FROM_WHAT_IS_GIVEN)].filter((file) => !source.built.map(at).includes(file)),
  ).toEqual([])
  const came = built.map((one) => at(one.at))
  expect(BUILDS.filter((file) => !came.includes(file))).toEqual([])
})

const expressions = [...source.written, ...built]

test('no regular expression takes a time that grows faster than the text', () => {
  expect(expressions.length).toBeGreaterThan(300)
  const slow = expressions.flatMap(({ at, expression }) =>
    slownessOf(expression).map((how) => `${at} ${expression} ${how}`),
  )
  expect(slow).toEqual([])
})

/** Expressions that stood here, and their kin: each was, or would be, a way to stop the bot. */
test.each([
  /(^|[.!?\n]\s*)(dear|hey|hi|hello|attention|to)?\s*(the\s+)?(ai\s+)?(grader|judge|evaluator)\s*[,:-]/gi,
  /[.!\s]+$/,
  /“[^”\n]*”/g,
  /<!(\w+)[^>]*>/g,
  /(a+)+$/,
])('an expression such as %s is found', (expression) => {
  expect(slownessOf(expression)).toHaveLength(1)
})

/** How an expression fails, in any of the ways that one is used: to look for one place, for all, or to cut a text there. */
function slownessOf(expression: RegExp): string[] {
  const one = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''))
  const all = new RegExp(one.source, `${one.flags}g`)
  const read = (text: string) => {
    one.exec(text)
    return text.replace(all, '')
  }
  return [slowness(read, [...SHAPES, ...shapesFrom(one)])].filter((how) => how !== undefined)
}

/** The expressions that these files put together when they are loaded, which no other test file has done before: each has its own modules. */
async function expressionsOf(files: string[]): Promise<{ at: string; expression: RegExp }[]> {
  const found: { at: string; expression: RegExp }[] = []
  const own = globalThis.RegExp
  globalThis.RegExp = new Proxy(own, {
    construct(target, given, as) {
      const expression: RegExp = Reflect.construct(target, given, as)
      const [, , line = ''] = (new Error().stack ?? '').split('\n')
      const [, file, at] = /\/src\/([^:]*):(\d+)/.exec(line) ?? []
      if (file) found.push({ at: `${file}:${at}`, expression })
      return expression
    },
  })
  for (const file of files) await import(join(SRC, file))
  globalThis.RegExp = own
  return found
}
