import { z } from 'zod'
import { asked } from './made.ts'
import { type Answer, answered, type Here, notAsked, otherwise, type Question, refusalIn } from './question.ts'

const NEEDED = 'mpim:read'
const ID = /^[A-Z0-9]{9,}$/
const refused = z.object({ data: z.object({ needed: z.string() }) })

async function groupInfo(here: Here): Promise<Answer> {
  const sentence =
    'Is the app in a direct message of several people? Its details end with a channel ID: paste that, or press Enter if there is none.'
  const channel = (await here.asks(sentence)).toUpperCase()
  if (!ID.test(channel)) return notAsked('no direct message of several people was named')
  try {
    await asked(() => here.web.conversations.info({ channel }))
    return otherwise('described: the app has a scope for it')
  } catch (error) {
    const cause = refusalIn(error)
    const needed = refused.safeParse(error).data?.data.needed.replace(/[^a-z:.,]/g, '') ?? 'none'
    return answered(
      cause === 'missing_scope' && needed === NEEDED,
      `refused, naming ${needed}`,
      `${cause}, naming ${needed}`,
    )
  }
}

export const PLACE_QUESTIONS: Question[] = [
  {
    id: 'group-info',
    asks: 'What does Slack say of a direct message of several people to an app without its scope?',
    how: 'conversations.info of one that the person names',
    expects: `missing_scope, naming ${NEEDED} alone: no document says so`,
    source: 'https://docs.slack.dev/reference/methods/conversations.info',
    ask: groupInfo,
  },
]
