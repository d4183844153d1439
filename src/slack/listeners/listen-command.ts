import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { askScore } from '../../flows/actions/ask-score.ts'
import { endSession } from '../../flows/actions/end-session.ts'
import type { Deps } from '../../flows/deps.ts'
import type { Channels } from '../incoming/channels.ts'
import { readCommand } from '../incoming/command.ts'
import { type Who, whoSent } from '../incoming/who.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { domainWord } from '../views/domain-words.ts'
import { helpMessage } from '../views/note.ts'
import { domainList } from '../views/picker.ts'
import { inTime } from './in-time.ts'
import { openDigestSettings, sayDigest, switchDigest } from './listen-digest.ts'
import { showManager } from './listen-manager.ts'
import { openEraseForm, sayAccesses, sayExport } from './listen-own-data.ts'
import { sayProgress } from './listen-progress.ts'
import { openSettings } from './listen-settings.ts'
import { openStartForm, startAndSay } from './listen-start.ts'

type Typed = Record<'channel_id' | 'channel_name' | 'trigger_id' | 'text', string>

/** `/coach` and its words. Slack shows the answer to the person who typed it, alone. */
export function listenToCommand(app: App, deps: Deps, web: WebClient, channels: Channels): void {
  app.command('/coach', async ({ command, context, ack }) => {
    const reply = await inTime(deps.log, answer(deps, web, channels, command, whoSent(context)), say)
    await (reply ? ack({ response_type: 'ephemeral', ...reply }) : ack())
  })
}

async function answer(
  deps: Deps,
  web: WebClient,
  channels: Channels,
  typed: Typed,
  who: Who,
): Promise<Message | undefined> {
  const domains = await deps.store.domains()
  const ask = readCommand(typed.text, domains)
  const here = 'here' in ask && ask.here && isChannel(typed.channel_name)
  const readers = here ? await channels.readers(typed.channel_id) : 'ours'
  if (readers === 'shared') return say(commandReply.sharedChannel)
  const eventId = `command:${typed.trigger_id}`
  switch (ask.ask) {
    case 'pick':
      return openStartForm(deps, web, who, domains, {
        triggerId: typed.trigger_id,
        ...(here ? { here: { channel: typed.channel_id, mayBeShared: readers === 'unknown' } } : {}),
      })
    case 'start':
      if (readers === 'unknown') {
        // before it opens the form says that others may read along
        const place = { here: { channel: typed.channel_id, mayBeShared: true }, chosen: ask.domain.id }
        return openStartForm(deps, web, who, domains, { triggerId: typed.trigger_id, ...place })
      }
      return startAndSay(deps, web, who, {
        domainId: ask.domain.id,
        eventId,
        ...(here ? { thread: `${typed.channel_id}:` } : {}),
      })
    case 'list':
      return domainList(domains)
    case 'help':
      return helpMessage()
    case 'end':
      return say((await endSession(deps, who)) === 'done' ? commandReply.ended : commandReply.nothingOpen)
    case 'score':
      return say((await askScore(deps, who, eventId)) === 'done' ? commandReply.scoreAsked : commandReply.nothingOpen)
    case 'digest':
      return sayDigest(deps, who)
    case 'manager':
      return showManager(deps, web, who, typed.trigger_id)
    case 'digest settings':
      return openDigestSettings(deps, web, who, typed.trigger_id)
    case 'digest off':
    case 'digest on':
      return switchDigest(deps, who, ask.ask === 'digest off')
    case 'export':
      return sayExport(deps, who, eventId)
    case 'erase':
      return openEraseForm(web, typed.trigger_id)
    case 'progress':
      return sayProgress(deps, who, eventId)
    case 'settings':
    case 'reminders': // they are among them
      return openSettings(deps, web, who, typed.trigger_id)
    case 'access':
      return sayAccesses(deps, who)
    case 'unknown':
      return say(commandReply.unknownWord(ask.word, ask.nearest ? domainWord(ask.nearest, domains) : undefined))
  }
}

/** Whether others can be talked to there with the bot: in a direct message between people it hears nothing. */
function isChannel(name: string): boolean {
  return name !== 'directmessage' && !name.startsWith('mpdm-')
}
