import { LANGUAGES } from '../../src/words/languages.ts'
import { readWords } from './literals.ts'

const words = readWords()

/** What has letters and a space and is read by no person, or means the same in every language. */
const NOT_WORDS = [
  'digest settings', // commands
  'digest off',
  'digest on',
  'practise easy', // wishes, as they are kept
  'practise medium',
  'practise hard',
  'no answer', // a cause in the log
  'told: too_many_websockets',
  'unsupported type', // in Slack's answer to a block
  'Slack’s requests are not taken.', // on /healthz, for operators
  'Slack refuses the app token.',
  'Slack has had no connection to us since {0}Z.',
  'a channel', // in what a learner wrote, for the model
  'a group',
  'threadcoach-{0}.md',
  'threadcoach-{0}.json',
  'Threadcoach',
]

test('no words that people see stand outside the catalogue', () => {
  const outside = words.outside.filter(({ text }) => !NOT_WORDS.includes(text))
  expect(outside.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
  expect(NOT_WORDS.filter((text) => !words.outside.some((one) => one.text === text))).toEqual([]) // no exception outlives its reason
})

test('no sentence is read once for everybody, when the program starts', () => {
  expect(words.frozen.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
})

test('a sentence is whole: it has no gap at its ends for another to stand in', () => {
  const forms = [...words.sentences].flatMap(([sentence, { one }]) =>
    one === undefined ? [sentence] : [sentence, one],
  )
  expect(forms.filter((form) => /^[\s,.;:)]|\s$/.test(form))).toEqual([])
})

test('no sentence is put together from others', () => {
  expect(words.joined.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
})

const [, ...translated] = LANGUAGES
const others = translated.map(({ nameForModels: language, code, sentences: catalogue }) => ({
  language,
  code,
  catalogue,
  keys: Object.keys(catalogue),
}))

test.each(others)('$language has every sentence, and none that nobody says', ({ keys }) => {
  expect([...words.sentences.keys()].filter((key) => !keys.includes(key))).toEqual([])
  expect(keys.filter((key) => !words.sentences.has(key))).toEqual([])
})

test.each(others)('$language fills the same places, and counts where English counts', ({ catalogue }) => {
  const wrong = Object.entries(catalogue).filter(([key, said]) => {
    const counts = words.sentences.get(key)?.one !== undefined
    if (counts !== (typeof said === 'object')) return true
    const forms = typeof said === 'string' ? [said] : Object.values(said)
    // where one thing is meant, its number may be a word
    return forms.some((form) => places(form, counts) !== places(key, counts))
  })
  expect(wrong).toEqual([])
})

test.each(others)('$language has each form that it counts in', ({ catalogue, code }) => {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories
  const counting = Object.values(catalogue).filter((said) => typeof said === 'object')
  expect(counting.filter((said) => forms.some((form) => !(form in said)))).toEqual([])
})

test('nothing is shouted, in any language', () => {
  const said = others.flatMap(({ catalogue }) => Object.values(catalogue).flatMap((one) => JSON.stringify(one)))
  expect([...words.sentences.keys(), ...said].filter((sentence) => sentence.includes('!'))).toEqual([])
})

const places = (sentence: string, counts: boolean): string =>
  [...new Set(sentence.match(/\{\d\}/g))]
    .filter((place) => !(counts && place === '{0}'))
    .sort()
    .join()
