import type { WebClient } from '@slack/web-api'
import type { Note, ScorecardView, Show, Shown, To } from '../../flows/show.ts'
import type { Log } from '../../log.ts'
import { isDirect, type Place, placeOf, postAt } from '../../place.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { answerMessage } from '../views/answer.ts'
import { type Message, say } from '../views/blocks.ts'
import { consentMessage } from '../views/consent.ts'
import { digestMessage } from '../views/digest.ts'
import { idleMessage } from '../views/idle.ts'
import { memoryMessage, memorySettled } from '../views/memory.ts'
import { noteMessage } from '../views/note.ts'
import { openingMessage } from '../views/opening.ts'
import { pickerMessage } from '../views/picker.ts'
import { posts } from '../views/posts.ts'
import { previewMessage } from '../views/preview.ts'
import { progressMessage } from '../views/progress.ts'
import { reminderAnswered, reminderMessage } from '../views/reminder.ts'
import { scorecardMessage } from '../views/scorecard.ts'
import { sharedMessage } from '../views/share.ts'
import { soFarMessage } from '../views/so-far.ts'
import { suggestionMessage } from '../views/suggest.ts'
import { directMessage } from './direct-message.ts'
import { findPosts } from './find-post.ts'
import { permalink, withLinks } from './permalink.ts'
import { erasePost, redact, redraw } from './redraw.ts'
import { openSend } from './send.ts'
import { openThinking } from './thinking.ts'

/** What flows ask to be shown → Slack's Web API. */
export function openShow(web: WebClient, log: Log): Show {
  const send = openSend(web, log)

  async function post(to: To, message: Message): Promise<Shown> {
    const at = await whereTo(to)
    return shown(at, await send(at, message, to))
  }

  /** The thread it was meant for, else a place, else the bot's direct message with the person. */
  async function whereTo(to: To): Promise<Place> {
    if (to.thread) return placeOf(to.thread)
    return { channel: to.place ?? (await directMessage(web, to.actor, to.dmChannel)) }
  }

  function shown(at: Place, sent: string[]): Shown {
    return { post: postAt(at.channel, ...sent), thread: postAt(at.channel, at.threadTs ?? sent[0] ?? '') }
  }

  const show: Show = {
    thinking: openThinking(web, log),
    opening: async (to, opening) => {
      const { channel } = await whereTo(to)
      return post({ ...to, place: channel }, openingMessage({ ...opening, inChannel: !isDirect(channel) }))
    },
    consent: async (to, consent) => {
      const { channel } = await whereTo(to)
      return post({ ...to, place: channel }, consentMessage({ ...consent, inChannel: !isDirect(channel) }))
    },
    suggestion: (to, suggestion) => post(to, suggestionMessage(suggestion)),
    shared: (to, shared) => post(to, sharedMessage(shared)),
    answer: (to, answer) => post(to, answerMessage(answer)),
    soFar: async (to, card) => post(inPrivate(to), soFarMessage({ ...card, marks: await withLinks(web, card.marks) })),
    scorecard: async (to, card) => post(inPrivate(to), scorecardMessage(await linked(card))),
    progress: (to, progress) => post(inPrivate(to), progressMessage(progress)),
    picker: (to, domains, about) => post(to, pickerMessage(domains, about?.hasWords)),
    idle: (to, about) => post(to, idleMessage(about)),
    memory: (to, card) => post(inPrivate(to), memoryMessage(card)),
    reminder: (to, about) => post(to, reminderMessage(about)),
    digest: (to, digest) => post(to, digestMessage(digest)),
    preview: (to, preview) => post(to, previewMessage(preview)),
    note: async (to, note) =>
      post(note.note === 'judged-again' ? inPrivate(to) : to, noteMessage(await withLink(note))),
    privately: async (to, note) => {
      const { channel, threadTs } = await whereTo(to)
      const [message] = posts(noteMessage(await withLink(note)))
      await web.chat
        .postEphemeral({ channel, user: to.actor, ...(threadTs ? { thread_ts: threadTs } : {}), ...message })
        .catch(asFault)
    },
    erase: ({ post: at }) => erasePost(web, at),
    find: async (to) => {
      const at = await whereTo(to)
      const { parts, astray } = await findPosts(web, at, to.key)
      const found = [...parts.values(), ...astray]
      return found.length > 0 ? shown(at, found) : null
    },
    redraw: async ({ post: at }, card) => anew(at, scorecardMessage(await linked(card))),
    redact: async ({ post: at }, card) => redact(web, at, scorecardMessage(await linked(card))),
    digestAgain: ({ post: at }, digest) => redact(web, at, digestMessage(digest)),
    settled: async ({ actor, post: at }, what) => {
      const message =
        what.of === 'memory' ? memorySettled(what.lines) : say(reminderAnswered(what.answer, what.answered))
      if ((await anew(at, message)) === 'drawn') return
      const { channel } = placeOf(at)
      await web.chat.postEphemeral({ channel, user: actor, ...message }).catch(asFault)
    },
    profile: async ({ actor }) => {
      try {
        const { user } = await web.users.info({ user: actor, include_locale: true })
        const name = user?.profile?.display_name || user?.profile?.real_name || user?.name
        return name ? { name, timeZone: user?.tz ?? 'UTC', locale: user?.locale ?? 'en-US' } : null
      } catch (error) {
        log.warn('Slack does not say who a person is', { cause: String(slackFault(error).cause) })
        return null // a session opens without it, and the next one asks again
      }
    },
  }
  return show

  async function anew(at: string, message: Message): Promise<'drawn' | 'stays'> {
    const drawn = await redraw(web, at, message)
    if (drawn === 'drawn') return drawn
    log.warn('a message stays as it was: Slack does not let it be changed', { post: at, cause: String(drawn.cause) })
    return 'stays'
  }

  /** A card that is closed shows no proof yet. */
  async function linked(card: ScorecardView): Promise<ScorecardView> {
    if (!card.isOpen) return card
    return { ...card, judgement: { ...card.judgement, marks: await withLinks(web, card.judgement.marks) } }
  }

  /** Where a note points to another place, its thread becomes a link. */
  async function withLink(note: Note): Promise<Note> {
    if (note.note === 'moved') return { ...note, from: placeOf(note.from).channel }
    if (note.note !== 'open-elsewhere' || !note.thread) return note
    return { ...note, thread: await permalink(web, note.thread) }
  }
}

/** Scores are for the learner alone: those of a session that others can read along go to the direct message. */
function inPrivate(to: To): To {
  return to.thread && !isDirect(to.thread) ? { ...to, thread: null, place: null } : to
}

function asFault(error: unknown): never {
  throw slackFault(error)
}
