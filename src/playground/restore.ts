import type { Kept } from './kept.ts'
import type { Memory } from './memory.ts'
import type { Room, Workspace } from './workspace.ts'

/** Makes the workspace what an earlier run left. Its conversations are kept from now on, also those just made. */
export function restore(workspace: Workspace, kept: Kept, memory: Memory): void {
  for (const { id, members, isArchived, created, unread } of kept.rooms) {
    const room = workspace.rooms.get(id) ?? imOf(workspace, members)
    const before = { members: new Set(members), isArchived, created, unread: new Map(unread) }
    if (room) Object.assign(room, before satisfies Partial<Room>)
  }
  for (const { kind, room: id, reactions, ...post } of kept.posts) {
    const room = workspace.rooms.get(id)
    if (room) workspace.place({ ...post, room, reactions: new Map(reactions) })
  }
  for (const room of workspace.rooms.values()) memory.room(room)
}

/** An im that was made when it was asked for, unless one of the two is not here this time. */
function imOf(workspace: Workspace, members: string[]): Room | undefined {
  const [one = '', other = ''] = members
  return workspace.people.has(one) && workspace.people.has(other) ? workspace.im(one, other) : undefined
}
