import type { Workspace } from './workspace.ts'

/** What a person typed as Slack writes it down: escaped, with names of people and channels as references. */
export function withNames(typed: string, workspace: Workspace, labels: 'with-label' | 'plain' = 'plain'): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const people = new Map([...workspace.people.values()].map((person) => [person.name.toLowerCase(), person.id]))
  const channels = new Map(
    [...workspace.rooms.values()].filter((room) => room.kind === 'channel').map((room) => [room.name, room.id]),
  )
  const label = (name: string) => (labels === 'with-label' ? `|${name}` : '')
  return escaped.replace(REFERENCE, (whole, before: string, sign: string, name: string) => {
    const id = sign === '@' ? people.get(name.toLowerCase()) : channels.get(name)
    if (id) return `${before}<${sign}${id}${sign === '#' ? `|${name}` : label(name)}>`
    return sign === '@' && EVERYONE.includes(name) ? `${before}<!${name}>` : whole
  })
}

const REFERENCE = /(^|[\s(])([@#])([\p{L}\p{N}_-]+)/gu
const EVERYONE = ['here', 'channel', 'everyone']
