import { repeated, type Shape } from './hostile.ts'

/** A regular expression as far as texts can be made from it. */
type Part =
  | { is: 'nothing' } // matches a place, such as ^ and \b
  | { is: 'character'; source: string }
  | { is: 'all'; parts: Part[] }
  | { is: 'one-of'; parts: Part[] }
  | { is: 'repeated'; part: Part; endless: boolean }

/** Where a match may go on for as long as a text does: what leads there, what is repeated, and what should come then. */
type Run = { before: string; piece: string; after: string }

const MOST_SAMPLES = 6

/** Texts made from an expression's own characters: matches that begin, go on for long, and come to nothing. */
export function shapesFrom(expression: RegExp): Shape[] {
  const { samples, runs } = reader(expression)
  const [whole = ''] = samples
  const shapes = runs.flatMap(({ before, piece, after }) => [
    repeated(piece, { before, after: '\u0001' }),
    repeated(piece, { before, after }),
    repeated(piece + after, { before }),
    repeated(before + piece, { after: '\u0001' }),
    repeated(before + piece + after),
    repeated(before, { after: '\u0001' }),
    repeated(after, { before: piece }),
  ])
  const all = [
    ...shapes,
    ...samples.flatMap((sample) => [repeated(sample), repeated(`${sample} `), repeated(sample.slice(0, -1))]),
    repeated(whole, { after: '\u0001' }),
  ]
  return [...new Map(all.filter(({ name }) => !name.startsWith('""')).map((shape) => [shape.name, shape])).values()]
}

function reader(expression: RegExp): { samples: string[]; runs: Run[] } {
  const part = parsed(expression.source, expression.flags)
  const flags = expression.flags.replace(/[gyd]/g, '')
  const known = new Map<string, string[]>()
  return { samples: samplesOf(part), runs: runsIn(part, '', '') }

  function samplesOf(part: Part): string[] {
    switch (part.is) {
      case 'nothing':
        return ['']
      case 'character':
        return charactersOf(part.source)
      case 'repeated':
        return samplesOf(part.part)
      case 'one-of':
        return [...new Set(part.parts.flatMap((one) => samplesOf(one).slice(0, 2)))].slice(0, MOST_SAMPLES)
      case 'all': {
        const each = part.parts.map(samplesOf)
        const most = Math.max(1, ...each.map(({ length }) => length))
        return Array.from({ length: most }, (_, at) => each.map((one) => one[at % one.length] ?? '').join(''))
      }
    }
  }

  function runsIn(part: Part, before: string, after: string): Run[] {
    switch (part.is) {
      case 'repeated':
        return [
          ...(part.endless
            ? samplesOf(part.part)
                .filter((one) => one)
                .map((piece) => ({ before, piece, after }))
            : []),
          ...runsIn(part.part, before, after),
        ]
      case 'one-of':
        return part.parts.flatMap((one) => runsIn(one, before, after))
      case 'all':
        return part.parts.flatMap((one, at) =>
          runsIn(one, before + firstOf(part.parts.slice(0, at)), firstOf(part.parts.slice(at + 1)) + after),
        )
      default:
        return []
    }
  }

  function firstOf(parts: Part[]): string {
    return parts.map((one) => samplesOf(one)[0] ?? '').join('')
  }

  /** Some characters of each kind that a class takes. */
  function charactersOf(source: string): string[] {
    const before = known.get(source)
    if (before) return before
    const one = new RegExp(`^(?:${source})$`, flags.replace('m', ''))
    const found = [...LIKELY, ...source].filter((character) => one.test(character)).slice(0, MOST_SAMPLES)
    known.set(source, found)
    return found
  }
}

const LIKELY = [
  'a',
  ' ',
  '.',
  '\n',
  '0',
  '-',
  "'",
  '"',
  '/',
  'A',
  '<',
  '[',
  ':',
  '_',
  'é',
  '…',
  '\u0301',
  '\u200d',
  '한',
  '\0',
]

/** Reads an expression's source. What only looks around is read like what matches: its text has to stand there too. */
function parsed(source: string, flags: string): Part {
  const unicode = /[uv]/.test(flags)
  let at = 0
  return oneOf()

  function oneOf(): Part {
    const parts = [all()]
    while (source[at] === '|') {
      at += 1
      parts.push(all())
    }
    return parts.length === 1 ? (parts[0] ?? { is: 'nothing' }) : { is: 'one-of', parts }
  }

  function all(): Part {
    const parts: Part[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeats(single()))
    return { is: 'all', parts }
  }

  function repeats(part: Part): Part {
    const [sign] = taken(/[*+]|\?|\{\d+(,(\d*))?\}/y) ?? []
    if (sign === undefined) return part
    taken(/\?/y)
    return { is: 'repeated', part, endless: /^[*+]/.test(sign) || (sign.includes(',') && !/,\d/.test(sign)) }
  }

  function single(): Part {
    if (taken(/\^|\$|\\[bB]/y)) return { is: 'nothing' }
    if (taken(/\(\?[a-z-]*[:=!]|\(\?<[=!]|\(\?<\w+>|\(/y)) {
      const part = oneOf()
      at += 1
      return part
    }
    const [sign = ''] =
      (source[at] === '[' && characters()) ||
      (unicode && taken(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|[\ud800-\udbff][\udc00-\udfff]/y)) ||
      taken(/\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\c[a-z]|\\k<\w+>|\\[1-9]|\\[\s\S]|[\s\S]/iy) ||
      []
    return /^\\([1-9]|k<)/.test(sign) ? { is: 'nothing' } : { is: 'character', source: sign }
  }

  /** A class in square brackets, which with the flag v may hold others. */
  function characters(): string[] {
    const start = at
    let depth = 0
    do {
      if (source[at] === '\\') at += 1
      else if (source[at] === '[' && (depth === 0 || flags.includes('v'))) depth += 1
      else if (source[at] === ']') depth -= 1
      at += 1
    } while (depth > 0)
    return [source.slice(start, at)]
  }

  function taken(sign: RegExp): RegExpExecArray | undefined {
    sign.lastIndex = at
    const found = sign.exec(source)
    if (found) at += found[0].length
    return found ?? undefined
  }
}
