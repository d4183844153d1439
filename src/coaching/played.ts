import { forbids, givesScore, readAnswer } from './answer.ts'
import type { Coach } from './model.ts'
import { hasWords, sentences } from './wording.ts'

const MOST_WORDS = 70 // a person who talks for longer is making a speech
const MOST_CHARACTERS = 500

/** A line of the person whom the coach plays, or what is wrong with it. It is no advice, and is not held to what advice is held to. */
export function checkedLine(
  line: string,
  coach: Coach,
): { ok: true; text: string } | { ok: false; problems: string[] } {
  const { text } = readAnswer(line)
  const about = aboutOf(coach)
  const problems = [
    text === '' && 'There was no text.',
    tooLong(text) && `It was too long. Stay under ${MOST_WORDS} words.`,
    OUT_OF_ROLE.test(text) && 'It left the role. Say only what the other person says.',
    givesScore(text, about) && 'It gave a score or named a criterion. Never do that.',
    forbids(about)(text) && 'It touched a topic that must not come up.',
  ].filter((problem) => problem !== false)
  return problems.length === 0 ? { ok: true, text } : { ok: false, problems }
}

/** Makes any text a line that may be shown. */
export function cutLine(line: string, coach: Coach): string {
  const about = aboutOf(coach)
  const forbidden = forbids(about)
  const kept: string[] = []
  for (const { text } of sentences(readAnswer(line).text)) {
    if (OUT_OF_ROLE.test(text) || givesScore(text, about) || forbidden(text)) continue
    if (tooLong([...kept, text].join(' '))) break
    kept.push(text)
  }
  return kept.join(' ') || 'Go on, please.'
}

const OUT_OF_ROLE = /^[ \t]*(#{1,6}\s|[-*•]\s|\d{1,2}[.)]\s|(coach|feedback|hint|rehearsal)\s*[:,(])|\bas an ai\b/im
const tooLong = (text: string) => text.length > MOST_CHARACTERS || hasWords(text, MOST_WORDS + 1)
const aboutOf = ({ persona, rubric }: Coach) => ({
  forbiddenTopics: persona.forbiddenTopics,
  dimensionIds: rubric.dimensions.map(({ id }) => id),
})
