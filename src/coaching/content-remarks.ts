import type { Content, Dimensions, Remark } from './content.ts'
import type { Persona } from './model.ts'
import { likeness, words } from './wording.ts'

const ANCHORS = ['2', '5', '8', '10'] as const
const OVERLAPS = 0.6 // of the words of two levels are the same
const FEWEST_WORDS = 6 // a shorter level tells nobody what to look for
const LONGEST_LABEL = 60 // it stands on buttons and lines
const CUES = { fewest: 4, most: 6 } // a dimension: they are told as n of m, and read at a glance
const MOST_DIMENSIONS = 8 // a scorecard is read in a minute

/** Words that two readers take differently: a level should name what can be seen. */
const VAGUE =
  /\b(good|bad|better|well|nice|great|poor|adequate(ly)?|appropriate(ly)?|proper(ly)?|sufficient(ly)?|effective(ly)?|reasonabl[ey]|various|somewhat|often|sometimes|usually|generally|etc|and so on|as needed|high[- ]quality|excellent|strong|weak)\b/gi

/** An id as it is typed after /coach, and as prompts name it. */
const ID = /^[a-z][a-z0-9_]{0,39}$/
const DIFFICULTIES = ['beginner', 'intermediate', 'advanced', 'expert'] // those that people read in words
const LONGEST_OPENING = 600 // it is the first thing that somebody reads, on a phone too

/** All that is to be said about content before it is published. */
export function remarksOn({ domain, about, rubric, persona }: Content): Remark[] {
  const known = rubric?.dimensions.map(({ id }) => id)
  return [
    ...(ID.test(domain)
      ? []
      : [error(domain || 'domain', 'is no id: it needs up to 40 small letters, digits and _, with a letter first')]),
    ...(about || rubric || persona ? [] : [error(domain, 'holds no about, no persona and no rubric')]),
    ...(about ? aboutRemarks(about, `${domain} about`) : []),
    ...(persona ? personaRemarks(persona, `${domain} persona`) : []),
    ...(rubric ? rubricRemarks(rubric.dimensions, domain) : []),
    ...(persona?.dimensions ?? [])
      .filter((id) => known && !known.includes(id))
      .map((id) => error(`${domain} persona`, `scores on ${id}, which the rubric does not have`)),
  ]
}

function aboutRemarks(about: NonNullable<Content['about']>, where: string): Remark[] {
  const { name, description, scenario, opening, difficulty } = about
  const empty = Object.entries({ description, scenario, opening }).filter(([, text]) => text.trim() === '')
  return [
    ...(name.trim() === '' || name.length > LONGEST_LABEL
      ? [error(where, `needs a name of at most ${LONGEST_LABEL} characters`)]
      : []),
    ...empty.map(([what]) => error(where, `has an empty ${what}`)),
    ...(opening.length > LONGEST_OPENING
      ? [error(where, `has an opening of more than ${LONGEST_OPENING} characters`)]
      : []),
    ...(opening.trim().endsWith('?') ? [] : [warning(where, 'has an opening that asks nothing at its end')]),
    ...(DIFFICULTIES.includes(difficulty)
      ? []
      : [warning(where, `has the difficulty “${difficulty}”: people are told ${DIFFICULTIES.join(', ')} in words`)]),
  ]
}

function personaRemarks({ systemPrompt, dimensions, rehearsal, help }: Persona, where: string): Remark[] {
  const partners = rehearsal ? [rehearsal, ...Object.values(rehearsal.in ?? {})] : []
  return [
    ...(systemPrompt.trim() === '' ? [error(where, 'has an empty system_prompt')] : []),
    ...(dimensions.length === 0 ? [error(where, 'names no dimension, so nothing would be scored')] : []),
    ...(partners.some(({ partner }) => partner.trim() === '')
      ? [error(where, 'has a rehearsal without a partner')]
      : []),
    ...(help?.terms ?? [])
      .filter(({ term, says }) => term.trim() === '' || says.trim() === '')
      .map(() => error(where, 'has a term that says nothing')),
  ]
}

function rubricRemarks(dimensions: Dimensions, domain: string): Remark[] {
  const ids = dimensions.map(({ id }) => id)
  return [
    ...(ids.length === 0 ? [error(domain, 'has no dimension')] : []),
    ...(ids.length > MOST_DIMENSIONS ? [warning(domain, `has ${ids.length} dimensions: few people read so many`)] : []),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => error(domain, `has the dimension ${id} twice`)),
    ...dimensions.flatMap((dimension) => dimensionRemarks(dimension, `${domain} ${dimension.id}`)),
  ]
}

function dimensionRemarks(dimension: Dimensions[number], where: string): Remark[] {
  const { label, question, look_for, not_evidence, probes, examples = [] } = dimension
  return [
    ...(label.trim() === '' || label.length > LONGEST_LABEL
      ? [error(where, `needs a label of at most ${LONGEST_LABEL} characters`)]
      : []),
    ...(question.trim().endsWith('?') ? [] : [warning(where, 'asks no question')]),
    ...(not_evidence.length === 0 ? [error(where, 'does not say what is not evidence')] : []),
    ...(look_for.length === 0 ? [error(where, 'does not say what to look for')] : []),
    ...(probes.length === 0 ? [warning(where, 'has no probe: the scripted coach has nothing to ask')] : []),
    ...examples
      .filter(({ talk, shows }) => talk.trim() === '' || shows.trim() === '')
      .map(() => error(where, 'has an example that says nothing')),
    ...anchorRemarks(dimension, where),
    ...cueRemarks(dimension, where),
  ]
}

function cueRemarks({ cues }: Dimensions[number], where: string): Remark[] {
  const names = cues.map(({ name }) => name.trim().toLowerCase())
  const { fewest, most } = CUES
  return [
    ...(cues.length > 0 && (cues.length < fewest || cues.length > most)
      ? [error(where, `has ${cues.length} cues: it needs ${fewest} to ${most}, or none`)]
      : []),
    ...cues
      .filter(({ name }) => name.trim() === '' || name.length > LONGEST_LABEL)
      .map(({ name }) => error(where, `has the cue “${name}”: a name needs 1 to ${LONGEST_LABEL} characters`)),
    ...cues
      .filter(({ says }) => says.length === 0)
      .map(({ name }) => error(where, `has the cue “${name}” without what says it`)),
    ...names
      .filter((name, at) => name !== '' && names.indexOf(name) !== at)
      .map((name) => error(where, `has the cue “${name}” twice`)),
  ]
}

function anchorRemarks({ anchors }: Dimensions[number], where: string): Remark[] {
  const short = ANCHORS.filter((anchor) => words(anchors[anchor]).length < FEWEST_WORDS)
  const pairs = ANCHORS.flatMap((one, at) => ANCHORS.slice(at + 1).map((other) => [one, other] as const))
  const alike = pairs.filter(([one, other]) => likeness(anchors[one], anchors[other]) >= OVERLAPS)
  const vague = ANCHORS.flatMap((anchor) => {
    const found = [...new Set(anchors[anchor].match(VAGUE)?.map((word) => word.toLowerCase()))]
    return found.length === 0
      ? []
      : [warning(where, `level ${anchor} says “${found.join('”, “')}”: name what can be seen`)]
  })
  return [
    ...short.map((anchor) => error(where, `level ${anchor} is missing, or says hardly anything`)),
    ...alike.map(([one, other]) => error(where, `levels ${one} and ${other} overlap: they say nearly the same`)),
    ...vague,
  ]
}

const error = (where: string, says: string): Remark => ({ is: 'error', where, says })
const warning = (where: string, says: string): Remark => ({ is: 'warning', where, says })
