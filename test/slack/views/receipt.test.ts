import { stayedMessage } from '../../../src/slack/views/receipt.ts'

/** What it says of this many places whose links are this long. */
function saidOf(places: number, link: number, total = places): string[] {
  const shown = Array.from({ length: places }, (_, at) => ({
    post: `D0LEA:17960000${at + 10}.000100`,
    link: `https://acme.slack.com/archives/D0LEA/p1?${'x'.repeat(link)}`,
  }))
  const { blocks } = stayedMessage(shown, total)
  return blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : []))
}

test.each([
  [20, 10, 20],
  [20, 100, 25],
  [20, 200, 20],
  [20, 1_400, 20],
  [2, 1_450, 2],
  [1, 4_000, 1],
])(
  'where %i messages with links of %i more signs stay, each link is whole, and every other of %i is counted',
  (places, link, total) => {
    const [, ...rest] = saidOf(places, link, total)
    const lines = rest.flatMap((words) => words.split('\n'))
    const links = lines.filter((line) => line.startsWith('•'))
    for (const line of links) expect(line).toMatch(/, <https:[^|>]+\|[^>]+>$/)
    const counted = lines.filter((line) => line.startsWith('And '))
    const more = total - links.length
    expect(counted).toEqual(more === 0 ? [] : [more === 1 ? 'And one more.' : `And ${more} more.`])
    if (link <= 10) expect(links).toHaveLength(places)
  },
)
