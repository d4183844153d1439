import type { Content } from '../coaching/content.ts'
import type { Coach } from '../coaching/model.ts'
import type { JudgeModel } from '../llm/minds.ts'
import type { OwnTalk } from './content-file.ts'
import { mean } from './eval/statistics.ts'

const FAR = 2 // levels apart, on average: beyond that the rubric is read in another way than its author does

/** Has a judge score the talks of a file, and says each level beside the one that its author gave. False where they are far apart. */
export async function scoreGolden(
  files: { content: Content; golden: OwnTalk[] }[],
  judge: JudgeModel,
  say: (line: string) => void,
): Promise<boolean> {
  if (judge.scripted)
    throw new Error(
      'The script gives no scores: set OPENAI_API_KEY, or OPENAI_BASE_URL with JUDGE_MODEL, to have a judge.',
    )
  const apart: number[] = []
  for (const { content, golden } of files) {
    const coach = coachOf(content)
    for (const { id, learner, levels } of golden) {
      const rounds = learner.map((reply, at) => ({ number: at + 1, reply, answer: '' }))
      const { judgement } = await judge.judge({ coach, rounds, samples: 1 })
      const told = Object.entries(levels).map(([dimension, level]) => {
        const mark = judgement.marks.find((one) => one.dimension === dimension)
        const score = mark?.score ?? null
        if (score !== null && level !== null) apart.push(Math.abs(score - level))
        const cues = mark?.cues?.map(({ quote }) => quote) ?? []
        const given =
          cues.length > 0 ? `${cues.filter((quote) => quote).length} of ${cues.length} cues` : (score ?? '–')
        return `${dimension} ${given} (meant ${level ?? '–'})`
      })
      say(`${content.domain} ${id}: ${told.join(', ')}`)
    }
  }
  if (judge.scripted) {
    say(
      'The scripted scorer gives no levels: it says which cues of yours it found. Set a model to have levels held against yours.',
    )
    return true
  }
  const distance = mean(apart)
  if (distance === null) throw new Error('No talk was scored. A file’s talks are under "golden".')
  say(`${judge.name}: ${apart.length} scores, ${distance.toFixed(1)} levels apart on average.`)
  return distance <= FAR
}

/** The coach that a file makes. What it leaves out has no say in a score. */
function coachOf({ domain: id, about, persona, rubric }: Content): Coach {
  if (!rubric) throw new Error(`${id} has talks, and no rubric to score them by.`)
  const { name = id, category = '', difficulty = '', description = '', scenario = '', opening = '' } = about ?? {}
  const nobody = {
    systemPrompt: '',
    coachingStyle: null,
    interactionPatterns: [],
    forbiddenTopics: [],
    successConditions: null,
  }
  return {
    domain: { id, name, category, difficulty, description, scenario, opening, knowledgeTags: [], isActive: true },
    persona: persona ?? { ...nobody, dimensions: rubric.dimensions.map((dimension) => dimension.id) },
    personaVersion: 1,
    rubric: { version: 1, ...rubric },
  }
}

/** What is wrong with the talks of a file: they speak of what its rubric does not have. */
export function goldenMistakes({ rubric }: Content, golden: OwnTalk[]): string[] {
  const known = rubric?.dimensions.map(({ id }) => id) ?? []
  const ids = golden.map(({ id }) => id)
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the talk ${id} is there twice`),
    ...golden.flatMap(({ id, levels }) =>
      Object.keys(levels)
        .filter((dimension) => !known.includes(dimension))
        .map((dimension) => `the talk ${id} has a level for ${dimension}, which the rubric does not have`),
    ),
  ]
}
