import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { suggestSession } from '../../flows/actions/suggest-session.ts'
import type { Deps } from '../../flows/deps.ts'
import { t } from '../../words/words.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { whoSent } from '../incoming/who.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { SUGGEST_OPEN } from '../views/digest.ts'
import { saidModal } from '../views/start-modal.ts'
import { readSuggest, SUGGEST_MODAL, SUGGESTION_DECLINE, SUGGESTION_START, suggestModal } from '../views/suggest.ts'
import { inTime } from './in-time.ts'
import { sayTo, startAndSay } from './listen-start.ts'

const words = () => ({
  noted: commandReply.suggested,
  'too-soon': commandReply.suggestedLately,
  'not-theirs': commandReply.notInYourTeam,
  'unknown-domain': commandReply.inactiveDomain,
})

/** A manager suggests a session to somebody of their team; the learner decides, and nobody is told what. */
export function listenToSuggest(app: App, deps: Deps, web: WebClient): void {
  app.action(SUGGEST_OPEN, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, open(deps, web, press), (away) => away)
    await ack()
    if (reply) await sayTo(web, press, respond, say(reply))
  })

  app.view(SUGGEST_MODAL, async ({ ack, context, view }) => {
    const who = whoSent(context)
    const asked = { ...readSuggest(view), eventId: `suggest:${view.id}` }
    const suggesting = suggestSession(deps, who, asked).then((outcome) => words()[outcome])
    const reply = await inTime(deps.log, suggesting, (away) => away)
    await ack({ response_action: 'update', view: saidModal(t`Suggest a session`, reply) })
  })

  app.action(SUGGESTION_START, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    if (!press) return
    const reply = await inTime(deps.log, start(deps, web, press), say)
    await ack()
    await sayTo(web, press, respond, reply)
  })

  app.action(SUGGESTION_DECLINE, async ({ ack, body, context, respond }) => {
    const press = readPress(body, context)
    await ack() // it is kept nowhere
    if (press) await sayTo(web, press, respond, say(commandReply.declined))
  })
}

async function open(deps: Deps, web: WebClient, { who, triggerId }: Press): Promise<string | undefined> {
  const [members, domains] = await Promise.all([deps.store.myMembers(who), deps.store.domains()])
  if (!(await deps.store.myTeams(who))) return commandReply.noManager
  await web.views.open({ trigger_id: triggerId, view: suggestModal(members, domains) })
  return undefined
}

async function start(deps: Deps, web: WebClient, press: Press): Promise<Message> {
  const suggestion = await deps.store.mySuggestion(press.who, press.value)
  if (!suggestion) return say(commandReply.suggestionGone)
  const thread = press.directThread ? { thread: press.directThread } : {}
  const asked = { domainId: suggestion.domainId, eventId: press.onceId, suggestion: suggestion.id, ...thread }
  return startAndSay(deps, web, press.who, asked)
}
