import type { WebClient } from '@slack/web-api'
import type { Note, ScorecardView, Show, Shown, To } from '../../flows/show.ts'
import type { Log } from '../../log.ts'
import { isDirect, type Place, placeOf, postAt } from '../../place.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { answerPost } from '../views/answer.ts'
import { type Message, say } from '../views/blocks.ts'
import { consentMessage } from '../views/consent.ts'
import { digestPost } from '../views/digest.ts'
import { idleMessage } from '../views/idle.ts'
import { memoryPost, memorySettled } from '../views/memory.ts'
import { noteMessage, notePost } from '../views/note.ts'
import { openingPost } from '../views/opening.ts'
import { pickerMessage } from '../views/picker.ts'
import { type Post, told } from '../views/post.ts'
import { posts } from '../views/posts.ts'
import { previewMessage } from '../views/preview.ts'
import { reminderAnswered, reminderPost } from '../views/reminder.ts'
import { scorecardMessage, scorecardPost } from '../views/scorecard.ts'
import { sharedMessage } from '../views/share.ts'
import { soFarMessage, soFarPost } from '../views/so-far.ts'
import { suggestionMessage } from '../views/suggest.ts'
import { directMessage } from './direct-message.ts'
import { openFindPosts } from './find-post.ts'
import { permalink, withLinks } from './permalink.ts'
import { erasePost, redact, redraw } from './redraw.ts'
import { openInBlocks } from './refused-blocks.ts'
import { openSend } from './send.ts'
import { openSessionStatus } from './session-status.ts'
import { openSuggestPrompts } from './suggest-prompts.ts'

/** What flows ask to be shown → Slack's Web API. */
export function openShow(
  web: WebClient,
  log: Log,
  inBlocks = openInBlocks(log),
): Show & ReturnType<typeof openSessionStatus> {
  const status = openSessionStatus(web, log)
  const findPosts = openFindPosts(web)
  const send = openSend(web, findPosts, log, inBlocks)

  async function post(to: To, what: Post): Promise<Shown> {
    const at = await whereTo(to)
    return shown(at, await send(at, what, to))
  }

  /** The thread it was meant for, else a place, else the bot's direct message with the person. */
  async function whereTo(to: To): Promise<Place> {
    if (to.thread) return placeOf(to.thread)
    return { channel: to.place ?? (await directMessage(web, to.actor, to.dmChannel)) }
  }

  function shown(at: Place, sent: string[]): Shown {
    return { post: postAt(at.channel, ...sent), thread: postAt(at.channel, at.threadTs ?? sent[0] ?? '') }
  }

  return {
    ...status,
    prompts: openSuggestPrompts(web, log),
    opening: async (to, opening) => {
      const { channel } = await whereTo(to)
      return post({ ...to, place: channel }, openingPost({ ...opening, inChannel: !isDirect(channel) }))
    },
    consent: async (to, consent) => {
      const { channel } = await whereTo(to)
      return post({ ...to, place: channel }, told(consentMessage({ ...consent, inChannel: !isDirect(channel) })))
    },
    suggestion: (to, suggestion) => post(to, told(suggestionMessage(suggestion))),
    shared: (to, shared) => post(to, told(sharedMessage(shared))),
    answer: (to, answer) => post(to, answerPost(answer)),
    soFar: (to, card) => post(inPrivate(to), soFarPost(card)),
    scorecard: (to, card) => post(inPrivate(to), scorecardPost(card)),
    picker: (to, domains, about) => post(to, told(pickerMessage(domains, about?.hasWords))),
    idle: (to, about) => post(to, told(idleMessage(about))),
    memory: (to, about) => post(inPrivate(to), memoryPost(about)),
    reminder: (to, about) => post(to, reminderPost(about)),
    digest: (to, digest) => post(to, digestPost(digest)),
    preview: (to, preview) => post(to, told(previewMessage(preview))),
    note: async (to, note) => post(FOR_ONE.includes(note.note) ? inPrivate(to) : to, notePost(await withLink(note))),
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
      const { parts, astray } = await findPosts(at, to.key, to.after ? placeOf(to.after).threadTs : undefined)
      const found = [...parts.values(), ...astray]
      return found.length > 0 ? shown(at, found) : null
    },
    redraw: async (at, card) => anew(at, scorecardMessage(await linked(card))),
    open: async (at, card) => anew(at, soFarMessage({ ...card, marks: await withLinks(web, card.marks) })),
    redact: async ({ post: at }, card) => redact(web, at, scorecardMessage(await linked(card))),
    digestAgain: ({ post: at }, digest) => redact(web, at, digestPost(digest).first),
    settled: (at, what) =>
      anew(at, what.of === 'memory' ? memorySettled(what.lines) : say(reminderAnswered(what.answer, what.answered))),
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

  /** Draws it anew where it stands, or shows it to the person alone. */
  async function anew({ actor, post: at }: { actor: string; post: string }, message: Message): Promise<void> {
    const drawn = await redraw(web, at, message)
    if (drawn === 'drawn') return
    log.warn('a message stays as it was: Slack does not let it be changed', { post: at, cause: String(drawn.cause) })
    const { channel } = placeOf(at)
    for (const part of posts(message)) await web.chat.postEphemeral({ channel, user: actor, ...part }).catch(asFault)
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

/** Notes about somebody's scores. */
const FOR_ONE: Note['note'][] = ['judged-again', 'progress']

/** Scores are for the learner alone: those of a session that others can read along go to the direct message. */
function inPrivate(to: To): To {
  return to.thread && !isDirect(to.thread) ? { ...to, thread: null, place: null } : to
}

function asFault(error: unknown): never {
  throw slackFault(error)
}
