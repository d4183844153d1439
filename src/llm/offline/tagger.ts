import winkNlp from 'wink-nlp'

/** A word with its part of speech, such as NOUN; `spaced` when a space stands before it. */
export type Token = { word: string; kind: string; spaced: boolean }

/** Splits English text into words and says what each is. Other languages come out as words of doubtful kinds. */
export type Tagger = (text: string) => Token[]

/** Once for the process: loading changes the library's own data, and a second time doubles it. */
let opened: Promise<Tagger> | undefined

/** The language data: half a second to load, so only where a script coaches, at its first answer. */
export function openTagger(): Promise<Tagger> {
  opened ??= load()
  return opened
}

async function load(): Promise<Tagger> {
  const { default: model } = await import('wink-eng-lite-web-model')
  const nlp = winkNlp(model, ['sbd', 'pos'])
  return (text) => {
    const tokens = nlp.readDoc(text).tokens()
    const kinds = tokens.out(nlp.its.pos)
    const spaces = tokens.out(nlp.its.precedingSpaces)
    return tokens.out().map((word, at) => ({ word, kind: kinds[at] ?? 'X', spaced: spaces[at] !== '' }))
  }
}
