import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { type Content, content } from '../coaching/content.ts'
import { dimension } from '../coaching/model.ts'
import { readText } from '../text-file.ts'
import { formMistakes, readYaml } from './content-mistakes.ts'

const lines = z.strictObject({
  partner: z.string(),
  asks: z.array(z.string()).default([]),
  stake: z.string().default(''),
})
const about = z.strictObject({
  name: z.string(),
  category: z.string().default('skill_development'),
  difficulty: z.string().default('intermediate'),
  description: z.string(),
  scenario: z.string(),
  opening: z.string(),
  topics: z.array(z.string()).default([]),
  place: z.int().default(100),
  for_managers: z.boolean().default(false),
})
const help = z.strictObject({
  bring: z.array(z.string()).default([]),
  terms: z.array(z.strictObject({ term: z.string(), says: z.string() })).default([]),
})
const persona = z.strictObject({
  system_prompt: z.string(),
  coaching_style: z.string().nullable().default(null),
  dimensions: z.array(z.string()),
  interaction_patterns: z.array(z.strictObject({ when: z.string(), do: z.string() })).default([]),
  forbidden_topics: z.array(z.string()).default([]),
  success_conditions: z.string().nullable().default(null),
  rehearsal: lines.extend({ in: z.record(z.string(), lines).optional() }).optional(),
  help: help.optional(),
})
const rubric = z.strictObject({
  not_evidence: z.array(z.string()),
  dimensions: z.array(dimension.extend({}).strict()),
})
/** A talk of known level, to hold scores against. */
const talk = z.strictObject({
  id: z.string(),
  why: z.string().default(''),
  learner: z.array(z.string()).min(1, 'needs a line that the learner wrote'),
  levels: z.record(z.string(), z.int().min(1, 'is a level from 1 to 10').max(10, 'is a level from 1 to 10').nullable()),
})
export type OwnTalk = z.infer<typeof talk>

/** The form of a file: supabase/content/README.md describes it. A name that is not in it is a mistake in writing. */
const file = z.strictObject({
  domain: z.string(),
  about: about.optional(),
  persona: persona.optional(),
  rubric: rubric.optional(),
  golden: z.array(talk).default([]),
})
const NAMES = [file, about, persona, help, lines, rubric, dimension, talk].flatMap(({ shape }) => Object.keys(shape))

/** The content of a YAML file and the talks that it is held against, or what is wrong with its form, a sentence a line. */
export function readContent(text: string): { content: Content; golden: OwnTalk[] } | { wrong: string } {
  const yaml = readYaml(text)
  if ('wrong' in yaml) return yaml
  if (yaml.value === null) return { wrong: 'it is empty' }
  const read = file.safeParse(yaml.value)
  return read.success
    ? { content: contentOf(read.data), golden: read.data.golden }
    : { wrong: formMistakes(read.error, NAMES, yaml.lineOf) }
}

/** The YAML files of a folder, or one file, each with its name. */
export function contentFiles(path: string): { name: string; text: string }[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Error(`There is no file or folder ${path}.`)
  const names = found.isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.ya?ml$/.test(name))
        .toSorted()
        .map((name) => join(path, name))
    : [path]
  return names.map((name) => {
    const read = readText(readFileSync(name))
    if ('wrong' in read) throw new Error(`${name} ${read.wrong}`)
    return { name, text: read.text }
  })
}

/** Content as the text of a file. */
export function writtenContent({ domain, about, rubric, persona }: Content): string {
  const written = {
    domain,
    ...(about && {
      about: {
        name: about.name,
        category: about.category,
        difficulty: about.difficulty,
        description: about.description,
        scenario: about.scenario,
        opening: about.opening,
        topics: about.knowledgeTags,
        place: about.place,
        for_managers: about.forManagers,
      },
    }),
    ...(persona && {
      persona: {
        system_prompt: persona.systemPrompt,
        coaching_style: persona.coachingStyle,
        dimensions: persona.dimensions,
        interaction_patterns: persona.interactionPatterns,
        forbidden_topics: persona.forbiddenTopics,
        success_conditions: persona.successConditions,
        ...(persona.rehearsal && { rehearsal: persona.rehearsal }),
        ...(persona.help && { help: persona.help }),
      },
    }),
    ...(rubric && { rubric: { not_evidence: rubric.notEvidence, dimensions: rubric.dimensions } }),
  }
  return stringify(written, { lineWidth: 130 })
}

function contentOf({ domain, about, rubric, persona }: z.infer<typeof file>): Content {
  return content.parse({
    domain,
    ...(about && { about: { ...about, knowledgeTags: about.topics, forManagers: about.for_managers } }),
    ...(rubric && { rubric: { notEvidence: rubric.not_evidence, dimensions: rubric.dimensions } }),
    ...(persona && {
      persona: {
        systemPrompt: persona.system_prompt,
        coachingStyle: persona.coaching_style,
        dimensions: persona.dimensions,
        interactionPatterns: persona.interaction_patterns,
        forbiddenTopics: persona.forbidden_topics,
        successConditions: persona.success_conditions,
        rehearsal: persona.rehearsal,
        help: persona.help,
      },
    }),
  })
}
