import { z } from 'zod'
import { answerMessage } from '../../slack/views/answer.ts'
import { asked } from './made.ts'
import {
  type Answer,
  answered,
  asExpected,
  type Here,
  notAsked,
  otherwise,
  type Question,
  refusalIn,
  saw,
} from './question.ts'

const POST = 'https://docs.slack.dev/reference/methods/chat.postMessage'

async function deletedRoot(here: Here): Promise<Answer> {
  const root = await here.made.post({ text: 'A first message that is about to go.' })
  await here.made.remove(root.ts)
  try {
    const reply = await here.made.post({ text: 'A reply to a message that is gone.' }, root.ts)
    await here.made.remove(reply.ts)
    return answered(
      reply.threadTs === undefined,
      'posted at the top, as its answer says',
      'posted, and its answer names the thread',
    )
  } catch (error) {
    return otherwise(`refused: ${refusalIn(error)}`)
  }
}

async function tombstone(here: Here): Promise<Answer> {
  const root = await here.made.post({ text: 'A first message with a reply.' })
  const reply = await here.made.post({ text: 'The reply.' }, root.ts)
  await here.made.remove(root.ts)
  const messages = await replies(here, root.ts)
  await here.made.remove(reply.ts)
  const first = messages[0]?.subtype ?? 'none'
  return answered(
    first === 'tombstone' && messages.length === 2,
    'a tombstone, and the reply',
    `${messages.length} messages, the first with the subtype ${first}`,
  )
}

async function botReadsReplies(here: Here): Promise<Answer> {
  const root = await here.made.post({ text: 'A thread to be read.' })
  await here.made.post({ text: 'Its reply.' }, root.ts)
  const messages = await replies(here, root.ts)
  const withMetadata = messages.filter(({ metadata }) => metadata?.event_type).length
  return answered(
    messages.length === 2 && withMetadata === 2,
    'both messages, with their metadata',
    `${messages.length} messages, ${withMetadata} with metadata`,
  )
}

const message = z.looseObject({
  subtype: z.string().optional(),
  metadata: z.object({ event_type: z.string().optional() }).optional(),
})
async function replies({ web, made }: Here, ts: string): Promise<z.infer<typeof message>[]> {
  const about = { channel: made.channel, ts, include_all_metadata: true, limit: 10 }
  return z.array(message).parse((await asked(() => web.conversations.replies(about))).messages ?? [])
}

async function ephemeral(here: Here): Promise<Answer> {
  const { channel } = here.made
  const root = await here.made.post({ text: 'A thread with a message that only you can see.' })
  await here.made.post({ text: 'A reply, so that it is a thread.' }, root.ts)
  await asked(() =>
    here.web.chat.postEphemeral({ channel, user: here.person, thread_ts: root.ts, text: 'Only you can see this.' }),
  )
  return saw(here, 'Open the newest thread. Does it say there that only you can see this?', 'y', 'seen in its thread')
}

/** What must stay words, as a model may write it: dots between words, names of files, code, addresses. */
const LIKE_LINKS =
  'See config.yaml, v1.2.Next and README.md. Then ask me.Now or later: `npm run dev.local`, example.com, ana@example.com, www.example.org/a.'

async function noLinks(here: Here): Promise<Answer> {
  const message = answerMessage({ sessionId: 'live', text: LIKE_LINKS, shortened: false })
  const root = await here.made.post({ text: message.text, blocks: message.blocks })
  const kept = (await replies(here, root.ts))[0] ?? {}
  if (/"type":"link"|<(https?|mailto):|"url":"(http|mailto)/.test(JSON.stringify({ ...kept, permalink: '' })))
    return otherwise('Slack made a link of it')
  return saw(here, 'Look at the newest message. Is any of it a link that can be clicked?', 'n', 'a link is seen')
}

async function altText(here: Here): Promise<Answer> {
  await asked(() =>
    here.web.apiCall('files.getUploadURLExternal', { filename: 'dot.png', length: 1, alt_txt: 'A dot.' }),
  ) // nothing is uploaded to it
  return asExpected('taken')
}

async function notification(here: Here): Promise<Answer> {
  const { channel } = here.made
  const typed = await here.asks(
    'Look at another conversation in Slack on a computer, and press Enter here. Ten seconds later a notification comes. [Enter, or n to leave this out]',
  )
  if (typed.startsWith('n')) return notAsked('left out')
  await here.waits(NOTICE_MS)
  const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'A: from the blocks.' } }]
  const post = await here.made.post({ text: 'B: from the text.', blocks })
  await here.waits(NOTICE_MS)
  await asked(() => here.web.chat.update({ channel, ts: post.ts, text: 'C: an edit.', blocks: [] }))
  const which = (await here.asks('What did it say first, A or B? [a/b, Enter if there was none]')).charAt(0)
  const again = (await here.asks('Did another one come for the edit, C? [y/n]')).charAt(0)
  if (!['a', 'b'].includes(which)) return notAsked('no notification was seen')
  const found = `words of the ${which === 'a' ? 'blocks' : 'text'}, and for the edit ${again === 'y' ? 'another' : 'none'}`
  return answered(which === 'a' && again !== 'y', found, found)
}
const NOTICE_MS = 5_000

export const THREAD_QUESTIONS: Question[] = [
  {
    id: 'deleted-root',
    asks: 'What becomes of a reply whose first message was deleted?',
    how: 'a message is posted and deleted, and answered in its thread',
    expects: 'it is posted at the top of the channel, and Slack’s answer names no thread',
    source: 'in no document; github.com/slack-go/slack, issue 1571',
    ask: deletedRoot,
  },
  {
    id: 'tombstone',
    asks: 'What stays of a first message that was deleted and has replies?',
    how: 'conversations.replies of such a thread',
    expects: 'a message of subtype tombstone, and the reply',
    source: 'https://docs.slack.dev/reference/events/message',
    ask: tombstone,
  },
  {
    id: 'bot-reads-replies',
    asks: 'May a bot token read a thread?',
    how: 'conversations.replies with include_all_metadata, in the direct message',
    expects: 'yes: the page says both for channels',
    source: 'https://docs.slack.dev/reference/methods/conversations.replies',
    ask: botReadsReplies,
  },
  {
    id: 'ephemeral-in-thread',
    asks: 'Is a message for one person seen in its thread?',
    how: 'chat.postEphemeral with a thread, and a look by the person',
    expects: 'yes, until Slack is loaded anew',
    source: 'https://docs.slack.dev/reference/methods/chat.postEphemeral',
    ask: ephemeral,
  },
  {
    id: 'no-links',
    asks: 'Do words with dots, and code, stay words?',
    how: 'an answer of a coach with both is posted, read again, and looked at by the person',
    expects: 'no link',
    source: 'in no document: what Slack takes for a link',
    ask: noLinks,
  },
  {
    id: 'alt-text',
    asks: 'What is the description of an upload called?',
    how: 'files.getUploadURLExternal with alt_txt',
    expects: 'it is taken; Slack’s SDK for Node says alt_text',
    source: 'https://docs.slack.dev/reference/methods/files.getUploadURLExternal',
    ask: altText,
  },
  {
    id: 'notification',
    asks: 'What does a notification show, and does an edit raise another?',
    how: 'a message whose text and blocks differ, then an edit, and a look by the person',
    expects: 'the words of its blocks, and none for the edit',
    source: `https://docs.slack.dev/changelog/2026/07/13/notification-changes; ${POST} and chat.update say nothing of edits`,
    ask: notification,
  },
]
