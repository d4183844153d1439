import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { leaveOut } from '../../flows/actions/leave-out.ts'
import type { Deps } from '../../flows/deps.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import type { Message } from '../views/blocks.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { MANAGER_SEES } from '../views/consent.ts'
import { LEAVE_OUT, MANAGER_LEAVE_OUT, MANAGER_OBJECT, managerModal, OBJECT } from '../views/manager.ts'
import { inTime } from './in-time.ts'
import { drawHome } from './listen-home.ts'
import { sayTo } from './listen-start.ts'

type Who = { workspace: string; actor: string }

/** Who is set as a learner's manager, what that person is told, and the learner's word that it is not so, or that they are to be left out. */
export function listenToManager(app: App, deps: Deps, web: WebClient): void {
  app.action(MANAGER_SEES, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(
      deps.log,
      showManager(deps, web, press.who, press.triggerId, press.modalId !== null),
      say,
    )
    await ack()
    if (reply) await sayTo(web, press, respond, reply)
  })

  app.action(MANAGER_OBJECT, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const away = await inTime(deps.log, object(deps, web, press), (sentence) => sentence)
    await ack()
    if (away) await sayTo(web, press, respond, say(away))
  })

  app.action(MANAGER_LEAVE_OUT, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const away = await inTime<string | undefined>(deps.log, leaveOrCome(deps, web, press), (sentence) => sentence)
    await ack()
    if (away) await sayTo(web, press, respond, say(away))
  })
}

/** Opens what the manager sees. A trigger lives three seconds, so nothing else comes before it. */
export async function showManager(
  deps: Deps,
  web: WebClient,
  who: Who,
  triggerId: string,
  overForm = false,
): Promise<Message | undefined> {
  const view = managerModal(await deps.store.managerSees(who))
  if (overForm) await web.views.push({ trigger_id: triggerId, view })
  else await web.views.open({ trigger_id: triggerId, view })
  return undefined
}

/** Keeps the learner's word, and shows the surface where they said it as it is now. */
async function object(deps: Deps, web: WebClient, { who, value, modalId }: Press): Promise<string | undefined> {
  const { outcome } = await deps.store.objectToManager(who, value === OBJECT, deps.now())
  await drawAgain(deps, web, who, modalId)
  if (value === OBJECT) deps.wake() // a card that they took back with it
  return outcome === 'no-manager' ? commandReply.noManagerOfMine : undefined
}

async function leaveOrCome(deps: Deps, web: WebClient, { who, value, modalId }: Press): Promise<undefined> {
  if (value === LEAVE_OUT) await leaveOut(deps, who, true)
  else await deps.store.countIn(who)
  await drawAgain(deps, web, who, modalId)
}

async function drawAgain(deps: Deps, web: WebClient, who: Who, modalId: string | null): Promise<void> {
  if (modalId) await web.views.update({ view_id: modalId, view: managerModal(await deps.store.managerSees(who)) })
  else await drawHome(deps, web, who)
}
