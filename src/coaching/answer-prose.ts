import { sentences } from './wording.ts'

/** Pairs of quotation marks, in any script: what stands between them is somebody's words. A plain ' is one only where a word begins and ends. */
const QUOTED =
  /"[^"\n]*"|“[^“”\n]*[”“]|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^»«\n]*«|‹[^‹›\n]*›|›[^›‹\n]*‹|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’(?!\p{L})|(?<![\p{L}\p{N}])'[^'\n]{1,200}(?:'(?=\p{L})[^'\n]{1,200}){0,4}'(?![\p{L}\p{N}])|`[^`\n]*`|(?<![\p{L}\p{N}_])_[^_\n]+_(?![\p{L}\p{N}_])/gu
const BLOCK_QUOTE = /^[ \t]*(?:>|&gt;).*$/gm
/** An address, a path, a parameter: a ? in it asks nothing. */
const IN_CODE = /[?？][\p{L}\p{N}_=&/-]/u
const ADDRESS = /\bhttps?:\/\/\S+/g

/** Stands where something was that the coach does not say in its own words. */
export const STANDS_FOR = '◦'

/** A text without what is quoted, code, or part of an address: what the coach says in its own words. */
export const prose = (text: string): string =>
  text
    .replace(BLOCK_QUOTE, STANDS_FOR)
    .replace(QUOTED, STANDS_FOR)
    .replace(ADDRESS, STANDS_FOR)
    .replace(/\S+/g, (word) => (IN_CODE.test(word) ? STANDS_FOR : word))

/** What is quoted in a text, without its marks. */
export const quotesIn = (text: string): string[] => (text.match(QUOTED) ?? []).map((quote) => quote.slice(1, -1))

/** What ends a question in any script: also the Greek one, which looks like a semicolon, and the Armenian one, which stands within a word. */
const ASKS =
  /[?？؟⸮;፧]["”’')\]»]*$|՞|\p{Script=Greek}[^\n]*;$|[かの]。$|[吗呢]。?$|(?:ไหม|อะไร|อย่างไร|ทำไม|ใคร|ที่ไหน|เมื่อไหร่|เมื่อไร|อะไรบ้าง|ยังไง|เท่าไร)(?:ครับ|คะ|ค่ะ)?[.。 ]*$/u

/** Cuts a text into the parts that end with a mark, so that it is read once from left to right. */
const PARTS = /[^.!?？؟⸮;。！։፧…\n]+[?？؟⸮;。！։፧!]*|[?？؟;]+/gu
const GREEK = /\p{Script=Greek}/u

/** The questions in a text's prose, each as it stands. */
export function questionsIn(text: string): string[] {
  const own = prose(text)
  const marked = GREEK.test(own) ? own : own.replaceAll(';', ',')
  return (marked.match(PARTS) ?? []).map((part) => part.trim()).filter((part) => ASKS.test(part))
}

/** What begins an item of a list. */
export const LIST_MARK = /^\s*(?:[-*•]|\d{1,2}[.)])\s+/

/** The sentences of a text's prose: those that ask, and the others. */
export function proseOf(text: string): { statements: string[]; questions: string[] } {
  const questions = questionsIn(text)
  const statements = sentences(prose(text))
    .map((sentence) => sentence.text.replace(LIST_MARK, ''))
    .filter((sentence) => !questions.some((question) => sentence.includes(question)))
  return { statements, questions }
}
