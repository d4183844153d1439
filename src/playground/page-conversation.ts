import type { Conversation, Person } from './contract.ts'
import { otherIn, type Room } from './workspace.ts'

/** A conversation as one person sees it: an im has the other person's name. */
export function pageConversation(room: Room, viewer: string, people: Map<string, Person>): Conversation {
  const other = room.kind === 'im' ? otherIn(room, viewer) : undefined
  const person = other === undefined ? undefined : people.get(other)
  return {
    id: room.id,
    kind: room.kind,
    name: person ? person.realName : room.name,
    isMember: room.members.has(viewer),
    isArchived: room.isArchived,
    unread: room.unread.get(viewer) ?? 0,
    topic: room.topic,
    ...(room.access && { access: room.access }),
    ...(other !== undefined && { with: other }),
  }
}
