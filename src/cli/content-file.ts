import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { type Content, content } from '../coaching/content.ts'
import { dimension } from '../coaching/model.ts'

/** The form of a file: supabase/content/README.md describes it. A name that is not in it is a mistake in writing. */
const file = z.strictObject({
  domain: z.string(),
  rubric: z
    .strictObject({ not_evidence: z.array(z.string()), dimensions: z.array(dimension.extend({}).strict()) })
    .optional(),
  persona: z
    .strictObject({
      system_prompt: z.string(),
      coaching_style: z.string().nullable().default(null),
      dimensions: z.array(z.string()),
      interaction_patterns: z.array(z.strictObject({ when: z.string(), do: z.string() })).default([]),
      forbidden_topics: z.array(z.string()).default([]),
      success_conditions: z.string().nullable().default(null),
    })
    .optional(),
})

/** The content of a YAML file, or what is wrong with its form. */
export function readContent(text: string): { content: Content } | { wrong: string } {
  try {
    const read = file.safeParse(parse(text))
    return read.success ? { content: contentOf(read.data) } : { wrong: z.prettifyError(read.error) }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'It is no YAML.' }
  }
}

/** The YAML files of a folder, or one file, each with its name. */
export function contentFiles(path: string): { name: string; text: string }[] {
  const names = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.ya?ml$/.test(name))
        .toSorted()
        .map((name) => join(path, name))
    : [path]
  return names.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
}

/** Content as the text of a file. */
export function writtenContent({ domain, rubric, persona }: Content): string {
  const written = {
    domain,
    ...(persona && {
      persona: {
        system_prompt: persona.systemPrompt,
        coaching_style: persona.coachingStyle,
        dimensions: persona.dimensions,
        interaction_patterns: persona.interactionPatterns,
        forbidden_topics: persona.forbiddenTopics,
        success_conditions: persona.successConditions,
      },
    }),
    ...(rubric && { rubric: { not_evidence: rubric.notEvidence, dimensions: rubric.dimensions } }),
  }
  return stringify(written, { lineWidth: 130 })
}

function contentOf({ domain, rubric, persona }: z.infer<typeof file>): Content {
  return content.parse({
    domain,
    ...(rubric && { rubric: { notEvidence: rubric.not_evidence, dimensions: rubric.dimensions } }),
    ...(persona && {
      persona: {
        systemPrompt: persona.system_prompt,
        coachingStyle: persona.coaching_style,
        dimensions: persona.dimensions,
        interactionPatterns: persona.interaction_patterns,
        forbiddenTopics: persona.forbidden_topics,
        successConditions: persona.success_conditions,
      },
    }),
  })
}
