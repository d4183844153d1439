import type { Token } from './tagger.ts'

/** The longest name or compound of a text, such as "the ops director"; a single common word would say too little. */
export function namedThing(tokens: Token[]): string {
  const things: Token[][] = []
  let thing: Token[] = []
  tokens.forEach((token, at) => {
    const named = (token.kind === 'NOUN' || token.kind === 'PROPN') && /^\p{L}[\p{L}\p{N}-]*$/u.test(token.word)
    const article = token.kind === 'DET' && /^(the|a|an)$/i.test(token.word)
    if (named) thing.push(token)
    if (!named || at === tokens.length - 1) {
      things.push(thing)
      thing = article ? [token] : []
    }
  })
  const telling = things.filter(
    (all) =>
      !all.some(({ word }) => SAYS_LITTLE.test(word)) &&
      (all.filter((token) => token.kind !== 'DET').length > 1 || all.at(-1)?.kind === 'PROPN'),
  )
  const longest = telling.toSorted((a, b) => b.length - a.length)[0] ?? []
  return longest.map(({ word, kind }) => (kind === 'PROPN' ? word : word.toLowerCase())).join(' ')
}

const SAYS_LITTLE =
  /^(thing|stuff|lot|kind|bit|way|time|people|second|minute|hour|day|week|month|year|question|answer|idea|sense|something|anything|everything|am|pm|today|tomorrow)s?$/i
