import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../app.ts'
import type { Content } from '../coaching/content.ts'
import { remarksOn } from '../coaching/content-remarks.ts'
import { readConfig } from '../config.ts'
import { SEED } from '../open-database.ts'
import type { Store } from '../store/store.ts'
import { readArguments } from './arguments.ts'
import { contentDiff } from './content-diff.ts'
import { contentFiles, readContent, writtenContent } from './content-file.ts'
import { writtenSeed } from './content-seed.ts'
import { openConfigured } from './open-store.ts'
import { tryContent } from './try-content.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

const FOLDER = join(ROOT, 'supabase/content')

const USAGE = `npm run content -- VERB [FILE or folder]    supabase/content if not said
  check      says what is wrong with the files, and changes nothing
  diff       shows what publishing would change
  publish    makes new versions of what changed; sessions under way keep theirs
  try        starts a playground in which the files are published, and nowhere else
  write      writes what the database has now as files, where there are none yet
  seed       makes supabase/seed.sql from supabase/content: what a new database begins with
  disputes   how often scores were seen differently, by dimension and rubric version
  feedback   what learners think of each version of each coach, in numbers`

const VERBS = ['check', 'diff', 'publish', 'try', 'write', 'seed', 'disputes', 'feedback']

/** `content`: rubrics and personas out of files. Returns the exit code. */
export async function content(env: Env, say: Say, args: string[] = [], open = openConfigured): Promise<number> {
  const given = readArguments(args, { options: {}, words: 2, usage: USAGE })
  const [verb = '', path = FOLDER] = 'wrong' in given ? [] : given.positionals
  if ('wrong' in given || !VERBS.includes(verb) || (verb === 'seed' && path !== FOLDER)) {
    say('wrong' in given ? given.wrong : USAGE)
    return 2
  }
  try {
    const read = readConfig(env)
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const { database } = read.config
    const withStore = async (act: (store: Store) => Promise<number>) => {
      const store = await open(database, say)
      return act(store).finally(() => store.close())
    }
    if (verb === 'disputes') return await withStore((store) => sayDisputes(store, say))
    if (verb === 'feedback') return await withStore((store) => sayFeedback(store, say))
    if (verb === 'write') return await withStore((store) => write(store, path, say))
    const files = checked(path, say)
    if (!files) return 1
    if (verb === 'check') return 0
    if (verb === 'seed') return writeSeed(files, say)
    if (verb === 'try') return await tryContent(env, files, () => draftsNow(path), say)
    return await withStore((store) => (verb === 'diff' ? sayDiff(store, files, say) : publish(store, files, say)))
  } catch (error) {
    say(error instanceof Error ? error.message : 'It did not work.')
    return 1
  }
}

/** The files, once each has said what is wrong with it; undefined where one has an error. */
function checked(path: string, say: Say): Content[] | undefined {
  const files = contentFiles(path)
  if (files.length === 0) throw new Error(`There is no YAML file in ${path}.`)
  let errors = 0
  const contents = files.flatMap(({ name, text }) => {
    const read = readContent(text)
    if ('wrong' in read) {
      errors += 1
      say(`✗ ${name}: ${read.wrong}`)
      return []
    }
    for (const { is, where, says } of remarksOn(read.content)) {
      if (is === 'error') errors += 1
      say(`${is === 'error' ? '✗' : '–'} ${where}: ${says}.`)
    }
    return [read.content]
  })
  say(
    errors === 0
      ? `✓ ${files.length === 1 ? 'The file' : `${files.length} files`} can be published.`
      : `${errors} to put right first.`,
  )
  return errors === 0 ? contents : undefined
}

/** The same while a playground runs on them: what is wrong goes to whoever asked. */
function draftsNow(path: string): Content[] | string {
  const said: string[] = []
  try {
    return checked(path, (line) => said.push(line)) ?? said.filter((line) => !line.startsWith('–')).join('\n')
  } catch (error) {
    return error instanceof Error ? error.message : 'The files cannot be read.'
  }
}

async function sayDiff(store: Store, files: Content[], say: Say): Promise<number> {
  const lines = (await diffs(store, files)).flatMap(({ lines }) => lines)
  for (const line of lines) say(line)
  if (lines.length === 0) say('Nothing to publish: it is all as the files say.')
  return 0
}

async function publish(store: Store, files: Content[], say: Say): Promise<number> {
  const changed = (await diffs(store, files)).filter(({ lines }) => lines.length > 0)
  for (const { next } of changed) {
    const { rubricVersion, personaVersion } = await store.publishContent(next)
    say(`${next.domain}: new sessions begin with rubric ${rubricVersion} and persona ${personaVersion}.`)
  }
  if (changed.length === 0) say('Nothing to publish: it is all as the files say.')
  return 0
}

async function write(store: Store, folder: string, say: Say): Promise<number> {
  mkdirSync(folder, { recursive: true })
  for (const one of await store.currentContent()) {
    const name = join(folder, `${one.domain}.yaml`)
    if (existsSync(name)) say(`– ${name} is there already.`)
    else writeFileSync(name, writtenContent(one))
  }
  return 0
}

function writeSeed(files: Content[], say: Say): number {
  writeFileSync(SEED, writtenSeed(readFileSync(SEED, 'utf8'), files))
  say(`Written: ${relative('', SEED)}. A database that has its rubrics keeps them: publish gives it new versions.`)
  return 0
}

async function diffs(store: Store, files: Content[]): Promise<{ next: Content; lines: string[] }[]> {
  const all = await store.currentContent()
  return files.map((next) => {
    const now = all.find(({ domain }) => domain === next.domain)
    if (!now)
      throw new Error(`There is no domain ${next.domain}. There are: ${all.map(({ domain }) => domain).join(', ')}.`)
    return { next, lines: contentDiff(now, next) }
  })
}

async function sayDisputes(store: Store, say: Say): Promise<number> {
  const counts = await store.disputeCounts()
  for (const one of counts)
    say(
      `${one.domain} ${one.dimension}, rubric ${one.rubricVersion}: ${one.disputes} times; ${one.raised} raised, ${one.lowered} lowered, ${one.unchanged} as before.`,
    )
  if (counts.length === 0) say('Nobody has seen a score differently so far.')
  return 0
}

async function sayFeedback(store: Store, say: Say): Promise<number> {
  const all = await store.feedbackCounts()
  for (const { domain, personaVersion, counts } of all) {
    const told = counts
      ? `${counts.learners} learners; answers: ${counts.up} good, ${counts.down} not helpful; worth the time: ${counts.yes} yes, ${counts.partly} partly, ${counts.no} no.`
      : 'fewer than five learners said something, so nothing is shown.'
    say(`${domain}, persona ${personaVersion}: ${told}`)
  }
  if (all.length === 0) say('Nobody has said what they think of a coach so far.')
  return 0
}
