import { postgresPresent, startPostgres } from '../postgres.ts'
import { inside, makeMigrations, makeSchemas, openConnection, openPglite } from './build.ts'
import { type Catalogue, differences, inWords, readCatalogue, readDefinitions, type Session } from './catalogue.ts'
import { writtenMigration } from './write-migration.ts'

type Opened = Session & { close(): Promise<void> }

async function openPostgres(): Promise<Opened> {
  const server = await startPostgres('empty')
  const connection = await openConnection(server.connectionString)
  return { ...connection, close: () => connection.close().finally(() => server.stop()) }
}

const declared = new Map<string, Catalogue>()

describe.each([
  ['PGlite', openPglite, true],
  ['PostgreSQL', openPostgres, postgresPresent],
] as const)('%s', (engine, open, isPresent) => {
  const when = isPresent ? test : test.skip
  let session: Opened

  beforeAll(async () => {
    if (!isPresent) return
    session = await open()
    declared.set(engine, await inside(session, () => makeSchemas(session).then(() => readCatalogue(session))))
    await makeMigrations(session)
  })
  afterAll(() => session?.close())

  when('the schemas and the migrations make the same database: npm run schema says where they differ', async () => {
    const schemas = declared.get(engine) ?? new Map()
    expect(schemas.size).toBeGreaterThan(500)
    expect(differences(schemas, await readCatalogue(session)).map(inWords)).toEqual([])
  })

  when('a difference of each kind is found and told of in a sentence, and nothing else is', async () => {
    const said = await inside(session, async () => {
      await session.run(GROUND)
      const before = await readCatalogue(session)
      for (const [planted] of PLANTED) await session.run(planted)
      return differences(before, await readCatalogue(session)).map(inWords)
    })
    expect(said.toSorted()).toEqual(PLANTED.flatMap(([, ...sentences]) => sentences).toSorted())
  })

  when('the migration that is written makes the functions the same, and names what is left', async () => {
    const { text, left } = await inside(session, async () => {
      await session.run(GROUND)
      const schemas = await readCatalogue(session)
      const definitions = await readDefinitions(session)
      for (const statement of BEHIND) await session.run(statement)
      const migrations = await readCatalogue(session)
      const written = writtenMigration(differences(schemas, migrations), { schemas, migrations, definitions })
      await session.run(written)
      return { text: written, left: differences(schemas, await readCatalogue(session)).map(inWords) }
    })
    expect(left.toSorted()).toEqual([
      'column public.ground.more is only in the schemas',
      'trigger public.ground.looks is only in the schemas',
    ])
    expect(text.split('\n').filter((line) => line.startsWith('-- by hand: '))).toEqual(
      left.map((one) => `-- by hand: ${one}`),
    )
  })
})

const bothPresent = postgresPresent ? test : test.skip
bothPresent('the rows are the same on both engines', () => {
  const [lite = new Map(), server = new Map()] = [declared.get('PGlite'), declared.get('PostgreSQL')]
  expect(differences(lite, server).map(inWords)).toEqual([])
})

/** Something of each kind, to change. */
const GROUND = `
create sequence public.numbers;
create table public.ground (
  id int generated always as identity primary key,
  words text not null default '',
  amount int,
  more int,
  twice int generated always as (amount * 2) stored,
  constraint enough check (amount > 0)
);
create index by_words on public.ground (words);
create index by_amount on public.ground (amount);
create table public.owned (id int);
create view public.seen as select id from public.ground;
create type public.mood as enum ('calm');
create function public.look() returns trigger language plpgsql as 'begin return new; end';
create trigger looks before insert on public.ground for each row execute function public.look();
create trigger rests before insert on public.ground for each row execute function public.look();
alter table public.ground enable row level security;
create policy reads on public.ground for select to threadcoach_digest using (amount > 1);
create policy writes on public.ground for insert to threadcoach_digest with check (amount > 1);
${['body', 'gone', 'volatile', 'definer', 'path', 'strict', 'kept', 'handed', 'called', 'result']
  .map((name) => `create function public.f_${name}() returns int language sql stable as 'select 1';`)
  .join('\n')}
create function public.f_named(p_one int) returns int language sql as 'select 1';
${handedOver('function public.f_kept()')}
revoke execute on function public.f_kept() from public;
grant execute on function public.f_kept() to service_role;`

/** What is planted → what is said of it. */
const PLANTED: [string, ...string[]][] = [
  [
    'alter table public.ground add planted int, drop more',
    'column public.ground.planted is only in the migrations',
    'column public.ground.more is only in the schemas',
  ],
  [
    'alter table public.owned alter id type bigint',
    'column public.owned.id: type is integer in the schemas, bigint in the migrations',
  ],
  [
    `alter table public.ground alter words set default 'x'`,
    `column public.ground.words: default is ''::text in the schemas, 'x'::text in the migrations`,
  ],
  [
    'alter table public.ground alter words drop not null',
    'column public.ground.words: nullability is not null in the schemas, null in the migrations',
  ],
  [
    'alter table public.ground alter id set generated by default',
    'column public.ground.id: identity is always in the schemas, by default in the migrations',
  ],
  [
    'alter table public.ground alter twice drop expression',
    'column public.ground.twice: generation is s (amount * 2) in the schemas, none in the migrations',
  ],
  [
    'alter table public.ground drop constraint enough, add constraint enough check (amount > 5), add unique (words)',
    'constraint public.ground.enough: definition is CHECK ((amount > 0)) in the schemas, CHECK ((amount > 5)) in the migrations',
    'constraint public.ground.ground_words_key is only in the migrations',
  ],
  [
    'drop index public.by_words; drop index public.by_amount; create unique index by_amount on public.ground (amount)',
    'index public.by_words is only in the schemas',
    'index public.by_amount: definition is CREATE INDEX by_amount ON public.ground USING btree (amount) in the schemas, CREATE UNIQUE INDEX by_amount ON public.ground USING btree (amount) in the migrations',
  ],
  [
    'drop trigger looks on public.ground; alter table public.ground disable trigger rests',
    'trigger public.ground.looks is only in the schemas',
    'trigger public.ground.rests: enabled is O in the schemas, D in the migrations',
  ],
  [
    'drop function public.f_gone(); create function public.planted() returns int language sql as $$select 1$$',
    'function public.f_gone() is only in the schemas',
    'function public.planted() is only in the migrations',
  ],
  [
    `create or replace function public.f_body() returns int language sql stable as 'select 2'`,
    'function public.f_body(): body is select 1 in the schemas, select 2 in the migrations',
  ],
  [
    `drop function public.f_result(); create function public.f_result() returns text language sql stable as 'select 1::text'`,
    'function public.f_result(): result is integer in the schemas, text in the migrations',
    'function public.f_result(): body is select 1 in the schemas, select 1::text in the migrations',
  ],
  [
    `drop function public.f_named(int); create function public.f_named(p_two int) returns int language sql as 'select 1'`,
    'function public.f_named(integer): arguments is p_one integer in the schemas, p_two integer in the migrations',
  ],
  [
    'alter function public.f_volatile() volatile',
    'function public.f_volatile(): volatility is stable in the schemas, volatile in the migrations',
  ],
  [
    'alter function public.f_definer() security definer',
    'function public.f_definer(): security is invoker in the schemas, definer in the migrations',
  ],
  [
    `alter function public.f_path() set search_path = ''`,
    'function public.f_path(): settings is none in the schemas, search_path="" in the migrations',
  ],
  [
    'alter function public.f_strict() strict',
    'function public.f_strict(): null input is none in the schemas, strict in the migrations',
  ],
  [
    handedOver('function public.f_handed()', 'table public.owned'),
    'function public.f_handed(): owner is who migrates in the schemas, threadcoach_digest in the migrations',
    'table public.owned: owner is who migrates in the schemas, threadcoach_digest in the migrations',
  ],
  [
    'grant execute on function public.f_called() to service_role',
    'function public.f_called(): grants to service_role is none in the schemas, EXECUTE in the migrations',
  ],
  [
    'grant update, delete on public.ground to service_role with grant option; grant select (words) on public.ground to service_role',
    'table public.ground: grants to service_role is none in the schemas, DELETE with grant option, UPDATE with grant option in the migrations',
    'column public.ground.words: grants to service_role is none in the schemas, SELECT in the migrations',
  ],
  [
    'grant usage on sequence public.numbers to service_role; alter sequence public.numbers increment 2 owned by public.ground.id',
    'sequence public.numbers: grants to service_role is none in the schemas, USAGE in the migrations',
    'sequence public.numbers: numbers is bigint from 1 by 1, 1 to 9223372036854775807, cache 1 in the schemas, bigint from 1 by 2, 1 to 9223372036854775807, cache 1 in the migrations',
    'sequence public.numbers: column is none in the schemas, a public.ground.id in the migrations',
  ],
  [
    'grant create on schema private to service_role; alter default privileges in schema private grant select on tables to anon',
    'schema private: grants to service_role is none in the schemas, CREATE in the migrations',
    'default grants of tables in private is only in the migrations',
  ],
  [
    'alter table public.ground disable row level security; alter table public.owned force row level security',
    'table public.ground: row-level security is on in the schemas, off in the migrations',
    'table public.owned: row-level security is off in the schemas, off, forced in the migrations',
  ],
  [
    'drop policy reads on public.ground; alter policy writes on public.ground to service_role with check (true)',
    'policy public.ground.reads is only in the schemas',
    'policy public.ground.writes: roles is threadcoach_digest in the schemas, service_role in the migrations',
    'policy public.ground.writes: check is (amount > 1) in the schemas, true in the migrations',
  ],
  [
    `create or replace view public.seen with (security_invoker = true) as select id from public.ground where amount > 1; alter type public.mood add value 'stirred'`,
    'view public.seen: options is none in the schemas, security_invoker=true in the migrations',
    'view public.seen: definition differs',
    'type public.mood: definition is calm in the schemas, calm, stirred in the migrations',
  ],
  [
    'alter role threadcoach_digest createdb',
    'role threadcoach_digest: attributes is inherit in the schemas, inherit, createdb in the migrations',
  ],
]

/** What migrations may lack that the schemas declare. */
const BEHIND = [
  `create or replace function public.f_body() returns int language sql stable as 'select 2'`,
  'drop function public.f_gone()',
  `create function public.planted() returns int language sql as 'select 1'`,
  `drop function public.f_result(); create function public.f_result() returns text language sql stable as 'select 1::text'`,
  `drop function public.f_named(int); create function public.f_named(p_two int) returns int language sql as 'select 1'`,
  handedOver('function public.f_handed()'),
  'grant execute on function public.f_called() to service_role',
  'drop function public.f_kept()',
  'alter table public.ground drop more; drop trigger looks on public.ground',
]

/** Whoever is no superuser may hand over only to a role that may create there. */
function handedOver(...what: string[]): string {
  const given = what.map((one) => `alter ${one} owner to threadcoach_digest;`).join(' ')
  return `grant create on schema public to threadcoach_digest; ${given} revoke create on schema public from threadcoach_digest;`
}
