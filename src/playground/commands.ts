import type { Acted } from './contract.ts'
import { type Fields, isFields } from './fields.ts'
import { appName, channelOf, DONE, interact, nameOf, told, unanswered } from './interactions.ts'
import type { Parts } from './parts.ts'
import { APP_ID, SLACKBOT, WORKSPACE } from './sample-workspace.ts'
import { slackMessage } from './slack-message.ts'
import { withNames } from './typed-text.ts'
import type { Post, Room } from './workspace.ts'

/** A slash command, with the words after it. The app's acknowledgement can already be its answer. */
export async function runCommand(
  parts: Parts,
  person: string,
  room: Room,
  name: string,
  words: string,
): Promise<Acted> {
  if (name === '/remind') return remind(parts, person, room, words)
  const command = parts.manifest.features.slash_commands.find((one) => one.command === name)
  if (!mayUse(parts, person)) return told(parts, person, notShared(parts, name))
  if (!command) return told(parts, person, `${name} is not a command here.`)
  const origin = { room, person }
  const handed = await parts.deliveries.ask(parts.ids.next('E'), 'slash_commands', {
    token: parts.token,
    team_id: WORKSPACE.id,
    team_domain: WORKSPACE.domain,
    channel_id: room.id,
    channel_name: String(channelOf(room).name),
    user_id: person,
    user_name: nameOf(parts, person),
    command: name,
    text: command.should_escape ? withNames(words, parts.workspace, 'with-label') : words,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: parts.responseUrls.give(origin),
    trigger_id: parts.triggers.give(person),
  })
  if (!handed.acked) return told(parts, person, unanswered(name, handed))
  const answer = typeof handed.answer === 'string' ? { text: handed.answer } : handed.answer
  const error = isFields(answer) && (answer.text || answer.blocks) ? parts.responseUrls.say(origin, answer) : undefined
  return error ? told(parts, person, `${name} answered something that cannot be shown (${error}).`) : DONE
}

/** A shortcut: on a message, or from anywhere. */
export async function runShortcut(parts: Parts, person: string, callbackId: string, on?: Post): Promise<Acted> {
  const type = on ? 'message' : 'global'
  const shortcut = parts.manifest.features.shortcuts.find((one) => one.callback_id === callbackId && one.type === type)
  if (!shortcut) return { ok: false, error: 'That shortcut is not there.' }
  if (!mayUse(parts, person)) return told(parts, person, notShared(parts, shortcut.name))
  const handed = await interact(parts, person, {
    ...(on ? messageAction(parts, person, on) : { type: 'shortcut' }),
    callback_id: callbackId,
    action_ts: parts.ids.ts(),
    trigger_id: parts.triggers.give(person),
  })
  return handed.acked ? DONE : told(parts, person, unanswered(shortcut.name, handed))
}

/** Commands and shortcuts are the installing workspace's alone, in shared channels too. */
const mayUse = (parts: Parts, person: string): boolean =>
  parts.workspace.people.get(person)?.otherTeam === undefined && mayMeet(parts, person)

/** Guests cannot use an app that is an agent: https://docs.slack.dev/ai/developing-agents */
export const mayMeet = ({ workspace, manifest }: Parts, person: string): boolean =>
  !(workspace.people.get(person)?.isGuest && manifest.features.agent_view)

export const notShared = (parts: Parts, what: string): string =>
  `${what} is not available to you: ${appName(parts)} serves members of the workspace ${WORKSPACE.name}.`

/** Slack's own reminder. Here it is due at once: Slackbot says it in this conversation. */
function remind(parts: Parts, person: string, room: Room, words: string): Acted {
  const what = words.replace(/^(here|me|#\S+)\s+/, '').trim()
  const bot = parts.manifest.features.bot_user.display_name
  if (what === '') return told(parts, person, `Say of what: /remind here @${bot} it is time`)
  parts.talk.post({ room, user: SLACKBOT, text: `Reminder: ${withNames(what, parts.workspace)}.` })
  return DONE
}

const messageAction = (parts: Parts, person: string, post: Post): Fields => ({
  type: 'message_action',
  message_ts: post.ts,
  message: slackMessage(post),
  channel: channelOf(post.room),
  response_url: parts.responseUrls.give({ room: post.room, person, threadTs: post.threadTs }),
})
