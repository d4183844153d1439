import type { Catalogue } from './catalogue.ts'

const OUTSIDERS = ['public', 'anon', 'authenticated']
const READABLE = ['table', 'view', 'materialized view', 'column', 'sequence']
const CURE = 'name it in supabase/schemas/grants.sql'

/** What somebody may use who should not, in sentences with the cure. Only `public`'s functions are for anybody: for service_role. */
export function openDoors(catalogue: Catalogue): string[] {
  return [...catalogue.values()].flatMap(({ kind, name, sides }) => {
    if (kind !== 'function' && !READABLE.includes(kind)) return []
    const isDoor = kind === 'function' && name.startsWith('public.')
    const may = (isDoor ? OUTSIDERS : [...OUTSIDERS, 'service_role']).filter((role) => sides.has(`grants to ${role}`))
    return [
      ...(may.length > 0 ? [`${kind} ${name} is open to ${may.join(', ')}: ${CURE}`] : []),
      ...(isDoor && !sides.has('grants to service_role') ? [`${kind} ${name} is closed to service_role: ${CURE}`] : []),
      ...(sides.get('row-level security') === 'off' ? [`${kind} ${name} has no row-level security: ${CURE}`] : []),
      ...(kind === 'function' && sides.get('settings') !== 'search_path=""'
        ? [`${kind} ${name} looks for names where others put them: set search_path = ''`]
        : []),
    ]
  })
}
