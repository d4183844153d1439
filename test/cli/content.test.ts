import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { content } from '../../src/cli/content.ts'
import { contentFiles, readContent } from '../../src/cli/content-file.ts'
import { writtenSeed } from '../../src/cli/content-seed.ts'
import { tryContent } from '../../src/cli/try-content.ts'
import type { Content } from '../../src/coaching/content.ts'
import { openStore } from '../../src/store/supabase.ts'
import { temporaryFolder } from '../bot.ts'
import { DOMAINS } from '../coach.ts'
import { openTestDatabase } from '../database.ts'
import { ANA, everybodyLeaves, openPerson } from '../person.ts'

const folder = temporaryFolder()
afterAll(() => folder.done())
const given = readFileSync(join(import.meta.dirname, '../../supabase/content/communication_coach.yaml'), 'utf8')
const draft = join(folder.path, 'draft.yaml')
let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())

async function run(...args: string[]) {
  const said: string[] = []
  const open = async () => openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
  return { code: await content({}, (line) => said.push(line), args, open), said }
}

test('the files say what the first version says; what changes is shown, published once, and a new version', async () => {
  const same = await run('diff')
  expect(same.said.at(-1)).toBe('Nothing to publish: it is all as the files say.')

  writeFileSync(draft, given.replace('label: Empathy', 'label: Putting yourself in their place'))
  expect((await run('diff', draft)).said.slice(-3)).toEqual([
    'communication_coach rubric.dimensions.empathy.label',
    expect.stringMatching(/^- /),
    '+ Putting yourself in their place',
  ])
  const published = 'communication_coach: new sessions begin with rubric 2 and persona 1.'
  expect((await run('publish', draft)).said.at(-1)).toBe(published)
  expect((await run('publish', draft)).said.at(-1)).toBe('Nothing to publish: it is all as the files say.')
  expect((await run('disputes')).said).toEqual(['Nobody has seen a score differently so far.'])
  expect((await run('feedback')).said).toEqual(['Nobody has said what they think of a coach so far.'])
})

const root = join(import.meta.dirname, '../..')
const seed = readFileSync(join(root, 'supabase/seed.sql'), 'utf8')

test('the seed is what the files say: npm run content -- seed makes it from them', () => {
  const files = contentFiles(join(root, 'supabase/content')).map(({ text }) => readContent(text))
  const contents = files.flatMap((read) => ('wrong' in read ? [] : [read.content]))
  expect(contents).toHaveLength(files.length)
  expect(writtenSeed(seed, contents)).toBe(seed)
})

test('a seed that is loaded again leaves what was published', async () => {
  const state = () => database.query('select row_to_json(v)::text as row from public.rubric_versions v order by 1')
  const before = await state()
  expect(before).toHaveLength(DOMAINS.length + 1) // the draft above is a second version
  await database.query(`do $seed$ begin ${seed} end $seed$`)
  expect(await state()).toEqual(before)
  const remaining = await run('diff')
  expect(remaining.said).toContain('- Putting yourself in their place')

  await database.query('delete from public.rubric_versions where version = 1')
  await database.query(`do $seed$ begin ${seed} end $seed$`)
  expect(await state()).toHaveLength(DOMAINS.length + 1)
})

const example = readFileSync(join(root, 'src/cli/new-coach.yaml'), 'utf8')
const changed = (from: string, to: string) => {
  if (!example.includes(from)) throw new Error(`the example has no ${from}`)
  return example.replace(from, to)
}

test.each([
  [changed('not_evidence:', 'no_evidence:'), /line \d+: rubric has “no_evidence”.* Do you mean “not_evidence”\?/],
  [changed('"8": Says', '"7": Says'), /line \d+: rubric\.dimensions\.0\.anchors\.8 is missing/],
  [changed('label: What', 'label: Purpose: what'), /line \d+: a text with ": " in it needs quotation marks around it/],
  [changed('- an outcome that', '- an outcome: that'), /look_for\.0 should be text\. A text with ": " in it needs/],
  [
    changed('- afterwards', '- "(afterwards"'),
    /line \d+: rubric\.dimensions\.0\.cues\.0\.says\.2 is no regular expression/,
  ],
  [
    changed('- name: left somebody out', '- name: said who has to be there'),
    /has the cue “said who has to be there” twice/,
  ],
  [changed('- name: named who decides', "- name: ''"), /has the cue “”: a name needs 1 to 60 characters/],
  [
    changed('        - name: wrote the decision down\n          says:\n            - i write .{0,40}down\n', ''),
    /decision: has 3 cues: it needs 4 to 6, or none/,
  ],
  [changed('place: ', 'place: a'), /place should be a number/],
  [changed('dimensions: [purpose, decision]', 'dimensions: purpose'), /persona\.dimensions should be a list/],
  [changed('purpose: 2', 'purpose: 12'), /line \d+: golden\.0\.levels\.purpose is a level from 1 to 10/],
  [changed('purpose: 2', 'purposes: 2'), /drifting has a level for purposes, which the rubric does not have/],
  [changed('id: half-way', 'id: drifting'), /the talk drifting is there twice/],
  [
    changed('dimensions: [purpose, decision]', 'dimensions: [purpose, humour]'),
    /scores on humour, which the rubric does not/,
  ],
  [
    changed('domain: running_meetings', 'domain: Running Meetings'),
    /Running Meetings: is no id: it needs up to 40 small/,
  ],
  [changed('partner: a colleague who talks a lot', "partner: ''"), /has a rehearsal without a partner/],
  [changed('  place: 50', '\tplace: 50'), /line \d+: it begins with a tab\. Indent with spaces/],
  [`${example}\ndomain: again`, /line \d+: this name is there twice in the same place/],
  ['domain: [running_meetings', /line 1: /],
  ['just words', /the file should be a group of names, each with its value/],
  ['# nothing yet', /it is empty/],
  [`a: &a [${'*a, '.repeat(9)}*a]`, /./],
])('a file that is wrong is told what and where, and is not published: %#', async (text, sentence) => {
  writeFileSync(draft, text)
  const { code, said } = await run('publish', draft)
  expect(code).toBe(1)
  expect(said.join('\n')).toMatch(sentence)
  expect(said.slice(0, -1).every((line) => /^[✗–] .*\.$/.test(line))).toBe(true)
  expect(said.at(-1)).toMatch(/^\d+ to put right first\.$/)
})

test('a new coach is a whole one under the name that was given, and there is no way to lose it', async () => {
  const name = async (given: string) => (await run('new', given, folder.path)).said[0]
  expect(await name('Gespräche über Gehalt.yaml')).toContain('gesprache_uber_gehalt.yaml')
  expect(await name('2 true')).toContain('/true_coach.yaml')
  expect(await name('true')).toMatch(/true_coach\.yaml is there already, and stays as it is\.$/)
  expect(await name('!')).toMatch(/is no name for a coach/)
  expect((await run('check', join(folder.path, 'true_coach.yaml'))).said).toEqual(['✓ The file can be published.'])
  expect(await run('new')).toMatchObject({ code: 2 })
  expect(await run('retire')).toMatchObject({ code: 2 })
})

test('a draft is tried in a playground of its own, and tried again once it was changed', async () => {
  const read = readContent(given.replace('system_prompt: |-', 'system_prompt: |-\n    A draft.'))
  if ('wrong' in read) throw new Error(read.wrong)
  const { content: first } = read
  const said: string[] = []
  const later: (Content[] | string)[] = [
    '✗ a level is missing',
    [{ ...first, domain: 'calls' }],
    [renamed(first, 'Second thoughts')],
  ]
  const isServed = async () => {
    const url = said.at(-1)?.match(/http:\S+/)?.[0] ?? ''
    expect((await fetch(`${url}/healthz`)).ok).toBe(true)
    const ana = await openPerson(url, ANA)
    const again = async (answer: RegExp) => {
      await ana.act({ do: 'control', name: 'take-drafts' })
      await ana.sees(String(answer), () => ana.notices.some((text) => answer.test(text)))
    }
    await again(/a level is missing/)
    await again(/There is no domain calls, and to make it the file needs about/)
    await again(/New sessions begin with the files as they are now/)
    const opening = await ana.starts('communication')
    await ana.talks(
      opening,
      'I would say: it sounds frustrating that you had to chase us three times for your own money.',
    )
    await ana.press(opening, 'session_score')
    await ana.press(await ana.seesMessage(/^So far/), 'so_far_show')
    await ana.seesMessage(/^So far[\s\S]*Second thoughts/)
    everybodyLeaves()
  }
  const env = { PORT: await freePort(), SLACK_BOT_TOKEN: 'not-followed' }
  const again = () => later.shift() ?? 'asked too often'
  expect(await tryContent(env, [first], again, (line) => said.push(line), isServed)).toBe(0)
  expect(said.some((line) => line.startsWith('Slack:    the playground'))).toBe(true)
}, 120_000) // it makes a database, and starts a bot on it

/** The same with other names for what is scored. */
const renamed = ({ rubric, ...rest }: Content, label: string): Content => ({
  ...rest,
  ...(rubric && { rubric: { ...rubric, dimensions: rubric.dimensions.map((one) => ({ ...one, label })) } }),
})

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return String(typeof address === 'object' && address ? address.port : '')
}

test('what the database has is written as files, and is what they say', async () => {
  const written = join(folder.path, 'written')
  expect(await run('write', written)).toEqual({ code: 0, said: [] })
  expect(contentFiles(written)).toHaveLength(DOMAINS.length)
  expect((await run('diff', written)).said.at(-1)).toBe('Nothing to publish: it is all as the files say.')
})

test('an unknown verb is answered with those that there are', async () => {
  expect(await run('push')).toMatchObject({ code: 2, said: [expect.stringContaining('publish')] })
  expect(await run('seed', draft)).toMatchObject({ code: 2 }) // what a new database begins with comes from one folder
})
