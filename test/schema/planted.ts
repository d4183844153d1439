/** Tables for the bodies that are wrong. */
export const MISTAKEN = 'create table public.ground (id int, words text); create table public.others (id int);'
const body = (statements: string, declared = '') =>
  `create function public.mistaken(p_id int) returns int language plpgsql set search_path = '' as $$
declare
  v_id int; ${declared}
begin
  ${statements}
  return v_id;
end $$;`

/** What is wrong, the function, and what is said of it. */
export const MISTAKES: [string, string, string][] = [
  [
    'a misspelt column in SQL',
    `create function public.mistaken(p_id int) returns text language sql as 'select g.wrods from public.ground g where g.id = p_id'`,
    'public.mistaken: column g.wrods does not exist',
  ],
  [
    'a misspelt column in PL/pgSQL',
    body('select g.id into v_id from public.ground g where g.wrods = p_id::text;'),
    'public.mistaken, line 5 of its body: column g.wrods does not exist',
  ],
  [
    'an unknown function',
    body('if v_id > public.nowhere(p_id) then v_id := 1; end if;'),
    'public.mistaken, line 5 of its body: function public.nowhere(integer) does not exist',
  ],
  ['a missing end', body('if p_id > 1 then v_id := 2;'), 'public.mistaken: syntax error at end of input'],
  [
    'an unknown table',
    body('insert into public.grounds (id) values (p_id);'),
    'public.mistaken, line 5 of its body: relation "public.grounds" does not exist',
  ],
  [
    'a name without its schema',
    body('delete from ground where id = p_id;'),
    'public.mistaken, line 5 of its body: relation "ground" does not exist',
  ],
  [
    'a misspelt variable',
    body('v_id := p_ident + 1;'),
    'public.mistaken, line 5 of its body: column "p_ident" does not exist',
  ],
  [
    'a variable that hides another',
    body('declare v_id int; begin v_id := 1; end;'),
    'public.mistaken: variable "v_id" shadows a previously defined variable',
  ],
  [
    'a column that a row does not have',
    body(`select g.* into v_row from public.ground g; v_id := v_row.number;`, 'v_row public.ground%rowtype;'),
    'public.mistaken, line 5 of its body: missing FROM-clause entry for table "v_row"',
  ],
  [
    'a column that no row of a loop has',
    body(
      'for v_one in select g.id, g.words as said from public.ground g where g.id > p_id loop v_id := length(v_one.words); end loop;',
      'v_one record;',
    ),
    'public.mistaken, line 5 of its body: missing FROM-clause entry for table "v_one"',
  ],
  [
    'a column that a record does not have',
    body(
      'select g.id, g.words as said into v_one from public.ground g; v_id := length(v_one.said); v_id := v_one.words;',
      'v_one record;',
    ),
    'public.mistaken, line 5 of its body: missing FROM-clause entry for table "v_one"',
  ],
  [
    'a record that nobody can look into',
    body('insert into public.ground (id) values (p_id) returning id into v_one;', 'v_one record;'),
    'public.mistaken, line 5 of its body: what v_one holds cannot be looked at: fill it from a select',
  ],
  [
    'a column that one of its triggers does not have',
    `create function public.mistaken() returns trigger language plpgsql as 'begin if new.words = old.words then return new; end if; return old; end';
     create trigger one before update on public.ground for each row execute function public.mistaken();
     create trigger two before update on public.others for each row execute function public.mistaken()`,
    'public.mistaken, line 1 of its body: missing FROM-clause entry for table "new"',
  ],
  [
    'types that do not fit',
    body('v_id := (select g.words + 1 from public.ground g);'),
    'public.mistaken, line 5 of its body: operator does not exist: text + integer',
  ],
]

/** Something of each kind, to change. */
export const GROUND = `
create function public.f_long() returns text language sql stable as 'select $$${'x'.repeat(2_000)}$$';
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
export const PLANTED: [string, ...string[]][] = [
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
    `create or replace function public.f_long() returns text language sql stable as 'select $$${'x'.repeat(2_000)}.$$'`,
    'function public.f_long(): body differs',
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
export const BEHIND = [
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

/** What others may have in `public`, under names that ours come close to. */
export const STRANGERS = `
create table public.orders (id int generated always as identity primary key, workspace_id text, words text);
grant select, insert on public.orders to anon, authenticated, service_role;
create table public.invoices (id serial primary key);
alter table public.invoices enable row level security;
create policy digest on public.invoices for select to anon using (true);
create view public.open_orders as select id from public.orders;
create sequence public.numbers_of_invoices;
grant usage on sequence public.numbers_of_invoices to anon;
create function public.count_orders() returns bigint language sql stable security definer set search_path = '' as 'select count(*) from public.orders';
create function public.level_word(p_level int) returns text language sql immutable as 'select p_level::text';
create function public.number_order() returns trigger language plpgsql as 'begin return new; end';
create trigger numbered before insert on public.orders for each row execute function public.number_order();`

/** What stands nowhere in the grants → what is said of it. */
export const LEFT_OPEN = new Map([
  [
    `create table public.left_open (id int); create sequence public.left_numbers`,
    [
      'table public.left_open is open to anon, authenticated: name it in supabase/schemas/grants.sql',
      'table public.left_open has no row-level security: name it in supabase/schemas/grants.sql',
      'sequence public.left_numbers is open to anon, authenticated: name it in supabase/schemas/grants.sql',
    ],
  ],
  [
    `create table public.left_column (id int); revoke all on public.left_column from anon, authenticated;
     alter table public.left_column enable row level security; grant select (id) on public.left_column to service_role`,
    ['column public.left_column.id is open to service_role: name it in supabase/schemas/grants.sql'],
  ],
  [
    `create function public.left_open() returns int language sql set search_path = '' as 'select 1'`,
    [
      'function public.left_open() is open to public, anon, authenticated: name it in supabase/schemas/grants.sql',
      'function public.left_open() is closed to service_role: name it in supabase/schemas/grants.sql',
    ],
  ],
  [
    `create function private.left_open() returns int language sql as 'select 1'; revoke execute on function private.left_open() from public;
     grant execute on function private.left_open() to service_role`,
    [
      'function private.left_open() is open to service_role: name it in supabase/schemas/grants.sql',
      `function private.left_open() looks for names where others put them: set search_path = ''`,
    ],
  ],
])
