import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openPlayground } from '../../src/playground/playground.ts'
import { exportData } from '../../src/store/embedded/export-data.ts'
import { startBot } from '../bench/bot.ts'
import { COACH_MODEL, JUDGE_MODEL, openModel } from '../bench/model.ts'
import { everybodyLeaves, openPerson, until } from '../person.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { found, markedPerson } from './marked-person.ts'
import { allOf, atMost, type Line, type Proof } from './promise.ts'

const SLOW = { firstTokenMs: 1_500, tokensPerSecond: 2_000 } // long enough to erase everything in the middle of an answer
const MONTH = `interval '31 days'`
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const sure = { sure: { sure: { type: 'checkboxes', selected_options: [{ value: 'yes' }] } } }

/**
 * Who erases everything, who left, and who was in a workspace that removed the app: not a byte of theirs is found afterwards, but what the
 * company's list of teams says for as long as it says so.
 */
export const erasure: Proof = {
  async prove({ say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    return [...(await onPostgres(say)), ...(await embedded(say))]
  },
}

type Say = (progress: string) => void
type Someone = ReturnType<typeof markedPerson>

/** A workspace, a model and folders for bots, which all end together. */
async function openStage(people: Someone[]) {
  const folder = mkdtempSync(join(tmpdir(), 'threadcoach-erasure-'))
  const playground = await openPlayground({
    port: 0,
    log: quiet,
    manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
    people,
  })
  const model = await openModel(SLOW, () => undefined)
  const log = openSync(join(folder, 'log'), 'a')
  const settings = {
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_APP_TOKEN: playground.appToken,
    SLACK_API_URL: playground.apiUrl,
    OPENAI_BASE_URL: model.baseUrl,
    COACH_MODEL,
    JUDGE_MODEL,
  }
  return {
    playground,
    dataDir: (name: string) => join(folder, name),
    start: (more: Record<string, string>) => startBot({ ...settings, ...more }, log),
    logged: () => readFileSync(join(folder, 'log'), 'utf8'),
    spooled: () => textsIn(folder).join('\n'),
    folder,
    async close() {
      everybodyLeaves()
      await playground.close()
      await model.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
type Stage = Awaited<ReturnType<typeof openStage>>

/** What waits on the disk while the database is away, as the bytes that are there. */
function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\bspool\/./.test(name))
    .map((name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'latin1') : ''))
}

/** Somebody fills every text that a person can fill, closes one session and leaves another one open. */
async function livesOn(stage: Stage, someone: Someone) {
  const person = await openPerson(stage.playground.url, someone.id)
  await person.act({ do: 'join', channel: await person.channel('general') })
  const direct = await person.direct()
  await person.say(direct, someone.words('lead'))
  const picker = await person.seesMessage(
    /Which coach|coach/i,
    ({ user, channel }) => user !== someone.id && channel === direct,
  )
  await person.press(picker, 'start_pick', 'sales_workflow_coach')
  const opening = await person.consents()
  await person.seesMessage(/You say \(/, ({ user }) => user !== someone.id) // to what was written before
  const said = someone.words('reply')
  await person.talks(opening, said)
  const [mine] = person.everything().filter(({ text, user }) => user === someone.id && text.includes('reply'))
  if (mine) await person.act({ do: 'edit', channel: mine.channel, ts: mine.ts, text: someone.words('edited') })
  await person.coach('score')
  await person.seesMessage(/so far|too early/i, ({ user, ephemeral }) => user !== someone.id && !ephemeral)
  await person.coach('end')
  await person.seesMessage(/scorecard/i, ({ threadTs, ephemeral }) => Boolean(threadTs) && !ephemeral)
  await person.coach('')
  const form = await person.sees('the form', ({ views }) =>
    views.find(({ callbackId }) => callbackId === 'start_modal'),
  )
  await person.act({
    do: 'submit',
    view: form.id,
    values: {
      domain: { domain: { type: 'radio_buttons', selected_option: { value: 'architecture_advisor' } } },
      mind: { mind: { type: 'plain_text_input', value: someone.words('mind') } },
    },
  })
  const second = await person.sees('the second session', () =>
    person
      .everything()
      .find(({ ts, text, ephemeral }) => ts > opening.ts && /about 10 minutes/.test(text) && !ephemeral),
  )
  return { person, direct, second }
}

type Query = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>

/** What others fill about a person: their team, and what they sent to its manager. */
async function belongs(query: Query, someone: Someone): Promise<void> {
  const [row] = await query('select id, workspace_id from learners where slack_user_id = $1', [someone.id])
  const { id, workspace_id: workspace } = row ?? {}
  const text = someone.words('card')
  await query(`update learners set team = $2, position = $2 where id = $1`, [id, someone.words('position')])
  await query(`insert into team_members (workspace_id, team, learner_id, since) values ($1, 'Sales', $2, now())`, [
    workspace,
    id,
  ])
  await query(`insert into manager_objections (learner_id, manager, at) values ($1, 'U0BOSS', now())`, [id])
  await query(
    `insert into shared_cards (session_id, workspace_id, learner_id, manager, domain_name, levels, says, shared_at)
     select s.id, $1, $2, 'U0BOSS', 'Sales', '[]', $3, now() from sessions s where s.learner_id = $2 limit 1`,
    [workspace, id, text],
  )
  await query(
    `with w as (insert into team_weeks (workspace_id, manager, team, week, starts_at, ends_at, closed_at, team_size, minimum, state)
                values ($1, 'U0BOSS' || md5($2::text), 'Sales', '2026-11-23', now(), now(), now(), 9, 5, 'told') returning id)
     insert into digest_cells (team_week, kind, subject, contributors, says) select w.id, 'practised', '', array[$2::uuid], '{"count": 6}' from w`,
    [workspace, id],
  )
}

/** What the company's list says of somebody: who they are, what they are called, and their position. */
const isListed = (someone: Someone) => (mark: string) => mark === someone.id || /\d(name|position)/.test(mark)

/** The list has only these people any more. */
async function listHas(query: Query, people: Someone[]): Promise<void> {
  const [row] = await query('select workspace_id from team_members limit 1')
  const known = await query('select slack_user_id, name from learners')
  const names = new Map(known.map(({ slack_user_id, name }) => [String(slack_user_id), name]))
  const listed = people.map(({ id }) => ({
    actor: id,
    name: names.get(id) ?? id,
    team: 'Sales',
    position: '',
    manager: 'U0BOSS',
  }))
  await query(`select set_teams($1, 'csv', $2::jsonb, now(), false)`, [row?.workspace_id, JSON.stringify(listed)])
}

/** Everything that stands for somebody in the database. */
async function namesOf(query: Query, someone: Someone): Promise<string[]> {
  const rows = await query(
    `select l.id::text as one from learners l where l.slack_user_id = $1
     union all select s.id::text from sessions s join learners l on l.id = s.learner_id where l.slack_user_id = $1
     union all select l.dm_channel from learners l where l.slack_user_id = $1 and l.dm_channel is not null`,
    [someone.id],
  )
  return [someone.id, ...someone.marks, ...rows.map(({ one }) => String(one))]
}

async function onPostgres(say: Say): Promise<Line[]> {
  const [erased, left, other] = [1, 2, 3].map(markedPerson)
  if (!erased || !left || !other) throw new Error('nobody is there')
  const stage = await openStage([erased, left, other])
  const postgres = await startPostgres()
  const query: Query = postgres.query
  const away = { is: false }
  const direct = await postgres.openGateway()
  const shaky = await postgres.openGateway({ onCall: async () => (away.is ? 'lost' : undefined) })
  const settings = (name: string, { url, key }: typeof direct) => ({
    DATA_DIR: stage.dataDir(name),
    SUPABASE_URL: url,
    SUPABASE_SECRET_KEY: key,
  })
  const lines: Line[] = []
  let bot = await stage.start(settings('one', shaky))
  try {
    const [me] = await Promise.all([erased, left, other].map((someone) => livesOn(stage, someone)))
    if (!me) throw new Error('nobody is there')
    for (const someone of [erased, left, other]) await belongs(query, someone)
    say('three people filled every text that they can')

    away.is = true // what is written now waits on the disk of an instance that dies
    await me.person.say(me.direct, erased.words('spooled'), me.second.ts)
    await until('it waits on the disk', async () => found(stage.spooled(), erased.marks).length > 0)
    await bot.kill()
    away.is = false
    lines.push(
      atMost(
        'bytes of the erased learner that waited on a disk beforehand are missing there',
        found(stage.spooled(), erased.marks).length > 0 ? 0 : 1,
      ),
    )

    bot = await stage.start(settings('two', direct))
    const all = await Promise.all([erased, left, other].map((someone) => namesOf(query, someone)))
    const [ofErased = [], ofLeft = [], ofOther = []] = all
    const before = postgres.dump()
    const wereThere = found(before, ofOther)
    const kept = ofErased.filter((mark) => !/spooled|edited/.test(mark)) // an edit after its answer is only noted
    lines.push(allOf('marks of a learner are found in a dump beforehand', found(before, kept).length, kept.length))
    for (const mark of kept) if (found(before, [mark]).length === 0) say(`not there beforehand: ${mark}`)

    await me.person.say(me.direct, erased.words('answering'), me.second.ts) // and the model is at it
    await until(
      'it is being answered',
      async () => (await query(`select 1 from inbox where kind = 'reply' and lease_token is not null`)).length > 0,
    )
    await me.person.coach('erase')
    const form = await me.person.sees('the form', ({ views }) =>
      views.find(({ callbackId }) => callbackId === 'erase_form'),
    )
    await me.person.act({ do: 'submit', view: form.id, values: sure })
    const receipt = await me.person.seesMessage(/What was yours is erased/)
    say('one of them erased everything, in the middle of an answer')
    const again = await stage.start(settings('one', direct))
    await until('nothing waits on a disk', async () => stage.spooled() === '')
    await atRest(query)
    const marks = [...ofErased, ...erased.marks]
    const dump = postgres.dump()
    const isOfList = isListed(erased)
    const leftOver = found(dump, marks).filter((mark) => !isOfList(mark))
    await listHas(query, [left, other])
    const unlisted = found(postgres.dump(), marks)
    lines.push(
      atMost(
        `of ${marks.length} marks of the erased learner are found in a dump of every table, but of the list of teams`,
        leftOver.length,
      ),
      atMost('of them are found once the list has them no more', unlisted.length),
      atMost('of them are found on the disks of two instances', found(stage.spooled(), marks).length),
      atMost('of them are found in the logs', found(stage.logged(), [erased.id, ...erased.marks]).length),
      atMost(
        'messages of the bot to them are left in Slack but the receipt',
        me.person
          .everything()
          .filter(
            ({ user, channel, ts, ephemeral }) =>
              channel === me.direct && user !== erased.id && user !== 'USLACKBOT' && ts !== receipt.ts && !ephemeral,
          ).length,
      ),
      allOf('marks of somebody else are where they were', found(dump, wereThere).length, wereThere.length),
    )
    for (const mark of [...leftOver, ...unlisted]) say(`found: ${mark}`)

    await again.stop()
    await stage.playground.act(other.id, { do: 'deactivate', user: left.id })
    await until(
      'Slack’s word of it is kept',
      async () => (await query('select 1 from learners where deactivated_at is not null')).length === 1,
    )
    await bot.stop()
    await query(`update learners set deactivated_at = deactivated_at - ${MONTH} where deactivated_at is not null`)
    bot = await stage.start(settings('two', direct))
    await until(
      'they are purged',
      async () => (await query(`select 1 from receipts where kind = 'deactivated'`)).length === 1,
    )
    await atRest(query)
    const isOfTheirList = isListed(left)
    const listed = found(postgres.dump(), ofLeft).filter((mark) => !isOfTheirList(mark))
    for (const mark of listed) say(`found: ${mark}`)
    await listHas(query, [other])
    const later = postgres.dump()
    for (const mark of found(later, ofLeft)) say(`found: ${mark}`)
    lines.push(
      atMost(
        `of ${ofLeft.length} marks of a member who left are found a month later, but of the list of teams`,
        listed.length,
      ),
      atMost('of them are found once the list has them no more', found(later, ofLeft).length),
      allOf('marks of somebody else are where they were', found(later, wereThere).length, wereThere.length),
    )

    await bot.stop()
    await query(`update workspaces set uninstalled_at = now() - ${MONTH}`)
    bot = await stage.start(settings('two', direct))
    await until(
      'the workspace is purged',
      async () => (await query(`select 1 from receipts where kind = 'uninstalled'`)).length === 1,
    )
    const last = postgres.dump()
    for (const mark of found(last, ofOther)) say(`found: ${mark}`)
    lines.push(
      atMost(
        `of ${ofOther.length} marks of a learner are found a month after the app was removed`,
        found(last, ofOther).length,
      ),
      allOf(
        'receipts tell of all three, and name nobody',
        found(
          (await query('select row_to_json(r)::text as line from receipts r')).map(({ line }) => String(line)).join(),
          [...ofErased, ...ofLeft, ...ofOther],
        ).length === 0
          ? 3
          : 0,
        3,
      ),
    )
    return lines
  } finally {
    await bot.kill()
    await stage.close()
    await direct.close()
    await shaky.close()
    await postgres.stop()
  }
}

/** Until nothing waits to be done, in Slack neither. */
const atRest = (query: Query) =>
  until(
    'all is done',
    async () => (await query(`select 1 from inbox where state in ('queued', 'answered')`)).length === 0,
    150_000,
  )

async function embedded(say: Say): Promise<Line[]> {
  const erased = markedPerson(4)
  const stage = await openStage([erased])
  const DATA_DIR = stage.dataDir('embedded')
  const dumped = async (name: string) => {
    await exportData(DATA_DIR, join(stage.folder, name))
    return gunzipSync(readFileSync(join(stage.folder, name))).toString()
  }
  let bot = await stage.start({ DATA_DIR })
  try {
    const { person } = await livesOn(stage, erased)
    await bot.stop()
    const before = await dumped('before')
    bot = await stage.start({ DATA_DIR })
    await person.coach('erase')
    const form = await person.sees('the form', ({ views }) =>
      views.find(({ callbackId }) => callbackId === 'erase_form'),
    )
    await person.act({ do: 'submit', view: form.id, values: sure })
    await person.seesMessage(/What was yours is erased/)
    const isTaken = () =>
      person
        .everything()
        .filter(
          ({ user, channel, ephemeral }) =>
            user !== erased.id && user !== 'USLACKBOT' && channel.startsWith('D') && !ephemeral,
        ).length === 1
    await until('Slack shows the receipt alone', async () => isTaken(), 90_000)
    await bot.stop()
    say('the embedded database is looked into')
    const marks = [erased.id, ...erased.marks]
    const kept = erased.marks.filter((mark) => !mark.includes('edited'))
    return [
      allOf(
        'marks of a learner are found in the embedded database beforehand',
        found(before, kept).length,
        kept.length,
      ),
      atMost(
        `of ${marks.length} marks of the erased learner are found in an export of it`,
        found(await dumped('after'), marks).length,
      ),
    ]
  } finally {
    await bot.kill()
    await stage.close()
  }
}
