/** The text of an answer as it comes in. */
export type Pieces = {
  /** How many characters there are so far. */
  readonly length: number
  /** Takes what was said next; with `isWhole` it may be all there is, said once more at the end. */
  take(text: string, isWhole: boolean): void
  text(): string
}

const SURELY_ALL = 20 // characters: nobody goes on by saying all so far once more
const GROWS_SURELY = 3 // pieces, each of which says the one before and more

/**
 * Joins the pieces of an answer. Some servers say the whole text once more in the last piece, and some say all so far in every
 * piece: that is read as it is meant.
 */
export function openPieces(): Pieces {
  let joined = ''
  let last = ''
  let pieces = 0
  let isGrowing = true
  let hasParts = false
  const said = () => (isGrowing && pieces >= GROWS_SURELY ? last : joined)
  return {
    get length() {
      return said().length
    },
    take(text, isWhole) {
      const so = said()
      const isAll = isWhole && hasParts
      const isAgain = so.length >= SURELY_ALL ? text.trim() === so.trim() : isAll && text === so
      if (isAgain || (isAll && so.includes(text.trim()))) return // with less, it is without what was thought
      hasParts ||= !isWhole
      isGrowing &&= text.length > last.length && text.startsWith(last)
      pieces += 1
      last = text
      const isMore = so.length >= SURELY_ALL && text.startsWith(so)
      joined = isMore || (isAll && text.length >= so.length) ? text : joined + text
    },
    text: said,
  }
}
