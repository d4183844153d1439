import { z } from 'zod'
import { digestView } from '../../src/flows/work/send-digest.ts'
import type { Message } from '../../src/slack/views/blocks.ts'
import { commandReply } from '../../src/slack/views/command-reply.ts'
import { digestMessage, teamLines } from '../../src/slack/views/digest.ts'
import { digestSettingsModal } from '../../src/slack/views/digest-settings.ts'
import { exportFiles } from '../../src/slack/views/export.ts'
import { managerLines, managerModal } from '../../src/slack/views/manager.ts'
import { previewMessage } from '../../src/slack/views/preview.ts'
import { suggestModal } from '../../src/slack/views/suggest.ts'
import { managerSees, namedPerson } from '../../src/store/sharing-rows.ts'
import { myTeams, sentDigest } from '../../src/store/team-rows.ts'
import type { TestDatabase } from '../database.ts'

/** Who looks, in which workspace, and for a colleague at which session of theirs. */
type Looking = { workspace: string; actor: string; isManager: boolean; session: string }

/** All that somebody can see of others at one moment, as Slack shows it. */
export type Screen = {
  /** Every block of every surface. */
  all: string
  /** Whom the form names to whom something can be suggested. */
  names: string[]
  /** The numbers of each digest that is on the screen, by week and team: of a manager the message, of a colleague the form. */
  numbers: Map<string, string>
  /** The messages, by week. */
  digests: Map<string, Message>
}

const domain = (id: string, name: string) => ({
  id,
  name,
  category: '',
  difficulty: '',
  description: '',
  scenario: '',
  opening: '',
  knowledgeTags: [],
  isActive: true,
})
const exported = z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).nullable()
const manager = z.object({
  members: z.array(namedPerson),
  teams: myTeams.nullable(),
  digests: z.array(sentDigest.nullable()),
  edits: z.int(),
  asked: z.array(z.string()),
  export: exported,
})
const colleague = z.object({
  sees: managerSees.nullable(),
  card: z.object({ outcome: z.string() }),
  inbox: z.array(z.string()),
  export: exported,
})

/** What each of these sees: a manager the last digest, or with `all` every one, their forms, and how often a message was edited; a colleague what
 * their manager sees, what waits for them, and what would become of a card. */
export async function look(database: Pick<TestDatabase, 'query'>, looking: Looking[], all: boolean): Promise<Screen[]> {
  const rows = await database.query(
    `select case when (x.who ->> 'isManager')::boolean then jsonb_build_object(
              'members', my_members(x.workspace, x.actor), 'teams', my_teams(x.workspace, x.actor),
              'digests', case when $2 then (select coalesce(jsonb_agg(sent_digest(x.workspace, x.actor, d.week) order by d.week), '[]') from digests d
                                             where d.workspace_id = x.workspace and d.manager = x.actor)
                              else jsonb_build_array(sent_digest(x.workspace, x.actor)) end,
              'edits', (select count(*) from inbox i where i.workspace_id = x.workspace and i.actor = x.actor and i.kind = 'digest-again'),
              'asked', (select coalesce(jsonb_agg(i.kind order by i.id), '[]') from inbox i where i.workspace_id = x.workspace and i.actor = x.actor))
            else jsonb_build_object(
              'sees', manager_sees(x.workspace, x.actor), 'card', card_to_share(x.workspace, x.actor, md5(x.who ->> 'session')::uuid),
              'inbox', (select coalesce(jsonb_agg(i.kind order by i.id), '[]') from inbox i where i.workspace_id = x.workspace and i.actor = x.actor))
            end || jsonb_build_object('export', case when $2 then private.gather_person(x.workspace, x.actor) end) as seen
       from (select who, who ->> 'workspace' as workspace, who ->> 'actor' as actor
               from jsonb_array_elements($1::jsonb) with ordinality as x (who, place) order by place) x`,
    [JSON.stringify(looking), all],
  )
  return rows.map(({ seen }, at) =>
    looking[at]?.isManager ? ofManager(manager.parse(seen)) : ofColleague(colleague.parse(seen)),
  )
}

const BY_A_MODEL = { judge: { name: 'a model', scripted: false } }

function ofManager({ members, teams, digests, edits, asked, export: data }: z.infer<typeof manager>): Screen {
  const views = digests.flatMap((digest) => (digest ? [digestView(digest, BY_A_MODEL)] : []))
  const messages = views.map((view) => [view.week, digestMessage(view)] as const)
  const form = suggestModal(members, [domain('one', 'One')])
  const told = views.filter(({ isQuiet }) => !isQuiet)
  return {
    all: JSON.stringify([form, teams && settingsForm(teams), messages, edits, asked, exportText(data)]),
    names: members.map(({ name }) => name),
    numbers: new Map(
      told.flatMap(({ week, teams }) => teams.map((team) => [`${week} ${team.team}`, teamLines(team).join('\n')])),
    ),
    digests: new Map(messages),
  }
}

/** Ids and times are drawn anew in each world, and so is the order of what came at one moment. */
const exportText = (data: z.infer<typeof exported>): string =>
  data
    ? (exportFiles(data, new Date(0))[0]?.text ?? '')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'an id')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?/g, 'a time')
        .split('\n')
        .toSorted()
        .join('\n')
    : ''

/** Hardly any two differ, and a form of hours takes its time. */
const settingsForms = new Map<string, unknown>()
function settingsForm(teams: z.infer<typeof myTeams>): unknown {
  const key = JSON.stringify(teams)
  const form = settingsForms.get(key) ?? digestSettingsModal(teams)
  settingsForms.set(key, form)
  return form
}

function ofColleague({ sees, card, inbox, export: data }: z.infer<typeof colleague>): Screen {
  const ahead = sees?.ahead
  const numbers =
    sees?.state === 'told' ? [[`${sees.team.week} ${sees.team.team}`, teamLines(sees.team).join('\n')] as const] : []
  return {
    all: JSON.stringify([
      exportText(data),
      managerModal(sees),
      managerLines(sees),
      ahead && previewMessage({ ...ahead, id: '' }),
      card,
      inbox,
    ]),
    names: [],
    numbers: new Map(numbers),
    digests: new Map(),
  }
}

/** What a manager reads when they suggested a session. */
export const suggested: Record<string, string> = {
  noted: commandReply.suggested,
  'too-soon': commandReply.suggestedLately,
  'not-theirs': commandReply.notInYourTeam,
}

const WORDS = ['Starting', 'Developing', 'Strong', 'Exemplary']
const ago = ['3 weeks ago', '2 weeks ago', 'last week', 'this week']
type Said = { count: number } | { atLeast: number }

/** A team's week as the message says it. */
export type Read = {
  team: string
  size: number
  practised: Said | null
  domains: (Said & { domain: string })[]
  dimensions: { label: string; level: string; was: string | null; history: (string | null)[] }[]
}

/** Reads a digest as its reader does: the words of its sections, and the points of its charts. */
export function readDigest({ blocks }: Message): Read[] {
  const teams: Read[] = []
  for (const block of blocks) {
    if (block.type === 'data_visualization' && 'chart' in block) {
      for (const { name, data } of block.chart.series) {
        const one = teams.at(-1)?.dimensions.find(({ label }) => label === name)
        if (one)
          one.history = ago.map((when) => WORDS[(data.find(({ label }) => label === when)?.value ?? 0) - 1] ?? null)
      }
    } else if (block.type === 'section' && 'text' in block) readSection(block.text?.text ?? '', teams)
  }
  return teams
}

function readSection(text: string, teams: Read[]): void {
  const none = text.match(/^\*(\S+)\*: (?:no numbers|a team of)/)
  const some = text.match(/^\*(\S+)\*: (\d+)( or more)? of (\d+) people practised\.$/)
  const team = teams.at(-1)
  if (none) teams.push({ team: none[1] ?? '', size: 0, practised: null, domains: [], dimensions: [] })
  else if (some)
    teams.push({
      team: some[1] ?? '',
      size: Number(some[4]),
      practised: said(some[2], some[3]),
      domains: [],
      dimensions: [],
    })
  else if (text.startsWith('Coaches: '))
    for (const [, domain = '', count, more] of text.slice(9).matchAll(/([^(),][^(]*) \((\d+)( or more)?\)/g))
      team?.domains.push({ domain: domain.trim(), ...said(count, more) })
  else if (text.startsWith('*Where the team stands*'))
    for (const [, label = '', level = '', was = null] of text.matchAll(
      /^• (Skill \d): (\w+)(?:, (?:up|down) from (\w+))?/gm,
    ))
      team?.dimensions.push({ label, level, was, history: [] })
}
const said = (count?: string, more?: string): Said => (more ? { atLeast: Number(count) } : { count: Number(count) })
