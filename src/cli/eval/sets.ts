import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readTalks, type Talk } from './golden.ts'
import { readNamed } from './named-file.ts'

/** In a folder: the ids of the talks that nobody opens who makes prompts, rules or cues. */
const HELD_OUT = 'held-out.json'
const list = z.object({ ids: z.array(z.string()) })

/** The talks of these files, and of all JSON files of these folders. */
export const talksIn = (...paths: string[]): Talk[] =>
  paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readNamed(path, readTalks)
    const files = readdirSync(path).filter((file) => file.endsWith('.json'))
    const ids = files.includes(HELD_OUT) ? heldOutIn(path) : []
    return files
      .filter((file) => file !== HELD_OUT)
      .toSorted()
      .flatMap((file) => readNamed(join(path, file), readTalks))
      .map((talk) => ({ ...talk, heldOut: talk.heldOut || ids.includes(talk.id) }))
  })

/** The ids that a folder's list holds out. */
export const heldOutIn = (folder: string): string[] =>
  readNamed(join(folder, HELD_OUT), (text) => list.parse(JSON.parse(text))).ids
