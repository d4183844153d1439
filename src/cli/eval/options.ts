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
  --talks            holds the talks of test/transcripts/talks with the scripted coach, and writes its answers there`

const count = z.coerce.number().int().min(1).max(100)
const money = z.coerce.number().min(0)

/** Reads the options. What is wrong with them is an Error whose message is the sentence to show. */
export function readOptions(args: string[]): Options {
  const values = parsed(args)
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
    json: rest.json ?? false,
  }
}

const gatesOf = ({ coach, answers }: { coach?: boolean | undefined; answers?: boolean | undefined }) =>
  answers ? 'answer-gates.json' : coach ? 'coach-gates.json' : 'gates.json'

function parsed(args: string[]) {
  const given = readArguments(args, {
    words: 0,
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
      json: { type: 'boolean' },
    },
  })
  if ('wrong' in given) throw new Error(given.wrong)
  return given.values
}

function read(what: z.ZodType<number>, text: string, name: string): number {
  const { data } = what.safeParse(text)
  if (data === undefined) throw new Error(`${name} ${text} is no number that fits.`)
  return data
}
