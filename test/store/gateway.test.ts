import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { openTestDatabase } from '../database.ts'
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
  }, 30_000)
  afterAll(() => on.close())

  test('a row comes back as one object with the formats of PostgREST', async () => {
    expect(await call('keep_note', { p_id: 1, p_text: "it's" })).toEqual({
      status: 200,
      data: { id: 1, about: null, text: "it's", at: '2026-11-22T11:02:21.451+00:00' },
    })
  })
})
