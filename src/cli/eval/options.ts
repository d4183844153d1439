import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readArguments } from '../arguments.ts'
import type { Price } from './cost.ts'

/** Recorded and invented talks, and the figures to reach on them. */
export const TRANSCRIPTS = join(import.meta.dirname, '../../../test/transcripts')

/** What `npm run eval` was asked for. */
export type Options = {
  /** A file or a folder, where it is not those that come with the repository. */
  set: string | undefined
  gates: string
  out: string
  repeats: number | undefined
  samples: number
  price: Price | undefined
  compare: string | undefined
  estimate: boolean
  planted: boolean
  coach: boolean
  /** Where the coach card goes, if it is wanted. */
  card: string | undefined
  answers: boolean
  talks: boolean
  /** Makes a packet for people who rate: of at most so many talks, so many percent of which come twice, of these domains or of all. */
  rate: boolean
  raters: number
  most: number
  again: number
  domains: string[]
  /** What they gave, to be held beside each other and the judge. */
  ratings: string[]
  /** Where it is written how the judge was measured, if it is wanted. */
  calibration: string | undefined
  json: boolean
}

const USAGE = `npm run eval -- [options]
  --set FILE         talks to judge, a file or a folder; test/transcripts/golden and changed if not said
  --repeats N        how often each talk is judged; 3 times if not said
  --samples N        samples of one judgement, of which the middle counts; 1 if not said
  --price-in X       what a million tokens of input cost, and
  --price-out X      of output: then money is estimated too
  --estimate         says what it would take, and stops
  --compare FILE     the figures.json of an earlier run
  --gates FILE       the figures to reach; test/transcripts/gates.json if not said
  --out FOLDER       where the report and the kept answers go; .eval if not said
  --json             prints the figures, and nothing else
  --planted          has judges that are known to be good or bad scored instead: the gates must tell them
  --coach            measures the coach's answers instead
  --card FILE        writes the coach card, a page that says what was measured and what was not
  --answers          measures the checks of answers instead: on good and bad ones, in a folder with --set
  --talks            holds the talks of test/transcripts/talks with the scripted coach, and writes its answers there
  --calibration FILE writes which languages the judge was measured in, for SCORE_CALIBRATION; with --ratings also how to adjust its scores

npm run eval -- rate [options]: makes a packet for people who rate talks, see docs/ratings.md
  --set FILE         talks in the form of test/transcripts, or what learners exported; test/transcripts/golden if not said
  --domain ID        only talks of this domain; may be given several times
  --raters N         how many people rate; 3 if not said
  --most N           how many talks at the most; 24 if not said
  --again N          how many percent of them come a second time; 15 if not said
  --out FOLDER       the packet goes into packet/ there; .eval if not said

npm run eval -- --ratings FILE FILE …: how the raters agree, with each other and with the judge
  --out FOLDER       where packet/ is; also --repeats, --samples, --price-in, --price-out, --estimate and --json, as above`

const count = z.coerce.number().int().min(1).max(100)
const manyTalks = z.coerce.number().int().min(1).max(500)
const percent = z.coerce.number().min(0).max(100)
const money = z.coerce.number().min(0)

/** Reads the options. What is wrong with them is an Error whose message is the sentence to show. */
export function readOptions(args: string[]): Options {
  const { values, words } = parsed(args)
  const { 'price-in': input, 'price-out': output, ...rest } = values
  if ((input === undefined) !== (output === undefined))
    throw new Error('A price needs both --price-in and --price-out.')
  return {
    set: rest.set === undefined ? undefined : resolve(rest.set),
    gates: resolve(rest.gates ?? join(TRANSCRIPTS, gatesOf(rest))),
    out: resolve(rest.out ?? '.eval'),
    repeats: rest.repeats === undefined ? undefined : read(count, rest.repeats, '--repeats'),
    samples: read(count, rest.samples ?? '1', '--samples'),
    price:
      input === undefined || output === undefined
        ? undefined
        : { input: read(money, input, '--price-in'), output: read(money, output, '--price-out') },
    compare: rest.compare,
    estimate: rest.estimate ?? false,
    planted: rest.planted ?? false,
    coach: rest.coach ?? false,
    card: rest.card,
    answers: rest.answers ?? false,
    talks: rest.talks ?? false,
    rate: words.length > 0 && rest.ratings === undefined,
    raters: read(count, rest.raters ?? '3', '--raters'),
    most: read(manyTalks, rest.most ?? '24', '--most'),
    again: read(percent, rest.again ?? '15', '--again'),
    domains: rest.domain ?? [],
    ratings: [...(rest.ratings ?? []), ...(rest.ratings ? words : [])].map((file) => resolve(file)),
    calibration: rest.calibration === undefined ? undefined : resolve(rest.calibration),
    json: rest.json ?? false,
  }
}

const gatesOf = ({ coach, answers }: { coach?: boolean | undefined; answers?: boolean | undefined }) =>
  answers ? 'answer-gates.json' : coach ? 'coach-gates.json' : 'gates.json'

function parsed(args: string[]) {
  const given = readArguments(args, {
    words: Number.POSITIVE_INFINITY, // files, as a shell makes them of *.csv
    usage: USAGE,
    options: {
      set: { type: 'string' },
      gates: { type: 'string' },
      out: { type: 'string' },
      repeats: { type: 'string' },
      samples: { type: 'string' },
      'price-in': { type: 'string' },
      'price-out': { type: 'string' },
      compare: { type: 'string' },
      estimate: { type: 'boolean' },
      planted: { type: 'boolean' },
      coach: { type: 'boolean' },
      card: { type: 'string' },
      answers: { type: 'boolean' },
      talks: { type: 'boolean' },
      raters: { type: 'string' },
      most: { type: 'string' },
      again: { type: 'string' },
      domain: { type: 'string', multiple: true },
      ratings: { type: 'string', multiple: true },
      calibration: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if ('wrong' in given) throw new Error(given.wrong)
  const { values, positionals: words } = given
  const [extra] = values.ratings ? [] : words[0] === 'rate' ? words.slice(1) : words
  if (extra !== undefined) throw new Error(`There is nothing to do with ${extra}.\n${USAGE}`)
  return { values, words }
}

function read(what: z.ZodType<number>, text: string, name: string): number {
  const { data } = what.safeParse(text)
  if (data === undefined) throw new Error(`${name} ${text} is no number that fits.`)
  return data
}
