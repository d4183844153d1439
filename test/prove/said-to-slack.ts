import { WebClient } from '@slack/web-api'
import type { Domain } from '../../src/coaching/model.ts'
import { clientOptions } from '../../src/slack/connection/web-client.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import {
  coach,
  managerSees,
  memory,
  noQuote,
  notEnough,
  scorecard,
  strong,
  suggested,
} from '../../src/slack/samples/samples.ts'
import { say } from '../../src/slack/views/blocks.ts'
import { commandReply } from '../../src/slack/views/command-reply.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { openAlreadyMessage } from '../../src/slack/views/open-already.ts'
import { startModal } from '../../src/slack/views/start-modal.ts'
import { hostileDomain, hostileMark } from '../slack/views/hostile.ts'

const REFUSED_EVERY = 7 // calls: their blocks are refused, so that the words alone go out too
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const to = { workspace: 'T1', actor: 'U1', key: 'k', look: false, thread: 'D1:1700000000.000100' }

/** Every way in which a text by a model, a learner or a table reaches Slack. What is sent is handed over, byte for byte. */
export function openSaying(onSent: (body: string) => void) {
  let calls = 0
  const answer = (body: object) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
  const web = new WebClient('xoxb-test', {
    ...clientOptions('https://slack.example/api/', quiet),
    fetch: async (url, init) => {
      const body = String(init?.body ?? '')
      onSent(body)
      calls += 1
      const isRefused =
        calls % REFUSED_EVERY === 0 && String(url).endsWith('chat.postMessage') && body.includes('blocks=')
      return answer(isRefused ? { ok: false, error: 'invalid_blocks' } : { ok: true, ts: '1700000000.000200' })
    },
  })
  const show = openShow(web, quiet)
  const link = 'https://slack.example/archives/D1/p1700000000000100'

  const ways: ((text: string, domain: Domain) => Promise<unknown>)[] = [
    (text, domain) =>
      show.opening(to, {
        sessionId: 's',
        coach: { ...coach, domain },
        mind: text,
        commitment: { id: 'm', isAhead: false },
        scripted: false,
        label: { ...suggested, suggestedBy: { actor: text, name: text } },
      }),
    (text) =>
      show.scorecard(to, {
        ...scorecard,
        domainName: text,
        judgement: {
          ...scorecard.judgement,
          judge: text,
          marks: [strong, notEnough, noQuote].map((mark) => hostileMark(text, mark)),
        },
        closing: { workedOut: text, nextSteps: [text, `${text} ${text}`] },
      }),
    (text) =>
      show.soFar(to, {
        sessionId: 's',
        domainName: text,
        marks: [hostileMark(text, strong)],
        scripted: false,
        leftOut: 1,
        rounds: 3,
      }),
    (_, domain) => show.picker(to, [domain, hostileDomain(domain.name, 1)]),
    (text) => show.note(to, { note: 'trouble', because: 'set-up', sessionId: 's', reference: text }),
    (text) => {
      const wanted = { domainId: 'd', domainName: text }
      return web.chat.postEphemeral({
        channel: 'C1',
        user: 'U1',
        ...openAlreadyMessage({ sessionId: 's', domainName: text, link, wanted }),
      })
    },
    (text) => web.chat.postEphemeral({ channel: 'C1', user: 'U1', ...say(commandReply.unknownWord(text, text)) }),
    (text) => web.chat.postEphemeral({ channel: 'C1', user: 'U1', ...say(commandReply.openAlready(text)) }),
    (_, domain) => web.views.open({ trigger_id: '1', view: startModal({ domains: [domain] }) }),
    (text, domain) => {
      const open = { sessionId: 's', domainName: text, rounds: 2, link }
      return web.views.publish({
        user_id: 'U1',
        view: homeView({
          domains: [domain],
          open,
          sees: { ...managerSees, manager: { actor: text, name: text }, team: { ...managerSees.team, team: text } },
          last: { domainName: text, at: new Date(0), judge: 'm', isOpen: true, overall: 7, post: null, link },
          memory: { ...memory, lines: memory.lines.map((line) => ({ ...line, says: text, domainName: text })) },
        }),
      })
    },
  ]
  return {
    /** The model says it, and then it goes out in one of the other ways, in turn. */
    async say(text: string, turn: number): Promise<void> {
      await show.answer(to, { sessionId: 's', text, shortened: false })
      await ways[turn % ways.length]?.(text, hostileDomain(text))
    },
  }
}
