/** Mentions as Slack keeps and shows them, addresses, links and telephone numbers, each with what stands there instead. */
const TELLING: [RegExp, string][] = [
  [/<@[UW][A-Z0-9]{2,20}(?:\|[^<>]{0,80})?>/g, '[person]'],
  [/<#C[A-Z0-9]{2,20}(?:\|[^<>]{0,80})?>/g, '[channel]'],
  [/(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, '[address]'],
  [/<https?:\/\/[^<>]{1,2000}>|https?:\/\/[^\s<>]{1,2000}/g, '[link]'],
  [/\+\d[\d /()-]{6,20}\d/g, '[number]'],
  [/(?<![\p{L}\p{N}])@[\p{L}][\p{L}\p{N}._-]{1,40}/gu, '[person]'],
]
const FEWEST_LETTERS = 3 // of a part of a name, to be taken for it by itself

/** A text without what tells who somebody is: as far as it can be told by its form, and for these people by their names, whole or in part. */
export function withoutNames(people: string[]): (text: string) => string {
  const names = people.flatMap((name, at) => {
    const parts = name.split(/[\s,]+/).filter((part) => [...part].length >= FEWEST_LETTERS)
    return [name, ...parts].map((written) => ({ written: written.trim(), as: `Person ${at + 1}` }))
  })
  const longestFirst = names.filter(({ written }) => written).toSorted((a, b) => b.written.length - a.written.length)
  const replaced = longestFirst.map(({ written, as }): [RegExp, string] => [
    new RegExp(
      `(?<![\\p{L}\\p{N}])${written.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?=s?(?![\\p{L}\\p{N}]))`,
      'giu',
    ),
    as,
  ])
  return (text) => [...TELLING, ...replaced].reduce((left, [found, as]) => left.replaceAll(found, as), text)
}
