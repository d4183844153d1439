import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Answers of earlier runs, so that a broken run goes on where it stopped and a second one costs nothing. */
export type KeptAnswers<T> = {
  find(key: string): T | undefined
  keep(key: string, answer: T): void
}

/** Kept in a file, an answer a line. A line that was cut off when a run was killed is passed over. */
export function keptIn<T>(file: string, answer: z.ZodType<T>): KeptAnswers<T> {
  const line = z.object({ key: z.string(), answer })
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const known = new Map(
    lines.flatMap((text) => {
      const read = line.safeParse(jsonOf(text))
      return read.success ? [[read.data.key, read.data.answer] as const] : []
    }),
  )
  mkdirSync(dirname(file), { recursive: true })
  const endsWell = lines.at(-1) === '' || lines.length === 0
  if (!endsWell) appendFileSync(file, '\n')
  return {
    find: (key) => known.get(key),
    keep: (key, answer) => {
      if (known.has(key)) return
      known.set(key, answer)
      appendFileSync(file, `${JSON.stringify({ key, answer })}\n`)
    },
  }
}

/** For a judge that costs nothing, and whose rules may have changed since. */
export const keptNowhere = { find: () => undefined, keep: () => undefined }

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
