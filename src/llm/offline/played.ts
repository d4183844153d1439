import { ownWords } from '../../coaching/case.ts'
import { withoutInjection } from '../../coaching/injection.ts'
import type { Pressure } from '../../coaching/model.ts'
import { roleIn } from '../../coaching/partner.ts'
import { checkedLine, cutLine } from '../../coaching/played.ts'
import { isPlayed, isSaid, lastRehearsal, type Turn } from '../../coaching/rehearsal.ts'
import { folded, words } from '../../coaching/wording.ts'
import type { AnswerRequest } from '../minds.ts'
import { ENGLISH } from './script/english.ts'
import { spokenIn } from './script/language.ts'
import type { Lines, Move } from './script/played.ts'

type Played = Extract<Turn, { is: 'played' }>

/** Good moves that win the other person. */
const WON_AFTER: Record<Pressure, number> = { easy: 2, medium: 3, hard: 4 }
const GOOD: Move[] = ['feels', 'acts', 'asks', 'counts', 'reasons']
const BAD: Move[] = ['blames', 'hides', 'orders']
const LONG_ENOUGH = 12 // words: shorter ones without any move rarely hold an answer

/**
 * The next line of the person whom the coach plays, always polite. They give way to good moves, one after the other, until they agree;
 * after a bad move they close up and come back to what they asked.
 */
export function scriptedLine(request: AnswerRequest, turn: Played): string {
  const { coach, rounds, reply } = request
  const told = rounds
    .filter((one) => isSaid(one) && !one.rehearsal)
    .map((one) => withoutInjection(ownWords(one.reply)).text)
  const here = turn.to === 'begin' ? [] : lastRehearsal(rounds).filter((one) => isPlayed(one) && !one.retaken)
  const spoken = here.filter((one) => !one.wish).map((one) => one.reply)
  const { script } = spokenIn([...told, ...spoken, ...(turn.to === 'reply' ? [reply] : [])])
  const lines = (script ?? ENGLISH).played

  const said = folded(here.map(({ answer }) => answer).join('\n'))
  const fresh = (some: string[]) => some.find((line) => !said.includes(folded(line)))
  const role = turn.role ?? 'other'
  const given = coach.persona.rehearsal
  const field = given?.in?.[script?.code ?? ''] ?? given
  const ofTheField = field?.asks ?? []
  const speaks = ofTheField.length > 0 && spokenIn([ofTheField.join(' ')]).script === script
  // what the field asks is asked by whom it names; a boss in a talk about a customer asks what bosses ask
  const wants = speaks && role === roleIn(given?.partner ?? '') ? ofTheField : lines.wants[role]
  const open = wants.findLast((line) => said.includes(folded(line)))
  const next = fresh(wants) ?? ''

  const line = (): string[] => {
    if (turn.to === 'begin') {
      const about = lines.about.find(([pattern]) => told.some((text) => pattern.test(text)))?.[1]
      return [lines.openers[turn.pressure], ...(about ? [about] : []), next]
    }
    if (turn.to === 'skip') return [lines.left, next]
    const move = moveOf(reply, lines)
    const before = spoken.map((text) => moveOf(text, lines))
    const won = [...before, move].reduce(
      (sum, one) => Math.max(0, sum + (GOOD.includes(one) ? 1 : BAD.includes(one) ? -1 : 0)),
      0,
    )
    const reaction = fresh(lines.reacts[move]) ?? lines.reacts[move][0] ?? ''
    if (!GOOD.includes(move)) return [reaction, open ? lines.again(open) : next]
    if (won >= WON_AFTER[turn.pressure])
      return [move === 'asks' ? '' : reaction, fresh(lines.agrees) ?? lines.agrees.at(-1) ?? '']
    return [reaction, won > 1 ? (fresh(lines.softer) ?? '') : '', next]
  }
  const text = line()
    .filter((part) => part)
    .join(' ')
  const checked = checkedLine(text, coach)
  return checked.ok ? checked.text : cutLine(text, coach)
}

/** What a reply does. One bad sentence is heard before all good ones. */
function moveOf(reply: string, { moves }: Lines): Move {
  const text = folded(reply)
  const found = ([...BAD, 'feels', 'acts', 'asks', 'counts', 'reasons'] as const).find(
    (move) => move !== 'general' && moves[move].test(text),
  )
  return found ?? (words(text).length >= LONG_ENOUGH ? 'reasons' : 'general')
}
