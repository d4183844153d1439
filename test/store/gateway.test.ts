import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { openTestDatabase, schema } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-gateway-'))
const from = { migrationsDir: folder, seedFile: join(folder, 'seed.sql') }
writeFileSync(from.seedFile, '')
writeFileSync(
  join(folder, '20260101000000_gateway.sql'),
  `
create table notes (id int primary key, about int references notes (id), text text check (length(text) < 20), at timestamptz);
create function keep_note(p_id int, p_text text default 'none', p_about int default null) returns notes
  language sql as $$ insert into public.notes values (p_id, p_about, p_text, '2026-11-22T11:02:21.451+00') returning * $$;
create function keep_and_fail(p_id int) returns void language plpgsql as $$
  begin insert into public.notes (id) values (p_id); raise exception 'changed its mind' using errcode = 'PT410', hint = 'gone', detail = 'for good'; end $$;
create function note_ids() returns setof int language sql stable as $$ select id from public.notes order by id $$;
create function notes_kept() returns setof notes language sql stable as $$ select * from public.notes order by id $$;
create function pairs() returns table (a int, b text) language sql stable as $$ values (1, 'x'), (2, null) $$;
create function singles() returns table (a int) language sql stable as $$ values (1), (2) $$;
create function series(p_count int) returns setof int language sql stable as $$ select generate_series(1, p_count) $$;
create function settle(p_id int) returns void language sql as $$ delete from public.notes where id = p_id $$;
create function nothing() returns jsonb language sql stable as $$ select null::jsonb $$;
create function echo(p_tags text[], p_at timestamptz, p_mark numeric, p_about jsonb) returns jsonb language sql stable
  as $$ select jsonb_build_object('tags', to_jsonb(p_tags), 'at', p_at, 'mark', p_mark, 'about', p_about) $$;
create function mark() returns numeric language sql stable as $$ select 5.00 $$;
create function moment() returns timestamptz language sql stable as $$ select '2026-11-22T11:02:21.451+00'::timestamptz $$;
create function who() returns jsonb language sql stable as $$
  select jsonb_build_object('role', current_user, 'claims', current_setting('request.jwt.claims')::jsonb) $$;
create function write_quietly(p_id int) returns void language sql as $$ insert into public.notes (id) values (p_id) $$;
create function looks_harmless(p_id int) returns void language plpgsql stable as $$ begin perform public.write_quietly(p_id); end $$;
create function fail_with(p_code text) returns void language plpgsql as $$ begin raise exception 'as asked' using errcode = p_code; end $$;
create function fail_plainly() returns void language plpgsql as $$ begin raise exception 'no'; end $$;
create function twice(p_a int) returns int language sql stable as $$ select 1 $$;
create function twice(p_a int, p_b int default 2) returns int language sql stable as $$ select 2 $$;
create function forbidden() returns int language sql stable as $$ select 1 $$;
grant all on notes to service_role;
grant execute on all functions in schema public to service_role;
revoke execute on function forbidden from public, service_role;
`,
)
afterAll(() => rmSync(folder, { recursive: true }))

const sides = [
  { side: 'PGlite', open: onPglite, present: true },
  { side: 'PostgreSQL over HTTP', open: onPostgres, present: postgresPresent },
]

type Side = { client: SupabaseClient; count(): Promise<number>; close(): Promise<void> }

async function onPglite(): Promise<Side> {
  const database = await openTestDatabase(from)
  return {
    client: createClient('http://embedded', 'any', { global: { fetch: database.fetch } }),
    count: async () => Number((await database.query('select count(*) from notes'))[0]?.count),
    close: database.close,
  }
}

async function onPostgres(): Promise<Side> {
  const postgres = await startPostgres(from)
  const gateway = await postgres.openGateway()
  return {
    client: createClient(gateway.url, gateway.key),
    count: async () => Number((await postgres.query('select count(*) from notes'))[0]?.count),
    async close() {
      await gateway.close()
      await postgres.stop()
    },
  }
}

describe.each(sides.filter(({ present }) => present))('on $side', ({ open }) => {
  let on: Side
  const call = async (name: string, args?: object) => {
    const { status, data, error } = await on.client.rpc(name, args)
    return error ? { status, error: { ...error } } : { status, data }
  }
  beforeAll(async () => {
    on = await open()
  }, 60_000)
  afterAll(() => on.close())

  test('a row comes back as one object with the formats of PostgREST', async () => {
    expect(await call('keep_note', { p_id: 1, p_text: "it's" })).toEqual({
      status: 200,
      data: { id: 1, about: null, text: "it's", at: '2026-11-22T11:02:21.451+00:00' },
    })
  })

  test.each([
    ['note_ids', [1]],
    ['notes_kept', [{ id: 1, about: null, text: "it's", at: '2026-11-22T11:02:21.451+00:00' }]],
    [
      'pairs',
      [
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ],
    ],
    ['singles', [{ a: 1 }, { a: 2 }]],
    ['mark', 5],
    ['moment', '2026-11-22T11:02:21.451+00:00'],
    ['nothing', null],
    ['who', { role: 'service_role', claims: { role: 'service_role' } }],
  ])('%s answers as PostgREST does', async (name, data) => {
    expect(await call(name)).toEqual({ status: 200, data })
  })

  test('a function that returns nothing answers 204', async () => {
    expect(await call('settle', { p_id: 99 })).toEqual({ status: 204, data: null })
  })

  test('lists, times, numbers, objects and every letter go in and come out whole', async () => {
    const tags = ['a,b', '"quoted"', '{brace}', '', 'tab\tline\n', '\\', '$1', "'; drop table notes; --", '👩‍💻\u2028']
    const about = { deep: [1, null, { x: tags }] }
    expect(
      (await call('echo', { p_tags: tags, p_at: '2026-11-22T12:00:00+01:00', p_mark: 0.1, p_about: about })).data,
    ).toEqual({
      tags,
      at: '2026-11-22T11:00:00+00:00',
      mark: 0.1,
      about,
    })
  })

  test('rows are cut at a thousand, as on a hosted project', async () => {
    expect((await call('series', { p_count: 1200 })).data).toHaveLength(1000)
  })

  test.each([
    ['a taken key', 'keep_note', { p_id: 1 }, 409, '23505'],
    ['a missing row', 'keep_note', { p_id: 2, p_about: 77 }, 409, '23503'],
    ['a broken rule', 'keep_note', { p_id: 2, p_text: 'x'.repeat(30) }, 400, '23514'],
    ['a missing value', 'keep_note', { p_id: null }, 400, '23502'],
    ['a value of the wrong kind', 'keep_note', { p_id: 'one' }, 400, '22P02'],
    ['what only raises', 'fail_plainly', {}, 400, 'P0001'],
    ['writing while reading', 'looks_harmless', { p_id: 5 }, 405, '25006'],
    ['a function that is not granted', 'forbidden', {}, 403, '42501'],
    ['a status asked for', 'fail_with', { p_code: 'PT404' }, 404, 'PT404'],
    ['another status asked for', 'fail_with', { p_code: 'PT409' }, 409, 'PT409'],
    ['a code of our own', 'fail_with', { p_code: 'P0409' }, 500, 'P0409'],
    ['a lost race', 'fail_with', { p_code: '40001' }, 500, '40001'],
    ['a full disk', 'fail_with', { p_code: '53200' }, 503, '53200'],
    ['two functions of one name', 'twice', { p_a: 1 }, 300, 'PGRST203'],
  ])('%s becomes the error it is on a hosted project', async (_, name, args, status, code) => {
    expect(await call(name, args)).toMatchObject({ status, error: { code, message: expect.any(String) } })
  })

  test('an error keeps its words, its details and its hint', async () => {
    expect(await call('keep_and_fail', { p_id: 7 })).toMatchObject({
      status: 410,
      error: { code: 'PT410', message: 'changed its mind', details: 'for good', hint: 'gone' },
    })
    expect((await call('note_ids')).data).toEqual([1])
  })

  test.each([
    ['no_such', {}, ' without parameters', ' without parameters'],
    ['keep_note', { p_text: 'x' }, '(p_text)', ' with parameter p_text'],
    ['keep_note', { p_wrong: 1, p_id: 2 }, '(p_id, p_wrong)', ' with parameters p_id, p_wrong'],
  ])(
    '%s called in a way that does not exist is told so in the words of PostgREST',
    async (name, args, called, searched) => {
      expect(await call(name, args)).toMatchObject({
        status: 404,
        error: {
          code: 'PGRST202',
          message: `Could not find the function public.${name}${called} in the schema cache`,
          details: `Searched for the function public.${name}${searched} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`,
        },
      })
    },
  )

  test('calls that fail at the same moment take no other call with them', async () => {
    const before = await on.count()
    const ids = Array.from({ length: 50 }, (_, place) => (place % 2 === 0 ? 100 + place : 1))
    const statuses = await Promise.all(ids.map(async (p_id) => (await call('keep_note', { p_id })).status))
    expect(statuses).toEqual(ids.map((id) => (id === 1 ? 409 : 200)))
    expect(await on.count()).toBe(before + 25)
  })

  test('what only filters an answer is refused rather than ignored', async () => {
    expect(await on.client.rpc('notes_kept').eq('id', 1)).toMatchObject({ status: 400, error: { code: 'PGRST127' } })
    expect(await on.client.rpc('notes_kept').single()).toMatchObject({ status: 400, error: { code: 'PGRST127' } })
    expect(await on.client.rpc('note_ids', {}, { get: true })).toMatchObject({
      status: 405,
      error: { code: 'PGRST101' },
    })
    expect(await on.client.from('notes').select()).toMatchObject({ status: 404, error: { code: 'PGRST125' } })
  })
})

const onPostgresOnly = postgresPresent ? test : test.skip // Debian's package `postgresql`, where it is installed

onPostgresOnly(
  'the wrong key is refused in the words of Supabase',
  async () => {
    const postgres = await startPostgres(from)
    const gateway = await postgres.openGateway()
    try {
      const { status, error } = await createClient(gateway.url, 'sb_secret_wrong').rpc('mark')
      expect(status).toBe(401)
      expect(error).toMatchObject({ message: 'Invalid API key' })
    } finally {
      await gateway.close()
      await postgres.stop()
    }
  },
  60_000,
)

onPostgresOnly(
  'the migrations load statement by statement into a PostgreSQL that is not ours, as `supabase db push` does it',
  async () => {
    const postgres = await startPostgres('empty')
    try {
      const files = readdirSync(schema.migrationsDir)
        .toSorted()
        .map((file) => join(schema.migrationsDir, file))
      for (const file of [...files, schema.seedFile])
        execFileSync('psql', ['-d', postgres.connectionString, '-q', '-v', 'ON_ERROR_STOP=1', '-1', '-f', file], {
          stdio: ['ignore', 'ignore', 'pipe'],
        })
      expect(await postgres.query('select count(*)::int as domains from coaching_domains')).toEqual([
        {
          domains: readdirSync(join(import.meta.dirname, '../../supabase/content')).filter((file) =>
            file.endsWith('.yaml'),
          ).length,
        },
      ])
    } finally {
      await postgres.stop()
    }
  },
  60_000,
)
