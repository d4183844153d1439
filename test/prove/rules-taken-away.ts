import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaText } from '../database.ts'
import type { Leak } from './attacker.ts'

const former = readFileSync(join(import.meta.dirname, 'former.sql'), 'utf8')

/** A function as it is, or as it was, ready to take the place of what is there. */
function written(name: string, sql = schemaText()): string {
  const [found] =
    sql.match(
      new RegExp(`create (or replace )?function (public|private)\\.${name}\\([\\s\\S]*?\\$\\$[\\s\\S]*?\\$\\$;?`),
    ) ?? []
  if (!found) throw new Error(`there is no ${name}`)
  return found.replace(/^create function/, 'create or replace function')
}
/** It, with something in it taken out or put otherwise. */
function changed(name: string, ...changes: [string | RegExp, string][]): string {
  return changes.reduce((sql, [from, to]) => {
    const next = sql.replace(from, () => to)
    if (next === sql) throw new Error(`${name} has no ${from}`)
    return next
  }, written(name))
}

/** What the rules would be without one of them: the attacker must then find that way in. */
export const WITHOUT: { rule: string; finds: Leak['by']; sql: () => string }[] = [
  {
    rule: 'difference of two',
    finds: 'pair',
    sql: () => `create or replace function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable as 'select false'`,
  },
  {
    rule: 'difference of two who sent no card',
    finds: 'named-pair',
    sql: () => `create or replace function private.isolates_one(p_week uuid, p_kind text, p_subject text, p_contributors uuid[], p_by uuid default null)
          returns boolean language sql stable security definer as $$
            select exists (select from public.digest_cells c join public.team_weeks w on w.id = c.team_week
                            where w.id <> p_week and w.state = 'told' and c.hidden is null and c.kind = p_kind and c.subject = p_subject
                              and private.how_many_besides(c.contributors, p_contributors) + private.how_many_besides(p_contributors, c.contributors) = 1) $$`,
  },
  {
    rule: 'cards within a cell',
    finds: 'few',
    sql: () =>
      `create or replace function private.known_by_card(p_week uuid) returns uuid[] language sql stable as $$ select '{}'::uuid[] $$`,
  },
  {
    rule: 'cards of a week that was told',
    finds: 'few',
    sql: () => `create or replace function private.card_tells_of_others(p_workspace text, p_learner uuid, p_session uuid) returns boolean
          language sql stable as 'select false'`,
  },
  {
    rule: 'counts that leave two',
    finds: 'rest',
    sql: () => `create or replace function private.told_count(p_count int, p_counted int, p_minimum int, p_known int) returns jsonb
          language sql immutable as $$ select jsonb_build_object('count', p_count) $$`,
  },
  {
    rule: 'counts beside cards',
    finds: 'out',
    sql: () => changed('told_count', [/and \(p_known = 0 or [^)]*\)/, '']),
  },
  {
    rule: 'cards beside a count that was told',
    finds: 'out',
    sql: () => changed('card_tells_of_others', [/or c\.says \? 'count' and .*\n/, '\n']),
  },
  {
    rule: 'hidden cells',
    finds: 'few',
    sql: () =>
      `create or replace function private.decide_cells(p_week uuid) returns void language sql security definer as 'select'`,
  },
  {
    rule: 'counts by what is displayed',
    finds: 'wording',
    sql: () =>
      changed('close_week', [
        'count(*) filter (where not l.manages),',
        '(select count(*) from private.counted_members(p_workspace, p_manager, p_team, p_starts)),',
      ]),
  },
  {
    rule: 'all of a team by its list',
    finds: 'twin',
    sql: () =>
      changed('close_week', [
        'count(*) filter (where not l.manages),',
        '(select count(*) from private.counted_members(p_workspace, p_manager, p_team, p_starts)),',
      ]),
  },
  {
    rule: 'whoever leaves themselves out is not counted',
    finds: 'twin',
    sql: () => `${changed('make_cells', [/\n +where not exists \(select from public\.team_week_withdrawals[\s\S]*?o\.learner_id = p\.learner_id\)\)/, ')'])}
      ${written('decide_cells', former)}`,
  },
  {
    rule: 'a closed week shows no number',
    finds: 'change',
    sql: () => `${changed('close_week', ['perform private.gather_parts(v_id);', 'perform private.gather_parts(v_id); perform private.make_cells(v_id); perform private.decide_cells(v_id);'])}
      ${changed('make_cells', ['$$\n  with week', '$$\n  delete from public.digest_cells where team_week = p_week;\n  with week'])}
      ${changed('manager_sees', ["w.state = 'told'", "w.state in ('open', 'told')"])}
      grant delete on digest_cells to threadcoach_digest`,
  },
  { rule: 'what was told stays told', finds: 'change', sql: formerErasure },
  { rule: 'lists are the company’s', finds: 'list', sql: formerErasure },
  {
    rule: 'names are the list’s',
    finds: 'list',
    sql: () => written('know_learner', former),
  },
  {
    rule: 'suggested lately is suggested lately',
    finds: 'twin',
    sql: () => changed('erase_person', [/update public\.suggestions set learner_id = v_new[^;]*;/, '']),
  },
  {
    rule: 'whoever erased everything is counted no more',
    finds: 'pair',
    sql: () => changed('erase_person', [/insert into public\.left_out[^;]*;/, '']),
  },
]
function formerErasure(): string {
  return `${written('add_digest_again', former)}; ${written('erase_person', former)}`
}

/** One statement after the other: each ends with its body, or has none. */
export const statements = (sql: string): string[] =>
  sql.split(/(?<=\$\$);?\s*(?=create|grant)/g).filter((one) => one.trim() !== '')
