import type { Content, Dimensions, Remark } from './content.ts'
import { likeness, words } from './wording.ts'

const ANCHORS = ['2', '5', '8', '10'] as const
const OVERLAPS = 0.6 // of the words of two levels are the same
const FEWEST_WORDS = 6 // a shorter level tells nobody what to look for
const LONGEST_LABEL = 60 // it stands on buttons and lines
const MOST_DIMENSIONS = 8 // a scorecard is read in a minute

/** Words that two readers take differently: a level should name what can be seen. */
const VAGUE =
  /\b(good|bad|better|well|nice|great|poor|adequate(ly)?|appropriate(ly)?|proper(ly)?|sufficient(ly)?|effective(ly)?|reasonabl[ey]|various|somewhat|often|sometimes|usually|generally|etc|and so on|as needed|high[- ]quality|excellent|strong|weak)\b/gi

/** All that is to be said about content before it is published. */
export function remarksOn({ domain, rubric, persona }: Content): Remark[] {
  const known = rubric?.dimensions.map(({ id }) => id)
  return [
    ...(rubric || persona ? [] : [error(domain, 'holds neither a rubric nor a persona')]),
    ...(rubric ? rubricRemarks(rubric.dimensions, domain) : []),
    ...(persona?.systemPrompt.trim() === '' ? [error(`${domain} persona`, 'has an empty system_prompt')] : []),
    ...(persona?.dimensions ?? [])
      .filter((id) => known && !known.includes(id))
      .map((id) => error(`${domain} persona`, `scores on ${id}, which the rubric does not have`)),
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
  const { label, question, look_for, not_evidence, probes } = dimension
  return [
    ...(label.trim() === '' || label.length > LONGEST_LABEL
      ? [error(where, `needs a label of at most ${LONGEST_LABEL} characters`)]
      : []),
    ...(question.trim().endsWith('?') ? [] : [warning(where, 'asks no question')]),
    ...(not_evidence.length === 0 ? [error(where, 'does not say what is not evidence')] : []),
    ...(look_for.length === 0 ? [error(where, 'does not say what to look for')] : []),
    ...(probes.length === 0 ? [warning(where, 'has no probe: the scripted coach has nothing to ask')] : []),
    ...anchorRemarks(dimension, where),
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
