import { ANSWERS } from './languages/answers/answers.ts'
import { folded, words } from './wording.ts'

/** Small words of languages in which people are coached and nothing else is known of: enough to tell that a text is in one of them. */
const OTHERS: Record<string, string> = {
  pl: 'w nie na się to że z jest do co jak o ale po za tego ci ja ty czy już był była tylko mi mnie ma jego jej od przez przed dla i tak być jeszcze bo kiedy gdzie dlaczego który która które kto',
  sv: 'och att det är inte du ett på som vad för med har jag men när hur från till den av om så kan ska vill var din ditt han hon dem varför vilken',
  tr: 'bir ve bu ne için da de çok mi nasıl ile daha var yok ama ben sen değil gibi olarak neden kim nerede hangi kadar sonra önce şey',
}

const KNOWN = [...ANSWERS.map(({ code, answers }) => [code, answers.small] as const), ...Object.entries(OTHERS)].map(
  ([code, small]) => ({ code, small: new Set(small.split(' ')) }),
)
const MOST_WORDS = 300
const MOST_READ = 4_000 // characters: more do not tell it better

/** The small words that only one of these languages has. */
const OWN = KNOWN.map(({ code, small }) => ({
  code,
  own: new Set([...small].filter((word) => KNOWN.every((other) => other.code === code || !other.small.has(word)))),
}))

/** Letters that the others hardly have. */
const LETTERS: Record<string, RegExp> = {
  de: /[äöüß]/i,
  fr: /[èêçàùœ]|\b[cdjlnqs]['’](?=\p{L})/iu,
  es: /[ñ¿¡]/i,
  pt: /[ãõ]/i,
  pl: /[ąęłńśźż]/i,
  sv: /[å]/i,
  tr: /[ğış]/i,
}
const FOR_LETTERS = 1

/** How much of a text is in each language: its small words, and twice those that no other one has. */
function weights(text: string): { code: string; weight: number; own: number }[] {
  const said = words(folded(text.slice(0, MOST_READ))).slice(0, MOST_WORDS)
  return KNOWN.map(({ code, small }, at) => {
    const own = said.filter((word) => OWN[at]?.own.has(word)).length
    const letters = LETTERS[code]?.test(text) ? FOR_LETTERS : 0
    return { code, own, weight: said.filter((word) => small.has(word)).length + own + letters }
  }).toSorted((a, b) => b.weight - a.weight)
}

const FEWEST = 4 // in weight, before a text is said to be in a language
const CLEAR = 1.5 // times the next

/** The language that a text is in, by its small words, or undefined where that is not to be told. */
export function textLanguage(text: string, fewest = FEWEST): string | undefined {
  const [first, second] = weights(text)
  if (!first || !second || first.weight < fewest || first.weight < CLEAR * second.weight) return undefined
  return first.code
}

/** The same, where several words are of that language alone: neighbours share many. */
export function surelyIn(text: string): string | undefined {
  const code = textLanguage(text)
  return weights(text).some((one) => one.code === code && one.own >= FEWEST_OWN) ? code : undefined
}
const FEWEST_OWN = 2

/** The languages that a text may be in, none where it holds no small word of any. */
export function likelyLanguages(text: string): string[] {
  const found = weights(text).filter(({ weight }) => weight > 0)
  return found.filter(({ weight }) => weight * CLEAR > (found[0]?.weight ?? 0)).map(({ code }) => code)
}

/** Whether one of these sentences is in another language than the others, or says much in one of which the learner hardly used a word. */
export function mixes(sentences: string[], theirs: string): boolean {
  const [main] = weights(sentences.join(' '))
  const known = new Map(weights(theirs).map(({ code, own }) => [code, own]))
  return sentences.some((sentence) => {
    const [first, ...others] = weights(sentence)
    const here = others.find(({ code }) => code === main?.code) ?? first
    const strange = [first, ...others].find((one) => one && one.code !== main?.code)
    if (!here || !strange || here === strange) return false
    return strange.own >= 2 && strange.weight >= Math.max(FEWEST, here.weight) && (known.get(strange.code) ?? 0) < 2
  })
}

const SCRIPTS = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
  'Hangul',
  'Ethiopic',
  'Georgian',
  'Han',
].map((name) => ({
  name,
  letters: new RegExp(
    name === 'Han' ? '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]' : `\\p{Script=${name}}`,
    'gu',
  ),
}))
const FEWEST_LETTERS = 8

const scripts = (text: string) =>
  SCRIPTS.map(({ name, letters }) => ({ name, count: text.slice(0, 2_000).match(letters)?.length ?? 0 }))

/** The script that most of a text is written in, or undefined where it holds hardly any letters. */
export function writtenIn(text: string): string | undefined {
  const [most] = scripts(text).toSorted((a, b) => b.count - a.count)
  return most && most.count >= FEWEST_LETTERS ? most.name : undefined
}

/** Whether a text has several letters of a script that another text has none of. Latin ones stand in any: names and terms. */
export function bringsScript(text: string, other: string): boolean {
  const there = new Map(scripts(other).map(({ name, count }) => [name, count]))
  return scripts(text).some(({ name, count }) => name !== 'Latin' && count >= 3 && there.get(name) === 0)
}
