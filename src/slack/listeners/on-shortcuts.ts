import { faultName } from '../../fault.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { wordsOf } from '../incoming/words.ts'
import { domainList } from '../views/picker.ts'
import { startModal } from '../views/start-modal.ts'
import { linkTo } from './on-start.ts'
import type { ListenerDeps, Said, Table, Used } from './table.ts'

/** The doors that need no command: a session begins from anywhere, or from a message, which becomes its case. */
export const onShortcuts: Table = {
  shortcuts: { coach_start: openForm, coach_on_message: openForm },
}

/** Opens the form, or returns what is said instead. A trigger lives three seconds. */
async function openForm({ store, web, log }: ListenerDeps, { who, trigger_id, message }: Used): Promise<Said> {
  const [domains, session] = await Promise.all([store.domains(), store.openSession(who)])
  const open = session && { sessionId: session.id, domainName: session.domainName, ...(await linkTo(web, session)) }
  const view = startModal({
    domains,
    ...(message ? broughtBy(message) : {}),
    ...(open ? { open } : {}),
  })
  try {
    await web.views.open({ trigger_id, view })
    return undefined
  } catch (error) {
    log.warn('the form was not opened: the coaches are listed instead', { error: faultName(slackFault(error)) })
    return domainList(domains)
  }
}

/** The words of a message, those of what was forwarded with it among them, and whether there is more to it. */
function broughtBy(message: unknown): { message: string; hasMore: boolean } {
  const { own, brought, hasMore } = wordsOf(message, '')
  return { message: [own, brought].filter((part) => part).join('\n\n'), hasMore }
}
