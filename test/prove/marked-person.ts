import type { Person } from '../../src/playground/contract.ts'

/** Pieces that a dump may write in its own way, or cut: between what is looked for they do no harm. */
const UNUSUAL = [
  '\t',
  '\n',
  '\\',
  '"',
  "'",
  '\u202E',
  'Z\u0351\u036B',
  '👩🏽‍🚀',
  '<!channel>',
  '{"a":1}',
  '%27 or 1=1--',
  '&amp;',
  '$$',
  '\u0001',
]

/** A person whose every word is theirs alone, so that any byte of it that is found somewhere was left there. */
export function markedPerson(number: number): Person & { words(about: string): string; marks: string[] } {
  const marks: string[] = []
  let replies = 0
  const id = `U08MARK${String(number).padStart(4, '0')}`
  const marked = (about: string) => {
    const plain = `kvark${number}${about}`
    const other = `ⱷжǾ${number}${about}語`
    marks.push(plain, other)
    return [plain, other]
  }
  const [first = '', second = ''] = marked('name')
  return {
    id,
    name: `mark${number}`,
    realName: `${first} O’${second}`,
    initials: 'M',
    color: '#1f6f54',
    title: '',
    tz: 'Europe/Berlin',
    locale: 'en-US',
    isBot: false,
    isSample: true,
    marks,
    /** A text in words that only this person uses, with all sorts of signs around them. */
    words(about) {
      const [plain = '', other = ''] = marked(about)
      replies += 1
      return `(${number}-${replies}) The ${plain} said on Tuesday ${UNUSUAL.join(` ${plain} `)} that ${other} matters more to them than the price, and the ${other} has to agree.`
    },
  }
}

/** Which of these are found in a text: as they are, as JSON escapes them, and as an address does. */
export function found(text: string, marks: readonly string[]): string[] {
  return marks.filter((mark) => [mark, escapedInJson(mark), encodeURIComponent(mark)].some((one) => text.includes(one)))
}

const escapedInJson = (text: string) =>
  text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
