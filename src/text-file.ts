/** What cannot be read as text, in words that follow the name of the file. */
export type NoText = { wrong: string }
export type ReadText = { text: string; isGuessed: boolean }

/**
 * The text of a file that somebody's program wrote: UTF-8 or UTF-16, with or without a mark in front, or else the Windows-1252 of Western
 * Europe, which is a guess and says so. What is none of these is not read at all: half right names are worse than none.
 */
export function readText(bytes: Uint8Array): ReadText | NoText {
  const kind = KINDS.find(([start]) => start.every((byte, at) => bytes[at] === byte))
  if (kind) return { wrong: kind[1] }
  const wide = wideEncoding(bytes)
  const text = decoded(bytes, wide ?? 'utf-8')
  if (text !== undefined) return text.includes('\0\0') ? { wrong: UNKNOWN } : { text, isGuessed: false }
  const western = wide ? undefined : decoded(bytes, 'windows-1252')
  if (western === undefined || STRANGE.test(western)) return { wrong: UNKNOWN }
  return { text: western, isGuessed: true }
}

const UNKNOWN = 'is in an encoding that cannot be told. Save it as UTF-8.'
const KINDS: [number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'is a workbook or an archive, and no text. A spreadsheet saves text as "CSV UTF-8".'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is a workbook of an old Excel, and no text. A spreadsheet saves text as "CSV UTF-8".'],
  [[0x25, 0x50, 0x44, 0x46], 'is a PDF, and no text.'],
  [[0xff, 0xfe, 0x00, 0x00], UNKNOWN], // UTF-32, which nobody reads
]

/**
 * What no western text has. Other encodings of one byte, read as this one, show themselves by it: letters of a Mac are symbols and Š, those
 * of Central Europe are ³ and ¿ within words, or letters where no western language has them (Jêdrzej, Kañski, Jiøí), and those of other
 * scripts are accents in a row (Àíà).
 */
const STRANGE =
  /[^\p{ASCII}\u00a0-\u00ff‘’‚“”„–—…€•™]|[¢£¥¦§¨¬¯±¹²³µ¶¸¼½¾¿×÷]\p{L}|\p{L}[¢£¥¦§¨¬¯±¹²³µ¶¸¼½¾¿×÷]|\p{Ll}[–—…€•™]\p{Ll}|[À-ÖØ-öø-ÿ]{3}|ê[dkz]|ñ[bcdfghjklmnpqrstvwxz]|ø[áéíý]|è[aiouáíý]|[ìù]\p{Ll}|þ(?!\p{L})|ã[bcdfgjklmprtvz]/u

/** UTF-16, by its mark, or by every other byte of it being nothing. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 1_000)
  const nothing = [0, 1].map((side) => start.filter((byte, at) => at % 2 === side && byte === 0).length)
  const [even = 0, odd = 0] = nothing
  if (odd > start.length / 4 && even === 0) return 'utf-16le'
  return even > start.length / 4 && odd === 0 ? 'utf-16be' : undefined
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes) // without its mark
  } catch {
    return undefined
  }
}
