import { readFileSync, writeFileSync } from 'node:fs'
import { content } from '../../src/cli/content.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { openJudgeServer } from '../judge-server.ts'
import { ANA, everybodyLeaves, JONAS, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const folder = temporaryFolder()
const file = `${folder.path}/meetings.yaml`
let database: Awaited<ReturnType<typeof serveDatabase>>
let judge: Awaited<ReturnType<typeof openJudgeServer>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  judge = await openJudgeServer()
  bot = await openBot({ dataDir: folder.path, database: { at: 'supabase', url: database.url, key: 'sb_secret_test' } })
}, 120_000)
afterAll(async () => {
  everybodyLeaves()
  await bot?.close()
  await judge?.close()
  await database?.close()
  folder.done()
}, 120_000)

/** `npm run content -- …`, on the database that the bot runs on. */
async function operator(...args: string[]) {
  const said: string[] = []
  const open = async () => openStore({ url: database.url, key: 'sb_secret_test', instance: 'operator' })
  const code = await content(judge.env, (line) => said.push(line), args, open)
  return { code, said: said.join('\n') }
}

test('a company adds a coach of its own without code, is coached by it, has its talks scored, and retires it', async () => {
  expect(await operator('new', 'Meetings', folder.path)).toMatchObject({ code: 0 })
  expect(await operator('new', 'Meetings', folder.path)).toMatchObject({ code: 1 }) // nothing is written over
  expect(await operator('check', file)).toEqual({ code: 0, said: '✓ The file can be published.' })
  expect((await operator('score', file)).said).toMatch(/meetings prepared: purpose \d \(meant 8\)/)
  expect((await operator('diff', file)).said).toContain('meetings about.name\n+ Meetings Coach')
  expect((await operator('publish', file)).said).toContain(
    'meetings: it is in the lists now, and new sessions begin with rubric 1 and persona 1.',
  )

  const ana = await openPerson(bot.url, ANA)
  await ana.coach('list')
  await ana.seesMessage(/Meetings Coach.*\n.*ends with a decision/)
  const opening = await ana.starts('meetings')
  expect(opening.text).toContain('Let us look at one meeting that you run.')
  const help = await ana.talks(opening, 'help')
  expect(help.text).toMatch(
    /Meetings Coach\*?: what you could bring\n• a meeting that you run every week[\s\S]*decider/,
  )
  await ana.talks(opening, 'On Thursday I run the release meeting, and it always takes longer than an hour.')
  const question = await ana.talks(opening, 'At the end we have one date, and for that I need Mira from support there.')
  expect(probesOf(file).some((probe) => question.text.includes(probe))).toBe(true)
  await ana.talks(opening, 'practise')
  const played = await ana.talks(opening, 'medium')
  expect(played.text).toMatch(/a colleague who talks a lot[\s\S]*Can I say something about last week first\?/)
  await ana.talks(opening, 'back')

  const retired = await operator('retire', 'meetings')
  expect(retired.said).toMatch(/no session begins with it\. Sessions that go on to their end: 1\./)
  expect((await operator('retire', 'meetings')).said).toBe('meetings is retired already.')
  expect((await operator('publish', file)).said).toContain('meetings is retired, and stays so')
  const jonas = await openPerson(bot.url, JONAS)
  await jonas.coach('list')
  const list = await jonas.seesMessage(/Sales Process Coach/)
  expect(list.text).not.toContain('Meetings')

  await ana.talks(
    opening,
    'I decide it, fifteen minutes before the end, and before that I ask if there are objections.',
  )
  await ana.press(opening, 'session_end')
  const card = await ana.seesMessage(/^Your scorecard: Meetings Coach/, ({ threadTs }) => threadTs === rootOf(opening))
  await ana.press(card, 'scorecard_show')
  await ana.seesMessage(/What the meeting is for/, ({ ts }) => ts === card.ts)
  const direct = await ana.direct()
  await ana.say(direct, 'progress')
  await ana.press(await ana.seesMessage(/^Your progress opens/), 'progress_show')
  const progress = await ana.seesMessage(
    /^Your progress[\s\S]*Cues found by wording: Meetings Coach\n• What the meeting is for: \d of \d/,
  )
  expect(progress.text).not.toContain('For next time') // it would lead to a coach who is not there

  expect(await operator('bring-back', 'meetings')).toEqual({ code: 0, said: 'meetings is in the lists again.' })
  await ana.starts('meetings')
})

const probesOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^ +- (.*\?)$/gm)].map(([, probe = '']) => probe)

test('a file of a new coach that lacks a part, or takes another’s name, is told so, and changes nothing', async () => {
  const text = readFileSync(file, 'utf8').replace('domain: meetings', 'domain: calls')
  const draft = `${folder.path}/calls.yaml`
  const told = async (changed: string) => {
    writeFileSync(draft, changed)
    return operator('publish', draft)
  }
  expect((await told(text)).said).toMatch(/calls has the name of meetings/)
  expect((await told(text.replace(/\nabout:[\s\S]*?\npersona:/, '\npersona:'))).said).toMatch(
    /There is no domain calls, and to make it the file needs about\. There are: .*hard_conversations/,
  )
  expect((await operator('check', `${draft}.not`)).said).toBe(`There is no file or folder ${draft}.not.`)
  expect((await operator('retire', 'calls')).said).toMatch(/^There is no domain calls\. There are: /)
  expect(await database.query(`select 1 from coaching_domains where id = 'calls'`)).toEqual([])
})
