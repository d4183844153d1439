import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Coach } from '../../../coaching/model.ts'
import { scoredDimensions } from '../../../coaching/rubric.ts'
import { readNamed } from '../named-file.ts'
import { type Options, TRANSCRIPTS } from '../options.ts'
import { type Packet, packet, packetOf } from './packet.ts'
import { ratingPage } from './rating-page.ts'
import { type TalkToRate, talksToRate } from './talks-to-rate.ts'

const MINUTES_A_TALK = 3
/** In a packet's folder: what the numbers on the pages mean. */
export const KEY = 'key.json'

/** Writes a page for each rater, and the key to them, into the packet's folder. */
export function makePacket(options: Options, coachOf: (domain: string) => Coach, say: (line: string) => void): true {
  const { set, raters, most, again, domains } = options
  const talks = talksToRate(set ?? join(TRANSCRIPTS, 'golden')).filter(
    ({ domain }) => domains.length === 0 || domains.includes(domain),
  )
  for (const { domain } of talks) coachOf(domain) // asking for one that there is not says so
  const twice = repeated(talks)
  if (twice) throw new Error(`The talk ${twice} is there twice. Give each an id of its own.`)
  if (talks.length === 0)
    throw new Error(`There is no talk to rate in ${[set ?? 'the golden set', ...domains].join(', ')}.`)
  const made = packetOf(talks, {
    raters,
    most,
    again: again / 100,
    rubricOf: (domain) => coachOf(domain).rubric.version,
  })
  const folder = join(options.out, 'packet')
  const key = join(folder, KEY)
  const other = existsSync(key) ? readNamed(key, readPacket).packet : made.packet
  if (other !== made.packet)
    throw new Error(
      `${folder} holds another packet, whose ratings nobody could read without its key. Move it away, or take another folder with --out.`,
    )
  mkdirSync(folder, { recursive: true })
  for (const rater of Object.keys(made.orders))
    writeFileSync(join(folder, `rater-${rater}.html`), ratingPage(made, rater, coachOf))
  writeFileSync(key, `${JSON.stringify(made, undefined, 2)}\n`)
  for (const line of packetLines(made, folder, coachOf)) say(line)
  return true
}

export const readPacket = (text: string): Packet => packet.parse(JSON.parse(text))

const repeated = (talks: TalkToRate[]) => talks.find(({ id }, at) => talks.findIndex((one) => one.id === id) < at)?.id

function packetLines({ talks, orders, packet }: Packet, folder: string, coachOf: (domain: string) => Coach): string[] {
  const raters = Object.keys(orders).length
  const each = orders['1']?.length ?? 0
  const marks = talks.reduce((sum, { domain }) => sum + scoredDimensions(coachOf(domain)).length, 0)
  const count = (key: 'domain' | 'language') =>
    [...Map.groupBy(talks, (talk) => talk[key])].map(([name, some]) => `${name} ${some.length}`).join(', ')
  return [
    `Packet ${packet}: ${talks.length} talks with ${marks} marks (${count('domain')}; ${count('language')}), for ${raters} raters.`,
    `Each rates ${each}, since ${each - talks.length} come back later under another number: about ${Math.round((each * MINUTES_A_TALK) / 30) / 2} hours.`,
    `Read a page yourself first: names that nobody listed still stand in it. Then give each rater their own page, ${join(folder, 'rater-1.html')} and so on, and keep ${KEY} to yourself.`,
    `When their files are back: npm run eval -- --ratings FILE FILE …`,
  ]
}
