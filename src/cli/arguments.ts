import { type ParseArgsConfig, parseArgs } from 'node:util'

type Given<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>>
type Options = NonNullable<ParseArgsConfig['options']>

/** What a command was called with; or, where it takes something else, a sentence with how it is used. */
export function readArguments<T extends Options>(
  args: string[],
  { options, words, usage }: { options: T /** at the most, beside the options */; words: number; usage: string },
): Given<T> | { wrong: string } {
  try {
    const given = parseArgs({ args, options, allowPositionals: true })
    const [extra] = given.positionals.slice(words)
    return extra === undefined ? given : { wrong: `There is nothing to do with ${extra}.\n${usage}` }
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(/(?<=\.) |\n/) // Node's hints are about its own ways
    return { wrong: `${sentence}\n${usage}` }
  }
}
