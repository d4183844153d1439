import type { Press } from '../incoming/read-press.ts'
import type { Who } from '../incoming/who.ts'
import { commandReply } from '../views/command-reply.ts'
import { MANAGER_SEES } from '../views/consent.ts'
import { LEAVE_OUT, MANAGER_LEAVE_OUT, MANAGER_OBJECT, managerModal, OBJECT } from '../views/manager.ts'
import { drawHome } from './on-home.ts'
import type { ListenerDeps, Said, Table } from './table.ts'

/** Who is set as a learner's manager, what that person is told, and the learner's word that it is not so, or that they are to be left out. */
export const onManager: Table = {
  presses: {
    [MANAGER_SEES]: (deps, { who, triggerId, modalId }) => showManager(deps, who, triggerId, modalId !== null),
    [MANAGER_OBJECT]: object,
    [MANAGER_LEAVE_OUT]: leaveOrCome,
  },
}

/** Opens what the manager sees. A trigger lives three seconds, so nothing else comes before it. */
export async function showManager(
  { store, web }: ListenerDeps,
  who: Who,
  trigger_id: string,
  overForm = false,
): Promise<Said> {
  const view = managerModal(await store.managerSees(who))
  if (overForm) await web.views.push({ trigger_id, view })
  else await web.views.open({ trigger_id, view })
  return undefined
}

/** Keeps the learner's word, and shows the surface where they said it as it is now. */
async function object(deps: ListenerDeps, press: Press): Promise<Said> {
  const { outcome } = await deps.store.objectToManager(press.who, press.value === OBJECT, deps.now())
  await drawAgain(deps, press)
  return outcome === 'no-manager' ? commandReply.noManagerOfMine : undefined
}

async function leaveOrCome(deps: ListenerDeps, press: Press): Promise<Said> {
  if (press.value === LEAVE_OUT) await deps.store.leaveOut(press.who, true, deps.now())
  else await deps.store.countIn(press.who)
  await drawAgain(deps, press)
  return undefined
}

async function drawAgain(deps: ListenerDeps, { who, modalId }: Press): Promise<void> {
  const { web, store } = deps
  if (modalId) await web.views.update({ view_id: modalId, view: managerModal(await store.managerSees(who)) })
  else await drawHome(deps, who)
}
