import { askScore } from '../../flows/actions/ask-score.ts'
import { endSession } from '../../flows/actions/end-session.ts'
import { postAt } from '../../place.ts'
import { readCommand } from '../incoming/command.ts'
import { commandReply } from '../views/command-reply.ts'
import { domainWord } from '../views/domain-words.ts'
import { helpMessage } from '../views/note.ts'
import { domainList } from '../views/picker.ts'
import { openDigestSettings, sayDigest, switchDigest } from './on-digest.ts'
import { showManager } from './on-manager.ts'
import { openEraseForm, sayAccesses, sayExport } from './on-own-data.ts'
import { openProgress } from './on-progress.ts'
import { openSettings } from './on-settings.ts'
import { openStartForm, startAndSay } from './on-start.ts'
import type { ListenerDeps, Said, Table, Typed } from './table.ts'

/** `/coach` and its words. Slack shows the answer to the person who typed it, alone. */
export const onCommand: Table = { commands: { '/coach': answer } }

async function answer(deps: ListenerDeps, typed: Typed): Promise<Said> {
  const { who, channel_id: channel, trigger_id: triggerId } = typed
  const domains = await deps.store.domains()
  const ask = readCommand(typed.text, domains)
  const wantsHere = 'here' in ask && ask.here
  if (wantsHere && typed.channel_name.startsWith(GROUP)) return commandReply.notInGroups
  const here = wantsHere && typed.channel_name !== 'directmessage' // between two people the bot hears nothing
  const lacks = here && (await deps.channels.lacks(typed.channel_name === PRIVATE ? 'group' : 'channel'))
  if (lacks) return commandReply.needsHistory(lacks)
  const readers = here ? await deps.channels.readers(channel) : 'ours'
  if (readers === 'shared') return commandReply.sharedChannel
  const eventId = `command:${triggerId}`
  switch (ask.ask) {
    case 'pick':
      return openStartForm(deps, who, domains, {
        triggerId,
        ...(here ? { here: { channel, mayBeShared: readers === 'unknown' } } : {}),
      })
    case 'start':
      if (readers === 'unknown') {
        // before it opens the form says that others may read along
        const place = { here: { channel, mayBeShared: true }, chosen: ask.domain.id }
        return openStartForm(deps, who, domains, { triggerId, ...place })
      }
      return startAndSay(deps, who, {
        domainId: ask.domain.id,
        eventId,
        ...(here ? { thread: postAt(channel) } : {}),
      })
    case 'list':
      return domainList(domains)
    case 'help':
      return helpMessage()
    case 'end':
      return (await endSession(deps, who)) === 'done' ? commandReply.ended : commandReply.nothingOpen
    case 'score':
      return (await askScore(deps, who, eventId)) === 'done' ? commandReply.scoreAsked : commandReply.nothingOpen
    case 'digest':
      return sayDigest(deps, who)
    case 'manager':
      return showManager(deps, who, triggerId)
    case 'digest settings':
      return openDigestSettings(deps, who, triggerId)
    case 'digest off':
    case 'digest on':
      return switchDigest(deps, who, ask.ask === 'digest off')
    case 'export':
      return sayExport(deps, who, eventId)
    case 'erase':
      return openEraseForm(deps, triggerId)
    case 'progress':
      return openProgress(deps, who, triggerId)
    case 'settings':
    case 'reminders': // they are among them
      return openSettings(deps, who, triggerId)
    case 'access':
      return sayAccesses(deps, who)
    case 'unknown':
      return commandReply.unknownWord(
        ask.word,
        typeof ask.nearest === 'object' ? domainWord(ask.nearest, domains) : ask.nearest,
      )
  }
}

/** What Slack puts in place of a name where there is none to tell: docs.slack.dev/interactivity/implementing-slash-commands. */
const PRIVATE = 'privategroup'
const GROUP = 'mpdm-'
