import type { Content } from '../coaching/content.ts'

/** What publishing would change, a line for each place: `- ` as it is, `+ ` as it would be. A new domain has nothing as it is. */
export function contentDiff(now: Content | undefined, next: Content): string[] {
  const before = places({
    ...(next.about && { about: now?.about }),
    ...(next.rubric && { rubric: now?.rubric }),
    ...(next.persona && { persona: now?.persona }),
  })
  const after = places({ about: next.about, rubric: next.rubric, persona: next.persona })
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [was, is] = [before.get(place), after.get(place)]
    if (was === is) return []
    return [
      `${next.domain} ${place}`,
      ...(was === undefined ? [] : [`- ${was}`]),
      ...(is === undefined ? [] : [`+ ${is}`]),
    ]
  })
}

/** Why these files cannot be published beside what a database has, or undefined. */
export function whyNot(all: Content[], files: Content[]): string | undefined {
  const ids = all.map(({ domain }) => domain)
  for (const [at, next] of files.entries()) {
    const { domain, about } = next
    const missing = (['about', 'persona', 'rubric'] as const).filter((part) => !ids.includes(domain) && !next[part])
    if (missing.length > 0)
      return `There is no domain ${domain}, and to make it the file needs ${missing.join(' and ')}. There are: ${ids.join(', ')}.`
    if (files.findIndex((one) => one.domain === domain) !== at) return `Two files are about ${domain}.`
    const namesake = [...all, ...files].find((one) => one.domain !== domain && about && one.about?.name === about.name)
    if (namesake) return `${domain} has the name of ${namesake.domain}: nobody could tell them apart.`
  }
  return undefined
}

/** Every text and number with its place. A dimension is found by its id, so that one that moved is no change of all the others. */
function places(value: unknown, at = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map(value === undefined ? [] : [[at, String(value)]])
  const entries = Array.isArray(value)
    ? value.map((one: unknown, index): [string, unknown] => [nameOf(one) ?? String(index + 1), one])
    : Object.entries(value)
  return new Map(entries.flatMap(([name, one]) => [...places(one, at === '' ? name : `${at}.${name}`)]))
}

const nameOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined
