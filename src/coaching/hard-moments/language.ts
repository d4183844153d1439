/** What a hard moment is about; 'other' where only a model saw that it is one. */
type Trouble = 'crisis' | 'harassment' | 'medical' | 'legal'
export type HardKind = Trouble | 'other'

/** Where a sentence or its clause ends: "I can't do this any more", not "… any more cheaply". */
export const AND_NO_MORE =
  '(?= ?(?:[.!?;:)…"\\p{Extended_Pictographic}]|, (?!as|than|als|que)|-? ?$|- |\\n| (?:and (?:i|its|it|everything|dont)|und (?:ich|es|alles|weiss)|y (?:no|yo|me|ya)|et (?:je|jai|jen|ca))\\b))'

/**
 * What is known of hard moments in one language. Signs are looked for in a plain form of what was said: lower case, without accents and
 * apostrophes ("I don’t" is "i dont", "ß" is "ss"), with single spaces. Each is a piece of a regular expression between whole words,
 * without a repetition inside a repetition, so that a long text is read once.
 */
export type HardLanguage = {
  /** Who is exhausted is answered as in medical trouble, unless the text tells of something else too. */
  signs: Record<Trouble | 'exhausted', string[]>
  /** Figures of speech and talk of work that look like a sign: taken out before signs are looked for. */
  notMeant: string[]
  /** What is said first. It was weighed once, and no model is asked to find it. */
  words: Record<HardKind, string>
  /** The numbers to call when somebody is in danger. */
  emergency: string
  /** Whom to turn to where the workspace named nobody. */
  people: Record<HardKind, string[]>
  /** A farewell, a thank you, a plain yes: after a hard moment it asks for nothing more. Pieces of a regular expression, as signs are. */
  farewells: string[]
  /** What is answered to one. */
  quiet: string
  /** What is said last. A round whose answer holds it is a hard moment for good, so it is never changed, only followed by another. */
  closing: string
}
