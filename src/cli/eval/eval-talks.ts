import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Coach, Round } from '../../coaching/model.ts'
import { turnOf } from '../../coaching/rehearsal.ts'
import { wishOf } from '../../coaching/wish.ts'
import type { CoachModel } from '../../llm/minds.ts'
import { scriptedCoach } from '../../llm/offline/coach.ts'
import { TRANSCRIPTS } from './options.ts'
import { type Talk, type TalkFigures, talkFigures } from './talk-figures.ts'

/** A talk in a file: its title, its field, and what the learner writes, whatever the coach says. */
type Written = { title: string; domain: string; learner: string[] }

const LEARNER = '**Learner**: '
const COACH = '**Coach**: '
const FIELD = 'Field: '

/** Holds the talks of a folder with the scripted coach, writes its answers into their files, and says how it did. False when something is amiss. */
export async function evalTalks(
  { set = join(TRANSCRIPTS, 'talks'), json }: { set?: string | undefined; json: boolean },
  coachOf: (domain: string) => Coach,
  say: (line: string) => void,
): Promise<boolean> {
  const talks: Talk[] = []
  for (const name of talkFiles(set)) {
    const path = join(set, name)
    const { text, rounds } = await heldTalk(readFileSync(path, 'utf8'), coachOf)
    writeFileSync(path, text)
    talks.push({ name: name.replace(/\.md$/, ''), rounds })
  }
  const figures = talkFigures(talks)
  if (json) say(JSON.stringify(figures, undefined, 2))
  else for (const line of linesOf(figures)) say(line)
  return missed(figures).length === 0
}

export const talkFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted()

/** A talk held anew with the scripted coach: its file's new text, and its rounds. */
export async function heldTalk(
  text: string,
  coachOf: (domain: string) => Coach,
): Promise<{ text: string; rounds: Round[] }> {
  const written = readTalk(text)
  const rounds = await hold(written, coachOf(written.domain), scriptedCoach())
  const said = rounds.map(({ reply, answer }) => `${LEARNER}${reply}\n\n${COACH}${answer}`)
  return { text: `${[`# ${written.title}`, `${FIELD}${written.domain}`, ...said].join('\n\n')}\n`, rounds }
}

function readTalk(text: string): Written {
  const blocks = text.trim().split(/\n\n(?=\*\*(?:Learner|Coach)\*\*: |Field: )/)
  const after = (lead: string) =>
    blocks.flatMap((block) => (block.startsWith(lead) ? [block.slice(lead.length).trim()] : []))
  const [title = ''] = text.split('\n')
  return { title: title.replace(/^# /, ''), domain: after(FIELD)[0] ?? '', learner: after(LEARNER) }
}

async function hold({ learner }: Written, coach: Coach, model: CoachModel): Promise<Round[]> {
  const rounds: Round[] = []
  for (const reply of learner) {
    const number = rounds.length + 1
    const asked = { coach, summary: null, rounds: [...rounds], reply }
    const { turn, part } = turnOf({ ...asked, wish: wishOf(reply) })
    const answer =
      turn.is === 'said'
        ? turn.text
        : (await model.answer({ ...asked, turn, roundNumber: number, sessionId: 'talk' })).text
    const { wish, rehearsal } = part
    rounds.push({ number, reply, answer, ...(wish && { wish }), ...(rehearsal && { rehearsal }) })
  }
  return rounds
}

const COUNTED = [
  ['passedOver', 'questions passed over'],
  ['reversed', 'sentences that could say the reverse'],
  ['repeats', 'answers that repeat'],
  ['endedBadly', 'ends that press on'],
] as const

export const missed = (figures: TalkFigures): string[] => COUNTED.flatMap(([name]) => figures[name])

const linesOf = (figures: TalkFigures): string[] => [
  `${figures.talks} talks, ${figures.rounds} rounds; ${figures.questions} replies ask the coach something.`,
  ...COUNTED.map(([name, says]) => {
    const places = figures[name]
    return `${places.length === 0 ? '✓' : '✗'} ${says}: ${places.length}${places.length > 0 ? ` (${places.join(', ')})` : ''}`
  }),
]
