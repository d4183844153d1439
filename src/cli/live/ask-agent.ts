import { suggestedPrompts } from '../../slack/views/suggested-prompts.ts'
import { asked } from './made.ts'
import { type Answer, asExpected, type Here, notAsked, otherwise, type Question, refusalIn, saw } from './question.ts'

const SESSIONS = 'https://docs.slack.dev/ai/agent-sessions'
const NEW = 'agents.sessions.setStatus'
const OLD = 'assistant.threads.setStatus'
const STOP_MS = 180_000

/** A thread of its own, and what the app says about its work there by one of the methods. It ends with `off`, whatever happens. */
async function thread(here: Here, method = NEW, off = 'closed') {
  const channel_id = here.made.channel
  const { ts } = await here.made.post({ text: 'A thread in which the app says that it works.' })
  const says = (status: string) =>
    asked(() => here.web.apiCall(method, { channel_id, thread_ts: ts, status })).then(() => undefined)
  here.made.undoLater(() => says(off))
  return { at: { channel: channel_id, threadTs: ts }, says }
}

/** Sets a status and takes it back. */
async function goesThrough(here: Here, method: string, on: string, off: string): Promise<Answer> {
  const { says } = await thread(here, method, off)
  const refused: string[] = []
  for (const status of [on, off]) {
    try {
      await says(status)
    } catch (error) {
      refused.push(`${status || 'an empty one'}: ${refusalIn(error)}`)
    }
  }
  return refused.length === 0 ? asExpected('both taken') : otherwise(refused.join(', '))
}

/** Asks it where the app has the agent view: elsewhere there is no session to ask about. */
const ofAgents = (ask: Question['ask']) => async (here: Here) => {
  const { says } = await thread(here)
  try {
    await says('active')
  } catch (error) {
    const cause = refusalIn(error)
    if (cause === NO_AGENT) return notAsked(`this app has no agent view: ${cause}`)
  }
  return ask(here)
}
const NO_AGENT = 'feature_disabled'

async function staysProcessing(here: Here): Promise<Answer> {
  const { says } = await thread(here)
  await says('processing')
  const sentence = 'Open the newest thread, wait two minutes and press nothing. Does it still say that the app works?'
  const answer = await saw(here, sentence, 'y', 'still working after two minutes')
  await says('active')
  return answer
}

async function stop(here: Here): Promise<Answer> {
  if (!here.heard) return notAsked('over HTTP the press goes to the bot’s own address')
  const { at, says } = await thread(here)
  await says('processing')
  const heard = here.heard.next('agent_session_stopped', at, STOP_MS)
  here.tells('Open the newest thread and press Stop there. It is waited for, three minutes at most.')
  if (!(await heard)) return otherwise('no event came')
  const answer = await saw(here, 'Does the thread still say that the app works?', 'y', 'still working after Stop')
  return { ...answer, found: `the event came; ${answer.found}` }
}

const PROMPT = { title: 'Live check', message: 'help' }

async function setPrompts(here: Here): Promise<Answer> {
  const set = (prompts: [typeof PROMPT, ...(typeof PROMPT)[]]) =>
    asked(() => here.web.assistant.threads.setSuggestedPrompts({ channel_id: here.made.channel, prompts }))
  try {
    await set([PROMPT])
  } catch (error) {
    const cause = refusalIn(error)
    return cause === NO_AGENT ? notAsked(`this app has no agent view: ${cause}`) : otherwise(`refused: ${cause}`)
  }
  here.made.undoLater(() => set(suggestedPrompts(false)))
  const sentence = `Leave the direct message with the app and come back. Is “${PROMPT.title}” suggested there?`
  return saw(here, sentence, 'y', 'what was set is suggested')
}

export const AGENT_QUESTIONS: Question[] = [
  {
    id: 'session-status',
    asks: 'Does Slack take the status of an agent’s session?',
    how: `${NEW}: processing, then active`,
    expects: 'both are taken, where the app has the agent view',
    source: SESSIONS,
    ask: ofAgents((here) => goesThrough(here, NEW, 'processing', 'active')),
  },
  {
    id: 'thread-status',
    asks: 'Does Slack still take the status before it?',
    how: `${OLD}: a text, then an empty one`,
    expects: 'both are taken: it is to go, and no document says when',
    source: 'https://docs.slack.dev/ai/migrating-to-agent-messaging',
    ask: (here) => goesThrough(here, OLD, 'is thinking…', ''),
  },
  {
    id: 'status-time',
    asks: 'When does a session that is left in processing end by itself?',
    how: `${NEW}: processing, and a look by the person after two minutes`,
    expects: 'not yet: after an hour by one page, after two minutes by another',
    source: `${SESSIONS}; https://docs.slack.dev/reference/methods/${OLD}`,
    ask: ofAgents(staysProcessing),
  },
  {
    id: 'stop',
    asks: 'What does a press of Stop do?',
    how: 'the person presses it once, and looks',
    expects: 'agent_session_stopped comes, and the status stays until the app sets it',
    source: 'https://docs.slack.dev/reference/events/agent_session_stopped',
    ask: ofAgents(stop),
  },
  {
    id: 'prompts',
    asks: 'Which prompts are suggested: those of the manifest, or those that the app sets?',
    how: 'assistant.threads.setSuggestedPrompts, and a look by the person',
    expects: 'those that the app sets: no document says which win',
    source: 'https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts',
    ask: setPrompts,
  },
]
