import type { Coach } from '../../coaching/model.ts'
import type { Note, Trouble } from '../../flows/show.ts'
import { isChannel } from '../../place.ts'
import { momentWords } from '../../words/dates.ts'
import { t } from '../../words/words.ts'
import { discreetly } from './answer.ts'
import {
  actions,
  button,
  context,
  type Message,
  markdown,
  notification,
  SLACK_ADDRESS,
  say,
  section,
} from './blocks.ts'
import { judgedAgainMessage, notReadAgainMessage } from './dispute.ts'
import { type Post, told } from './post.ts'
import { progressButton, progressPost } from './progress.ts'
import { inert, safeLine, safeMrkdwn } from './safe-text.ts'
import { settingsMessage } from './settings.ts'
import { settingsButton } from './settings-button.ts'
import { WHO_SEES_WHAT } from './who-sees-what.ts'

export const SESSION_RETRY = 'session_retry'

/** A short message by the bot that is not the coach's, as it goes out. */
export function notePost(note: Note): Post {
  if (note.note === 'progress') return progressPost()
  return note.note === 'hard-moment' ? discreetly(note, noteMessage(note)) : told(noteMessage(note))
}

/** The same as a message. */
export function noteMessage(note: Note): Message {
  switch (note.note) {
    case 'trouble':
      return troubleMessage(note)
    case 'stranger':
      return say(
        t`This is somebody else’s session. Start your own: write to me in our direct message, or type \`/coach\`.`,
      )
    case 'ended':
      return say(t`This session has ended. Start a new one: write to me in our direct message, or type \`/coach\`.`)
    case 'no-text':
      return say(t`I can only read words. Please write what you would like to say.`)
    case 'nothing-open':
      return say(t`You have no open session. Start one: write to me in our direct message, or type \`/coach\`.`)
    case 'score-later':
      return say(t`Your score takes longer than usual. I will show it here as soon as it is ready.`)
    case 'picked-in-private':
      return say(t`I wrote to you in our direct message. Pick a coach there, and we begin.`)
    case 'no-private':
      return say(
        t`Slack does not let me write to you in a direct message, and I coach in private. Please tell whoever looks after this app.`,
      )
    case 'withheld':
      return say(
        t`Slack is not letting me show you something just now: a setting of your company or of this app stands in the way. Nothing is lost. I keep trying by myself, and whoever looks after this app has been told.`,
      )
    case 'given-up':
      return say(
        t`Slack did not let me show you what you are waiting for, and I have stopped trying. Please tell whoever looks after this app: they can see why, and have me try again.`,
      )
    case 'no-export':
      return noExportMessage(note.because)
    case 'limit':
      return limitMessage(note)
    case 'set-aside':
      return setAsideMessage(note.isMessage)
    case 'moved':
      return movedMessage(note)
    case 'hard-moment':
      return hardMomentMessage(note.text)
    case 'judged-again':
      return judgedAgainMessage(note)
    case 'not-read-again':
      return notReadAgainMessage(note)
    case 'open-elsewhere':
      return openElsewhereMessage(note.thread)
    case 'settings':
      return settingsMessage()
    case 'progress':
      return progressPost().first
    case 'help':
      return helpMessage(note.coach)
  }
}

/** `from` is the id of a channel; other places have no name to show. */
function movedMessage({ from, because }: Extract<Note, { note: 'moved' }>): Message {
  const isGone = THREAD_GONE.includes(because)
  const place = isChannel(from) ? `<#${from}>` : undefined
  if (!isGone) {
    const words = t`I can no longer post in that place, so we go on here.`
    const inPlace = place && t`I can no longer post in ${place}, so we go on here.`
    return { text: notification(words), blocks: [section(inPlace ?? words)] }
  }
  const words = t`I can no longer post in our thread: its first message was deleted. So we go on here.`
  const inPlace =
    place && t`I can no longer post in our thread in ${place}: its first message was deleted. So we go on here.`
  return { text: notification(words), blocks: [section(inPlace ?? words)] }
}
const THREAD_GONE = ['thread_gone', 'thread_not_found', 'message_not_found']

/** What is wrong is ours to find; what a person can do is to say it differently. */
function setAsideMessage(isMessage: boolean): Message {
  return say(
    isMessage
      ? t`Something in one of your messages stops me. I tried three times and had to start again each time, so I have put that message aside. Nothing else is lost. Please write it again in other words, or in shorter pieces, and we go on from there.`
      : t`Something stops me when I try to do what you asked for. I tried three times and had to start again each time, so I have put it aside. Nothing else is lost, and whoever looks after this app can see it. You can go on as before.`,
  )
}

/** Why the files did not come, and what can be done about it. */
const noExportMessage = (because: string): Message =>
  say(`${whyNoFiles(because)} ${t`Once that is put right, type \`/coach export\` again. Nothing that I keep is lost.`}`)

function whyNoFiles(because: string): string {
  if (because === 'storage_limit_reached')
    return t`I could not send you your data: your workspace has no room left for files. Please tell whoever looks after Slack in your company.`
  if (because === 'missing_scope')
    return t`I could not send you your data: I am not allowed to send files here. Please tell whoever looks after this app.`
  if (because === 'file_uploads_disabled')
    return t`I could not send you your data: your workspace does not allow files at all. Please tell whoever looks after Slack in your company.`
  if (TOO_LARGE.includes(because))
    return t`I could not send you your data: the files are larger than your workspace allows. Please tell whoever looks after Slack in your company.`
  return t`I could not send you your data: your workspace does not allow files like these. Please tell whoever looks after Slack in your company.`
}
const TOO_LARGE = ['file_upload_size_restricted', 'snippet_too_large']

/** People to turn to, in the words that were weighed for it, where no coach is answering. */
function hardMomentMessage(text: string): Message {
  return { text: notification(safeMrkdwn(text)), blocks: markdown(inert(text, text.length)) }
}

/** `link` is Slack's address of the thread, where it is known. */
function openElsewhereMessage(link: string | null): Message {
  const words = t`You have an open session. Go on in its thread, or write \`end\` there to close it.`
  const linked =
    link && SLACK_ADDRESS.test(link)
      ? t`You have an open session. Go on in <${link.replaceAll('&', '&amp;')}|its thread>, or write \`end\` there to close it.`
      : words
  return { text: notification(words), blocks: [section(linked)] }
}

const trouble = (because: Trouble): { words: string; again: boolean } =>
  ({
    away: {
      words: t`I cannot answer just now: the AI that I coach with does not respond. Your message is kept, and I answer it here by myself as soon as it is back. You need not do anything.`,
      again: true,
    },
    failed: {
      words: t`I could not answer just now. Your message is kept. Press *Try again*, or write on, and I answer everything together.`,
      again: true,
    },
    'set-up': {
      words: t`I cannot answer: something in my set-up is wrong. Your message is kept. Please tell whoever looks after this app, and press *Try again* once it is put right.`,
      again: true,
    },
    stopped: { words: t`I stopped. Your message is kept. Press *Try again* for an answer, or write on.`, again: true },
  })[because]

/** Whose limit it is decides what can be done about it: nothing but to wait, or to ask whoever set it. */
function limitMessage({ what, whose, until, timeZone }: Extract<Note, { note: 'limit' }>): Message {
  const reached =
    whose === 'learner'
      ? t`We have reached the limit for one day of coaching.`
      : t`Your workspace has reached its limit for one day of coaching.`
  return say(`${reached} ${heldBack(what, momentWords(until, timeZone))}`)
}

function heldBack(what: Extract<Note, { note: 'limit' }>['what'], from: string): string {
  switch (what) {
    case 'reply':
      return t`Your message is kept, and I answer it by myself from ${from}.`
    case 'scorecard':
      return t`Your session has ended, and its scorecard comes by itself from ${from}.`
    case 'dispute':
      return t`What you wrote is kept, and I read that part again by myself from ${from}.`
    case 'so-far':
      return t`You can ask for your score so far again from ${from}.`
  }
}

function troubleMessage({ because, sessionId, reference }: Extract<Note, { note: 'trouble' }>): Message {
  const { words, again } = trouble(because)
  const about = because === 'stopped' || !reference ? '' : t`Reference: ${safeLine(reference)}`
  return {
    text: notification(words, about),
    blocks: [
      section(words),
      ...(again && sessionId ? [actions(button({ action: SESSION_RETRY, text: t`Try again`, value: sessionId }))] : []),
      ...(about ? [context(about)] : []),
    ],
  }
}

/** The words and commands, and who sees what. */
export function helpMessage(coach?: Coach): Message {
  const parts = [
    ...(coach ? coachHelp(coach) : []),
    t`*In a session* just write. I answer with one question at a time.\n\`end\` closes it and brings your scorecard\n\`score\` shows how it goes so far\n\`practise\` and I play the other person, in a rehearsal; there \`pause\` brings a hint, \`again\` takes the last exchange back, and \`back\` ends it\n\`hint\` helps you on, \`skip\` brings another question, \`something else\` another topic\n\`help\` shows this`,
    t`*Without a command*\nwrite to me in our direct message, or mention me\nchoose *Coach me on this* in a message’s menu, or the shortcut *Start coaching*\nin our direct message \`progress\` and \`settings\` work too, and App Home has it all`,
    t`*Anywhere*\n\`/coach\` starts a session\n\`/coach list\` shows the coaches\n\`/coach here\` starts one in this channel, where everyone can read it\n\`/coach score\` shows how it goes so far\n\`/coach end\` closes your session\n\`/coach progress\` shows how you are doing, for you alone\n\`/coach settings\` opens your settings: language, memory, reminders and their hours\n\`/coach manager\` shows who is set as your manager, what they see, and lets you object`,
    t`*Your data*\n\`/coach export\` sends you everything that I keep about you\n\`/coach access\` shows who or what read it\n\`/coach erase\` erases it`,
    `${t`*Who sees what*`}\n${WHO_SEES_WHAT()}`,
  ]
  return {
    text: notification(...parts),
    blocks: [...parts.map((part) => section(part)), actions(progressButton(), settingsButton())],
  }
}

/** What its file says that one could bring, and which words it explains. */
function coachHelp({ domain, persona: { help } }: Coach): string[] {
  const name = safeLine(domain.name)
  const bring = (help?.bring ?? []).map((one) => `• ${safeLine(one)}`)
  const terms = (help?.terms ?? []).map(({ term }) => safeLine(term))
  return [
    ...(bring.length > 0 ? [[t`*${name}*: what you could bring`, ...bring].join('\n')] : []),
    ...(terms.length > 0 ? [t`*${name}*: ask what these words mean\n${terms.join(', ')}`] : []),
  ]
}
