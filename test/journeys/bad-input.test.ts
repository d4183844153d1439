import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { openApp } from '../../src/app.ts'
import { openLog } from '../../src/log.ts'
import { openPlayground } from '../../src/playground/playground.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { openModelServer } from '../model-server.ts'
import { ANA, everybodyLeaves, JONAS, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let bot: Awaited<ReturnType<typeof openBot>>
let ana: Awaited<ReturnType<typeof openPerson>>
let jonas: Awaited<ReturnType<typeof openPerson>>
beforeAll(async () => {
  database = await serveDatabase()
  bot = await openBot({ dataDir: folder.path, database: { at: 'supabase', url: database.url, key: 'sb_secret_test' } })
  ana = await openPerson(bot.url, ANA)
  jonas = await openPerson(bot.url, JONAS)
}, 60_000)
afterAll(async () => {
  everybodyLeaves()
  await bot.close()
  await database.close()
  folder.done()
}, 60_000)

const lastReply = async () => {
  const [row] = await database.query('select learner_message from coaching_sessions order by created_at desc limit 1')
  return row?.learner_message
}

test('odd replies are answered and kept as they were meant', async () => {
  const opening = await ana.starts('communication')
  const long = 'They were angry about the late refund. '.repeat(1_000)
  const odd = [
    ['ab\u0000cd\u0007 the customer shouted', 'abcd the customer shouted'],
    ['\u202Eאמרתי ללקוח שאני מבין', '\u202Eאמרתי ללקוח שאני מבין'],
    ['👩🏽‍💻🔥🔥 👍', '👩🏽‍💻🔥🔥 👍'],
    [
      '5 < 6 && "7" > \'4\' {{x}} $y %s; drop table sessions; --',
      '5 < 6 && "7" > \'4\' {{x}} $y %s; drop table sessions; --',
    ],
    ['\ud800 half a letter', '\ufffd half a letter'],
    [long, long.trim()],
  ] as const
  for (const [text, kept] of odd) {
    const answer = await ana.talks(opening, text)
    expect(answer.text).toMatch(/\p{L}.*[.?]$/u)
    expect(answer.text).not.toMatch(/scripted/) // that stands once, in the opening
    expect(await lastReply()).toBe(kept)
  }
  expect((await ana.seesMessage(/only.*(start|beginning).*end/i)).text).toMatch(/long/i)
})

test('a reply without text gets a plain sentence', async () => {
  const opening = await ana.seesMessage(/Communication Skills Coach/)
  const answer = await ana.talks(opening, '\u0000\u0001')
  expect(answer.text).toMatch(/only read text|no text|words/i)
})

test.each([
  ['pizza', /I do not know “pizza”.*\/coach help/],
  ['slaes', /Did you mean .*\/coach sales/],
  ['help', /\/coach list/],
  ['list', /Sales Process Coach[\s\S]*\/coach sales/],
  ['score', /no open session/],
  ['end', /no open session/],
])('"/coach %s" is answered in words', async (text, words) => {
  await jonas.coach(text)
  expect((await jonas.seesMessage(words)).ephemeral).toBe(true)
})

test('a coach that was switched off meanwhile is refused in the form and by name', async () => {
  await jonas.coach('')
  const form = await jonas.sees('the form', ({ views }) => views[0])
  await database.query(`update coaching_domains set is_active = false where id = 'onboarding_mentor'`)
  const chosen = { type: 'radio_buttons', selected_option: { value: 'onboarding_mentor' } }
  const mind = { mind: { type: 'plain_text_input', value: null } }
  await expect(
    jonas.act({ do: 'submit', view: form.id, values: { domain: { domain: chosen }, mind } }),
  ).rejects.toThrow(/switched off/)
  const errors = await jonas.sees('what is wrong', ({ views }) => views[0]?.errors.domain)
  expect(errors).toMatch(/switched off/)
  await jonas.act({ do: 'close', view: form.id })
  await jonas.coach('onboarding')
  await jonas.seesMessage(/I do not know “onboarding”/)
  await database.query(`update coaching_domains set is_active = true where id = 'onboarding_mentor'`)
})

test('a button pressed by somebody else, twice, or late changes nothing and says so', async () => {
  await ana.coach('end')
  await ana.seesMessage(/^Your scorecard/)
  const opening = await ana.starts('here sales')
  expect(opening.text).toMatch(/Everyone in this channel can read/)
  const seen = await jonas.seesMessage(/Everyone in this channel can read/)
  await jonas.press(seen, 'session_end')
  await jonas.seesMessage(/somebody else’s session/, ({ ephemeral }) => ephemeral === true)
  await jonas.say(seen.channel, 'I know this customer too.', rootOf(seen))
  await jonas.sees(
    'a private hint',
    () => jonas.everything().filter(({ text }) => /somebody else’s session/.test(text)).length === 2,
  )
  expect(await database.query(`select 1 from coaching_sessions where learner_message like '%I know this%'`)).toEqual([])

  await Promise.all([ana.press(opening, 'session_end'), ana.press(opening, 'session_end')])
  await ana.seesMessage(/closed already/)
  await ana.press(opening, 'session_score')
  await ana.sees('a second hint', () => ana.everything().filter(({ text }) => /closed already/.test(text)).length === 2)
  const cards = await database.query(`select 1 from inbox where kind = 'scorecard' and state = 'sent'`)
  expect(cards.length).toBeLessThanOrEqual(2)
  expect(
    ana.everything().filter(({ text, channel }) => /^Your scorecard/.test(text) && channel === opening.channel),
  ).toEqual([])
})

test.each([
  ['a wrong key', 'wrong-key', /set-up|set up|settings/i],
  ['an unknown model', 'unknown-model', /set-up|set up|settings/i],
] as const)('%s at the model’s server: one plain sentence, and the reply stays kept', async (_, fault, words) => {
  const model = await openModelServer({ fault })
  const place = temporaryFolder()
  const server = {
    at: 'server' as const,
    apiKey: 'sk-wrong',
    baseUrl: model.baseUrl,
    coach: 'm',
    judge: 'm',
    extraBody: {},
  }
  const other = await openBot({ dataDir: place.path, model: server })
  const learner = await openPerson(other.url, ANA)
  const opening = await learner.starts('sales')
  const trouble = await learner.talks(opening, 'The CFO is missing.')
  expect(trouble.text).toMatch(words)
  model.script = { write: () => 'You miss the CFO. What does she care about?', fill: () => ({ judgements: [] }) }
  await learner.press(trouble, 'session_retry')
  await learner.seesMessage(/You miss the CFO/)
  await other.close()
  await model.close()
  place.done()
})

test('a model on one’s own machine that is only nearly compatible coaches, and scores', async () => {
  const answers = [
    'You name forty hours a week. What do they cost?',
    'You name a million a year. Who at Acme pays for it?',
  ]
  const quote = 'errors cost them forty hours a week'
  const thought = 'SECRET: an example would be {"judgements": [], "worked_out": []}'
  const asked = (prompt: string) => /Judge the learner on: ([\w, ]+)/.exec(prompt)?.[1]?.split(', ') ?? []
  const model = await openModelServer({
    refuses: ['system', 'json_schema', 'json_object', 'max_completion_tokens', 'store', 'stream_options'],
    write: ({ body }) => answers[JSON.stringify(body.messages).includes('million') ? 1 : 0] ?? '',
    fill: ({ body }) => ({
      judgements: asked(JSON.stringify(body.messages)).map((dimension) => ({
        dimension,
        evidence: [{ round: 'Round 1', quote }],
        observation: 'You name the cost.',
        sufficiency: 'Enough',
        anchor: 5,
        adjust: null,
        next_step: 'Ask who signs.',
        better_wording: '',
      })),
    }),
    says: (text) =>
      text.startsWith('{')
        ? `<|channel|>analysis<|message|>${thought}<|end|><|start|>assistant<|channel|>final<|message|>${text
            .replaceAll('"', "'")
            .replaceAll('null', 'None')
            .replaceAll(/([\]}])/g, ',\n$1')}`
        : `<think>${thought}</think>${text}<think>SECRET`,
  })
  const place = temporaryFolder()
  const baseUrl = model.baseUrl.replace('/v1', '')
  const server = { at: 'server' as const, apiKey: '', baseUrl, coach: 'm', judge: 'm', extraBody: {} }
  const other = await openBot({ dataDir: place.path, model: server })
  const learner = await openPerson(other.url, JONAS)
  const opening = await learner.starts('sales')
  const replies = [`At Acme ${quote}.`, 'That is about a million a year, as their operations director told us in May.']
  for (const [at, reply] of replies.entries()) {
    expect((await learner.talks(opening, reply)).text).toContain(answers[at])
  }
  await learner.coach('end')
  await learner.press(await learner.seesMessage(/^Your scorecard/), 'scorecard_show')
  await learner.seesMessage(/Developing, 5 of 10/)
  expect(JSON.stringify(learner.everything())).not.toMatch(/SECRET|score takes longer/)
  await other.close()
  await model.close()
  place.done()
})

const quiet = { say: () => undefined, onFatal: () => undefined }
const log = openLog(() => undefined)
const rest = { model: { at: 'script' as const }, dataDir: '/nonexistent-data', host: '127.0.0.1', port: 0 }

test('a Supabase project that is not migrated, or refuses the key, is named with its cure', async () => {
  const open = (url: string) =>
    openApp({ ...rest, slack: { at: 'playground' }, database: { at: 'supabase', url, key: 'sb_secret_x' } }, log, quiet)
  const answers = {
    status: 404,
    body: { code: 'PGRST202', message: 'Could not find the function', details: null, hint: null },
  }
  const server = createServer((_request, response) => {
    response.writeHead(answers.status, { 'content-type': 'application/json' }).end(JSON.stringify(answers.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  await expect(open(url)).rejects.toThrow(/db push --remote/)
  answers.status = 401
  answers.body = { code: '', message: 'Invalid API key', details: null, hint: null }
  await expect(open(url)).rejects.toThrow(/refused SUPABASE_SECRET_KEY/)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await expect(open(url)).rejects.toThrow(/cannot be reached/)
})

test('a Slack token that Slack refuses is named with where to get the right one', async () => {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'))
  const playground = await openPlayground({ port: 0, log, manifest })
  const place = temporaryFolder()
  const database = { at: 'embedded' as const, dataDir: place.path }
  const slack = { at: 'workspace' as const, over: 'socket' as const, apiUrl: playground.apiUrl }
  const { botToken, appToken } = playground
  await expect(
    openApp({ ...rest, slack: { ...slack, botToken: 'xoxb-wrong', appToken }, database }, log, quiet),
  ).rejects.toThrow(/Slack refused SLACK_BOT_TOKEN.*OAuth & Permissions/)
  await expect(
    openApp({ ...rest, slack: { ...slack, botToken, appToken: 'xapp-wrong' }, database }, log, quiet),
  ).rejects.toThrow(/SLACK_APP_TOKEN.*connections:write/)
  await playground.close()
  place.done()
}, 90_000) // it makes a database
