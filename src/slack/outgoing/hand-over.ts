import type { WebClient } from '@slack/web-api'
import type { HandOver } from '../../flows/own-data.ts'
import type { Log } from '../../log.ts'
import { placeOf, postAt } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { exportComment, exportFiles } from '../views/export.ts'
import { told } from '../views/post.ts'
import { receiptMessage, STAYED_MOST, stayedMessage } from '../views/receipt.ts'
import { openDeletePosts } from './delete-posts.ts'
import { directMessage } from './direct-message.ts'
import { openFindPosts } from './find-post.ts'
import { permalink } from './permalink.ts'
import { openInBlocks } from './refused-blocks.ts'
import { openSend } from './send.ts'
import { upload } from './upload.ts'

/** What a person is handed of their own data, and what is taken away of it → Slack's Web API. All of it in their direct message. */
export function openHandOver(web: WebClient, bot: Bot, log: Log): HandOver {
  const findPosts = openFindPosts(web)
  const send = openSend(web, findPosts, log, openInBlocks(log))

  return {
    async export(to, data, at) {
      const channel = await directMessage(web, to.actor, to.dmChannel)
      await upload(web, channel, exportComment(), exportFiles(data, at))
      return { post: postAt(channel), thread: postAt(channel) } // Slack posts files later, and does not say as what
    },
    async receipt(to, receipt) {
      const channel = await directMessage(web, to.actor, to.dmChannel)
      const [ts = ''] = await send({ channel }, told(receiptMessage(receipt)), to)
      return { post: postAt(channel, ts), thread: postAt(channel, ts) }
    },
    async stayed(to, posts) {
      const channel = await directMessage(web, to.actor, to.dmChannel)
      const shown = await Promise.all(
        posts
          .slice(0, STAYED_MOST)
          .map(async (post) => ({ post, link: placeOf(post).threadTs ? await permalink(web, post) : null })),
      )
      const [ts = ''] = await send({ channel }, told(stayedMessage(shown, posts.length)), to)
      return { post: postAt(channel, ts), thread: postAt(channel, ts) }
    },
    whereabouts: async ({ actor }) => {
      try {
        const { user } = await web.users.info({ user: actor })
        return user?.deleted ? 'gone' : 'here'
      } catch (error) {
        const fault = slackFault(error)
        if (fault.cause === 'user_not_visible') return 'unseen'
        if (fault.code === 'slack-no-person' || fault.code === 'slack-gone') return 'gone'
        throw fault
      }
    },
    deletePosts: openDeletePosts(web, findPosts, bot, log),
  }
}
