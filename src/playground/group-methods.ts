import type { Person } from './contract.ts'
import { type Fields, flagOf, textOf } from './fields.ts'
import { type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { PROFILE_FIELDS, SAMPLE_GROUPS, WORKSPACE } from './sample-workspace.ts'

/** User groups, and the fields that a workspace adds to profiles. */
export const groupMethods: Record<string, Method> = {
  'usergroups.list': (args, parts) => ({
    ok: true,
    usergroups: SAMPLE_GROUPS.map((group) => {
      const users = usersOf(group, parts)
      return {
        ...group,
        team_id: WORKSPACE.id,
        is_usergroup: true,
        description: '',
        is_external: false,
        date_delete: 0,
        ...(flagOf(args.include_users) && { users }),
        ...(flagOf(args.include_count) && { user_count: users.length }),
      }
    }),
  }),

  'usergroups.users.list'(args, parts) {
    const id = textOf(args.usergroup)
    if (!id) return refusal('invalid_arguments', ['[ERROR] missing required field: usergroup'])
    const group = SAMPLE_GROUPS.find((one) => one.id === id)
    return group ? { ok: true, users: usersOf(group, parts) } : refusal('no_such_subteam')
  },

  'team.profile.get': () => ({
    ok: true,
    profile: {
      fields: Object.values(PROFILE_FIELDS).map((field) => ({ ...field, possible_values: null, options: null })),
      sections: [],
    },
  }),

  'users.profile.get'(args, parts) {
    const person = parts.workspace.people.get(textOf(args.user) ?? '')
    if (!person) return refusal('user_not_found')
    return {
      ok: true,
      profile: {
        title: person.title,
        real_name: person.realName,
        display_name: person.realName,
        fields: fieldsOf(person),
      },
    }
  },
}

/** A group is the people of the team of its name, the manager among them, as in many workspaces. */
const usersOf = ({ name }: { name: string }, parts: Parts) =>
  [...parts.workspace.people.values()].filter(({ team }) => team === name).map(({ id }) => id)

/** Slack sends an empty list where a person filled in nothing. */
function fieldsOf({ team, manager }: Person): Fields[string] {
  const filled = [
    ...(manager ? [[PROFILE_FIELDS.manager.id, { value: manager, alt: '' }] as const] : []),
    ...(team ? [[PROFILE_FIELDS.team.id, { value: team, alt: '' }] as const] : []),
  ]
  return filled.length > 0 ? Object.fromEntries(filled) : []
}
