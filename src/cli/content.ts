import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../app.ts'
import type { Content } from '../coaching/content.ts'
import { remarksOn } from '../coaching/content-remarks.ts'
import { readConfig } from '../config.ts'
import { SEED } from '../open-database.ts'
import type { Store } from '../store/store.ts'
import { readArguments } from './arguments.ts'
import { contentDiff, whyNot } from './content-diff.ts'
import { contentFiles, type OwnTalk, readContent, writtenContent } from './content-file.ts'
import { writtenSeed } from './content-seed.ts'
import { openMinds } from './eval/minds.ts'
import { writeNewCoach } from './new-coach.ts'
import { openConfigured } from './open-store.ts'
import { goldenMistakes, scoreGolden } from './score-golden.ts'
import { tryContent } from './try-content.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

const FOLDER = join(ROOT, 'supabase/content')

const USAGE = `npm run content -- VERB [FILE or folder]    supabase/content if not said
  new NAME [FOLDER]   writes NAME.yaml, a coach of your own as a worked example with a word on each line
  check               says what is wrong with the files, and changes nothing
  try                 starts a playground in which the files are published, and nowhere else
  score               holds the scores of your judge against the talks that the files have under "golden"
  diff                shows what publishing would change
  publish             makes new versions of what changed, and coaches that are new; sessions under way keep theirs
  retire DOMAIN       takes a coach out of all lists; sessions under way go on, and what was said and scored stays
  bring-back DOMAIN   puts it back
  write               writes what the database has now as files, where there are none yet
  seed                makes supabase/seed.sql from supabase/content: what a new database begins with
  disputes            how often scores were seen differently, by dimension and rubric version
  feedback            what learners think of each version of each coach, in numbers`

const NAMED = ['new', 'retire', 'bring-back'] // a name comes after them
const VERBS = [...NAMED, 'check', 'diff', 'publish', 'try', 'score', 'write', 'seed', 'disputes', 'feedback']

/** `content`: rubrics and personas out of files. Returns the exit code. */
export async function content(env: Env, say: Say, args: string[] = [], open = openConfigured): Promise<number> {
  const given = readArguments(args, { options: {}, words: args[0] === 'new' ? 3 : 2, usage: USAGE })
  const [verb = '', path = FOLDER, folder = '.'] = 'wrong' in given ? [] : given.positionals
  const lacksName = NAMED.includes(verb) && path === FOLDER
  if ('wrong' in given || !VERBS.includes(verb) || lacksName || (verb === 'seed' && path !== FOLDER)) {
    say('wrong' in given ? given.wrong : USAGE)
    return 2
  }
  try {
    if (verb === 'new') return sayNew(path, folder, say)
    const read = readConfig(env)
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const { database, model } = read.config
    const withStore = async (act: (store: Store) => Promise<number>) => {
      const store = await open(database, say)
      return act(store).finally(() => store.close())
    }
    if (verb === 'disputes') return await withStore((store) => sayDisputes(store, say))
    if (verb === 'feedback') return await withStore((store) => sayFeedback(store, say))
    if (verb === 'write') return await withStore((store) => write(store, path, say))
    if (verb === 'retire' || verb === 'bring-back') {
      return await withStore((store) => retire(store, path, verb === 'bring-back', say))
    }
    const files = checked(path, say)
    if (!files) return 1
    if (verb === 'check') return 0
    if (verb === 'score') return (await scoreGolden(files, openMinds(model).judge, say)) ? 0 : 1
    const contents = files.map((one) => one.content)
    if (verb === 'seed') return writeSeed(contents, say)
    if (verb === 'try') return await tryContent(env, contents, () => draftsNow(path), say)
    return await withStore((store) => (verb === 'diff' ? sayDiff(store, contents, say) : publish(store, contents, say)))
  } catch (error) {
    say(error instanceof Error ? error.message : 'It did not work.')
    return 1
  }
}

function sayNew(name: string, folder: string, say: Say): number {
  const file = writeNewCoach(name, folder)
  say(`Written: ${file}. It is a whole coach: change what is not yours, line by line.`)
  say(`Then: npm run content -- check ${file}, and try, score and publish in the same way.`)
  return 0
}

/** The files, once each has said what is wrong with it; undefined where one has an error. */
function checked(path: string, say: Say): { content: Content; golden: OwnTalk[] }[] | undefined {
  const files = contentFiles(path)
  if (files.length === 0) throw new Error(`There is no YAML file in ${path}.`)
  let errors = 0
  const wrong = (sentence: string) => {
    errors += 1
    say(`✗ ${sentence}`)
  }
  const read = files.flatMap(({ name, text }) => {
    const one = readContent(text)
    if ('wrong' in one) {
      for (const line of one.wrong.split('\n')) wrong(`${name}: ${line}.`)
      return []
    }
    for (const { is, where, says } of remarksOn(one.content)) {
      if (is === 'error') wrong(`${where}: ${says}.`)
      else say(`– ${where}: ${says}.`)
    }
    for (const mistake of goldenMistakes(one.content, one.golden)) wrong(`${one.content.domain} golden: ${mistake}.`)
    return [one]
  })
  say(
    errors === 0
      ? `✓ ${files.length === 1 ? 'The file' : `${files.length} files`} can be published.`
      : `${errors} to put right first.`,
  )
  return errors === 0 ? read : undefined
}

/** The same while a playground runs on them: what is wrong goes to whoever asked. */
function draftsNow(path: string): Content[] | string {
  const said: string[] = []
  try {
    const files = checked(path, (line) => said.push(line))
    return files?.map((one) => one.content) ?? said.filter((line) => !line.startsWith('–')).join('\n')
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
  for (const { next, isNew } of changed) {
    const { rubricVersion, personaVersion } = await store.publishContent(next)
    const begin = `new sessions begin with rubric ${rubricVersion} and persona ${personaVersion}.`
    say(`${next.domain}: ${isNew ? 'it is in the lists now, and ' : ''}${begin}`)
  }
  if (changed.length === 0) say('Nothing to publish: it is all as the files say.')
  const listed = (await store.domains()).map(({ id }) => id)
  for (const { domain } of files.filter((one) => !listed.includes(one.domain))) {
    say(`${domain} is retired, and stays so: npm run content -- bring-back ${domain} puts it back into the lists.`)
  }
  return 0
}

async function retire(store: Store, domain: string, back: boolean, say: Say): Promise<number> {
  const { outcome, open } = await store.retireDomain(domain, { back })
  if (outcome === 'unknown-domain') throw new Error(`There is no domain ${domain}. There are: ${await known(store)}.`)
  if (outcome === 'as-it-was') say(`${domain} is ${back ? 'in the lists' : 'retired'} already.`)
  else if (outcome === 'back') say(`${domain} is in the lists again.`)
  else {
    say(`${domain} is in no list any more, and no session begins with it. Sessions that go on to their end: ${open}.`)
    say(`npm run content -- bring-back ${domain} puts it back. Nothing that was said or scored is gone.`)
  }
  return 0
}

const known = async (store: Store) => (await store.currentContent()).map(({ domain }) => domain).join(', ')

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

type Difference = { next: Content; isNew: boolean; lines: string[] }

async function diffs(store: Store, files: Content[]): Promise<Difference[]> {
  const all = await store.currentContent()
  const why = whyNot(all, files)
  if (why) throw new Error(why)
  return files.map((next) => {
    const now = all.find(({ domain }) => domain === next.domain)
    return { next, isNew: !now, lines: contentDiff(now, next) }
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
