import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What is in a file that somebody named, in its form. What is wrong with it is an Error that names the file. */
export function readNamed<T>(path: string, form: (text: string) => T): T {
  try {
    return form(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof z.ZodError) throw new Error(`${path} does not have the form:\n${z.prettifyError(error)}`)
    if (error instanceof SyntaxError) throw new Error(`${path} is no JSON: ${error.message}`)
    throw new Error(`${path} cannot be read. Is it there?`)
  }
}
