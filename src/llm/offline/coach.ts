import { answerContext, checkedAnswer, cutAnswer } from '../../coaching/answer.ts'
import { broughtIn } from '../../coaching/case.ts'
import { debriefByRule, debriefOf } from '../../coaching/debrief.ts'
import { withoutInjection } from '../../coaching/injection.ts'
import type { Dimension } from '../../coaching/model.ts'
import { PLANNED_ROUNDS } from '../../coaching/phase.ts'
import { coachSaid, isSaid } from '../../coaching/rehearsal.ts'
import { scoredDimensions } from '../../coaching/rubric.ts'
import { helpFor } from '../../coaching/stuck.ts'
import { folded, words } from '../../coaching/wording.ts'
import type { Usage } from '../llm.ts'
import type { AnswerRequest, CoachModel } from '../minds.ts'
import { shortNotes } from './notes.ts'
import { scriptedLine } from './played.ts'
import { readDraft } from './script/draft.ts'
import { elsewhere, spokenIn } from './script/language.ts'
import { nextProbe, nextQuestion } from './script/next-question.ts'
import type { Script } from './script/script.ts'
import { type Told, toldIn } from './script/told.ts'

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** A coach that works without any AI. It cannot understand, so it is short, quotes instead of saying again, and owns up to what it cannot do. */
export function scriptedCoach(): CoachModel {
  return {
    name: 'scripted',
    scripted: true,
    async answer(request) {
      return { text: scriptedAnswer(request), usage: NO_USAGE }
    },
    summarise: async ({ summary, rounds }) => ({ text: shortNotes(summary, rounds), usage: NO_USAGE }),
    advise: async () => undefined,
  }
}

/** The learner's own words, what is said to them, and the question, which may be missing. */
type Turn = { quote?: string | undefined; say: string; ask: string }

function scriptedAnswer(request: AnswerRequest): string {
  const { turn: due, rounds, summary } = request
  if (due?.is === 'played') return scriptedLine(request, due)
  const context = answerContext(request)
  if (due?.is === 'debrief') return debriefOf(request.coach, rounds, [debriefByRule(rounds)], context)

  const { message, own } = broughtIn(request.reply)
  const heard = withoutInjection(own)
  const said = rounds.filter((one) => isSaid(one) && !one.rehearsal).map(({ reply }) => broughtIn(reply).own)
  const wishes = due?.is === 'pause' || (due?.is === 'coaching' && due.wish !== undefined)
  const { script, other } = spokenIn([summary?.text ?? '', ...said, ...(wishes ? [] : [heard.text])])
  if (!script) return elsewhere(other, coachSaid(rounds).join('\n'))

  const told = toldIn(request, script, wishes ? '' : heard.text)
  const asked = { ...request, reply: heard.text }
  const onlyToTheGrader = heard.cut.length > 0 && words(heard.text).length < 3
  const turn: Turn = onlyToTheGrader
    ? { ...line(told, 'grader'), ask: nextQuestion(asked, told) }
    : message && heard.text === ''
      ? line(told, 'message')
      : (wished(asked, told) ?? answered(asked, told))

  const joined = (parts: (string | undefined)[], between = ' ') => parts.filter((part) => part).join(between)
  const { quote, say, ask } = turn
  const between = say.includes('\n') ? '\n\n' : ' '
  // Whatever a learner's words brought in that must not be shown goes with the quote.
  const tries = [[joined([quote, say]), ask], [say, ask], [joined([quote, say])], [say], [ask]]
  const free = { ...context, phase: 'closing' as const } // not every turn asks
  for (const parts of tries) {
    const text = joined(parts, between)
    const checked = text === '' ? undefined : checkedAnswer(text, free)
    if (checked?.ok) return checked.text
  }
  return cutAnswer(script.lines.again.at(-1)?.say ?? '', free)
}

/** The first variant that was not said in this talk, its question only where that is new; when all were said, one after the other again. */
function line(told: Told, kind: keyof Script['lines'], asks = true): { say: string; ask: string } {
  const { script, isNew, closed } = told
  const all = script.lines[kind].filter(({ ask }) => asks || !ask)
  const one = all.find(({ say }) => say === '' || isNew(say)) ?? all.at(-1)
  const mayAsk = !closed || (kind === 'owns' && !isLate(told)) // who goes on asking wants to go on
  return { say: one?.say ?? '', ask: one?.ask && isNew(one.ask) && mayAsk ? one.ask : '' }
}

/** What is said to a wish, which tells nothing of the case. */
function wished(request: AnswerRequest, told: Told): Turn | undefined {
  const { turn } = request
  if (turn?.is === 'pause') return prompted(request, told, turn)
  if (turn?.is !== 'coaching' || !turn.wish) return undefined
  if (turn.wish === 'hint') return helped(request, told, 'hint')
  const [here, ...others] = openDimensions(request, told)
  const about = turn.wish === 'skip' ? [here] : others
  const say = line(told, turn.wish === 'skip' ? 'skips' : 'else').say
  return orEnd(told, { say, ask: nextQuestion(request, told, (dimension) => about.includes(dimension)) })
}

/** Where no question is left, the talk can end. */
function orEnd(told: Told, turn: Turn): Turn {
  return turn.ask ? turn : { ...turn, say: `${turn.say} ${toEnd(told)}`.trim() }
}

const toEnd = ({ script, isNew }: Told): string => script.plan.toEnd.find(isNew) ?? ''

/** A word from the wings of a rehearsal, with each one more help: what they may want, what to look at, something small to do. */
function prompted(
  request: AnswerRequest,
  told: Told,
  { as, help }: Extract<NonNullable<AnswerRequest['turn']>, { is: 'pause' }>,
): Turn {
  const { script, isNew } = told
  const { paused } = script
  const { items, step } = lookFor(request, told)
  const fresh = (question: string) => (isNew(question) ? question : '')
  if (help === 1) return { say: `${paused.wants(as)} ${items[0] ?? paused.missing}.`, ask: fresh(paused.next) }
  if (help === 2) return { say: `${script.frameLead}\n${listed(items)}`, ask: fresh(paused.ways) }
  return { say: `${script.exampleLead} ${step}`, ask: fresh(paused.own) }
}

const listed = (items: string[]) =>
  items
    .slice(0, 3)
    .map((item) => `- ${item}`)
    .join('\n')

/** What helps with the question that is open: the rubric's words where it speaks the learner's language, else the script's own. */
function lookFor(request: AnswerRequest, told: Told): { items: string[]; step: string } {
  const { script, isNew } = told
  const dimensions = openDimensions(request, told)
  const dimension = dimensions.find(({ look_for }) => look_for[0] && isNew(look_for[0])) ?? dimensions[0]
  const speaks = dimension && spokenIn([dimension.look_for.join('. ')]).script === script
  return speaks
    ? { items: dimension.look_for, step: dimension.next_step.low }
    : { items: script.frame, step: script.example }
}

function answered(request: AnswerRequest, told: Told): Turn {
  const { script, heard, closed } = told
  const next = () => nextQuestion(request, told)
  switch (heard.is) {
    case 'enough':
      return closed && !hasNewPlan(told) ? { ...line(told, 'bye'), ask: '' } : ended(told, script.plan.stops)
    case 'clear':
      return closed && !hasNewPlan(told) ? { ...line(told, 'bye'), ask: '' } : ended(told, '')
    case 'thanks': {
      if (closed) return { ...line(told, 'bye'), ask: '' }
      const { say } = line(told, 'thanks')
      return told.action || say !== script.lines.thanks[0]?.say
        ? ended(told, script.lines.thanks[1]?.say ?? '')
        : orEnd(told, { say, ask: next() })
    }
    case 'feels':
    case 'hostile':
    case 'nothing':
      return endsSoon(told, line(told, heard.is))
    case 'disagrees': {
      const { say, ask } = line(told, heard.is)
      return endsSoon(told, { say, ask: ask || (closed ? '' : next()) })
    }
    case 'asks':
      return heard.what === 'unclear' ? replied(request, told, heard) : endsSoon(told, replied(request, told, heard))
    case 'drafts': {
      const { say, lacks } = readDraft(heard.text, script, scoredDimensions(request.coach), told.isNew)
      const ask = lacks ? script.draft.asks.find(told.isNew) : next()
      return endsSoon(told, { say, ask: closed ? '' : (ask ?? '') })
    }
    case 'stuck':
      return endsSoon(told, helped(request, told, 'stuck'))
    case 'greets':
      return closed ? { ...line(told, 'again'), ask: '' } : { say: line(told, 'greets').say, ask: next() }
    case 'yes':
      return closed ? { ...line(told, 'again'), ask: '' } : moved(request, told, '')
    case 'no':
      return closed ? { ...line(told, 'again'), ask: '' } : moved(request, told, line(told, 'no').say)
    case 'glad':
      return moved(request, told, line(told, 'glad').say)
    case 'tells':
      return isVenting(told) ? endsSoon(told, line(told, 'feels', false)) : moved(request, told, '')
  }
}

/** Who told twice how they feel is not asked for the facts at once. */
const isVenting = ({ kinds, action }: Told) =>
  !action && kinds.length > 1 && kinds.slice(-2).every((kind) => kind === 'feels')

const hasNewPlan = (told: Told) => told.action !== undefined && planOf(told).length > 0

/** What of the plan the learner was not told back yet, each in their own words. */
function planOf({ script, before, action, time, check }: Told): string[] {
  const { plan } = script
  const quoted = (text: string) => quotedIn(script, text)
  const step = action && (before.includes(plan.step('')) ? plan.anew(quoted(action)) : plan.step(quoted(action)))
  return [
    step && action && !before.includes(plan.step(quoted(action))) ? step : '',
    time && time !== action ? plan.time(quoted(time)) : '',
    check && check !== time ? (script.answers.check?.test(folded(check)) ? plan.check : plan.added)(quoted(check)) : '',
  ].filter((part) => part !== '' && !before.includes(part))
}

/** The talk moves on with what was told: to the plan, to its end, or to the next question. */
function moved(request: AnswerRequest, told: Told, say: string): Turn {
  const { closed, action, time, check, isNew } = told
  const ask = nextQuestion(request, told)
  const quote = say ? undefined : noted(request, told)
  if (!closed && ((action && time && check) || (action && ask === '') || isLate(told))) return ended(told, say)
  if (!closed) return orEnd(told, { quote, say, ask })
  if (hasNewPlan(told)) return ended(told, say)
  const more = line(told, told.heard.is === 'tells' ? 'more' : 'again').say
  const goesOn = words(request.reply).length >= MUCH && !/\?$/.test(coachSaid(request.rounds).at(-1) ?? '')
  return { quote, say: say || (isNew(more) || !quote ? more : ''), ask: goesOn ? afterEnd(request, told) : '' }
}

/** What is asked of one who goes on after the end was offered: what the plan lacks, and in a short talk what the field would ask. */
function afterEnd(request: AnswerRequest, told: Told): string {
  if (!isLate(told)) return nextProbe(request, told)
  return told.action ? '' : (told.script.asks.action.find(told.isNew) ?? '')
}
const MUCH = 12 // words: who tells so much after the end was offered wants to go on

const isLate = ({ kinds }: Told) => kinds.length + 1 >= PLANNED_ROUNDS

/** After the planned rounds the end is offered, whatever is being talked about. */
function endsSoon(told: Told, turn: Turn): Turn {
  if (!isLate(told) || told.closed) return turn
  const sumsUp = told.heard.is === 'disagrees' || told.heard.is === 'drafts' || told.heard.is === 'asks'
  if (sumsUp) return ended(told, turn.say)
  const offered = turn.say.includes(told.script.plan.word)
  return { ...turn, say: offered ? turn.say : `${turn.say} ${toEnd(told)}`.trim(), ask: '' }
}

/** The end: what they mean to do in their own words, or else what they brought. It asks nothing. */
function ended(told: Told, first: string): Turn {
  const { script, action, fact, draft, before } = told
  const { plan } = script
  const others = draft ? [plan.words(quotedIn(script, draft))] : fact ? [plan.case(quotedIn(script, fact))] : []
  const parts = action ? planOf(told) : others.filter((part) => !before.includes(part))
  const quote = [first || (parts.length === 0 ? plan.reached : ''), ...parts].filter((part) => part).join(' ')
  return { quote, say: toEnd(told), ask: '' }
}

/** The learner's sentence, word for word: turned round by rules it could say the reverse. Not in every answer, which would be an echo. */
function noted(request: AnswerRequest, { script, quote, isNew, before }: Told): string | undefined {
  if (!quote || !isNew(quote)) return undefined
  const last = coachSaid(request.rounds).at(-1) ?? ''
  const lead = script.noted.find((one) => !before.includes(one('')))
  return script.noted.some((one) => last.startsWith(one(''))) ? undefined : lead?.(quotedIn(script, quote))
}

/** A quote with its end, which people leave out where a message ends. */
const quotedIn = ({ quoted }: Script, text: string) => `${quoted(text)}${/[.!?…]$/.test(text) ? '' : '.'}`

/** What is said to a question: a fact, something about the coach, or that it cannot tell. */
function replied(request: AnswerRequest, told: Told, heard: Extract<Told['heard'], { is: 'asks' }>): Turn {
  const { script, isNew, closed } = told
  const next = () => (closed ? '' : nextQuestion(request, told))
  if (heard.what === 'fact' || heard.what === 'me') {
    if (!isNew(heard.answer)) return line(told, 'owns')
    const last = coachSaid(request.rounds).at(-1) ?? ''
    const passedOver = (/\?\s*$/.test(last) && request.rounds.length > 0) || told.kinds.includes('hostile')
    const goesOn = passedOver && heard.what === 'fact' ? passedBy(told) : ''
    return { say: `${heard.answer} ${goesOn}`.trim(), ask: passedOver ? '' : next() }
  }
  if (heard.what === 'request') return { say: line(told, 'declines').say, ask: '' }
  if (heard.what === 'unclear') return { say: line(told, 'simpler').say, ask: script.smaller.find(isNew) ?? next() }
  if (heard.what === 'maybe') {
    const one = line(told, 'maybe')
    return isNew(one.say) ? one : line(told, 'owns')
  }
  if (heard.what === 'advice') {
    const [item = ''] = lookFor(request, told).items
    const look = script.look(item)
    const helpedBefore = !isNew(look.slice(0, look.indexOf(item)))
    if (!helpedBefore && !isNew(script.lines.owns[0]?.say ?? '')) return { say: look, ask: next() }
  }
  const isMoved = script.hears.feels.test(folded(told.reply)) || (heard.what === 'other' && isVenting(told))
  const owns = line(told, 'owns', !isMoved)
  return isMoved ? { say: `${line(told, 'feels', false).say} ${owns.say}`, ask: '' } : owns
}

/** Who answers a question with one is not asked the next at once. */
const passedBy = ({ script, isNew }: Told) => script.lines.askOn.find(({ say }) => isNew(say))?.say ?? ''

/** One step of the hint ladder, never the answer itself. Nothing is offered twice: then the talk moves on. */
function helped(request: AnswerRequest, told: Told, kind: 'stuck' | 'hint'): Turn {
  const { script, isNew } = told
  const help = helpFor(request.rounds, request.reply)
  const next = () => nextQuestion(request, told)
  const ask = (questions: string[]) => questions.find(isNew) ?? next()
  if (help !== 'question') {
    const { items, step } = lookFor(request, told)
    const frame = `${script.frameLead}\n${listed(items)}`
    if (help === 'frame' && isNew(frame)) return { say: frame, ask: ask(script.tryIt.slice(0, 2)) }
    const example = `${script.exampleLead} ${step}`
    if (isNew(example)) return { say: example, ask: ask(script.tryIt.slice(2)) }
  }
  return orEnd(told, { say: line(told, kind).say, ask: ask(script.smaller) })
}

/** The dimensions, first the one that the coach asked about last: help belongs to the question that is open. */
function openDimensions(request: AnswerRequest, { isNew }: Told): Dimension[] {
  const dimensions = scoredDimensions(request.coach)
  const asksAbout = (dimension: Dimension, text: string) =>
    dimension.probes.some((probe) => folded(text).includes(folded(probe)))
  const last =
    coachSaid(request.rounds).findLast((text) => dimensions.some((dimension) => asksAbout(dimension, text))) ?? ''
  return dimensions.toSorted(
    (a, b) =>
      Number(asksAbout(b, last)) - Number(asksAbout(a, last)) ||
      Number(b.look_for.some(isNew)) - Number(a.look_for.some(isNew)),
  )
}
