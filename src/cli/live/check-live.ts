import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import { type Config, readConfig } from '../../config.ts'
import { openLog } from '../../log.ts'
import { livingInstances } from '../../queue/instance.ts'
import { slackFault } from '../../slack/connection/slack-fault.ts'
import { openWebClient } from '../../slack/connection/web-client.ts'
import { directMessage } from '../../slack/outgoing/direct-message.ts'
import { lockFolder } from '../../store/embedded/lock.ts'
import { openMade } from './made.ts'
import { openPerson, type Person } from './person.ts'
import { type Answer, type Here, notAsked, otherwise, type Question } from './question.ts'
import { QUESTIONS } from './questions.ts'
import { type Heard, openSocket } from './socket.ts'

const silent = openLog(() => undefined)
const PACE_MS = 1_100 // Slack takes about one post a second in a channel
const STOPPED = 130 // what a shell expects of a program that was told to stop

type Workspace = Extract<Config['slack'], { at: 'workspace' }>

/**
 * Asks Slack itself what its documents leave open, in a direct message with the person who asks, and takes all that it made away again,
 * also after Ctrl-C or when something fails on the way.
 */
export async function checkLive(
  env: Record<string, string | undefined>,
  say: (line: string) => void,
  input: Readable = process.stdin,
): Promise<number> {
  const read = readConfig(env)
  if ('wrong' in read) return refuse(say, read.wrong.join('\n'))
  const { config } = read
  const { slack } = config
  if (slack.at === 'playground') return refuse(say, 'No workspace is set: give SLACK_BOT_TOKEN, as README.md says.')

  const ending = new AbortController()
  const end = () => {
    if (!ending.signal.aborted) say('Stopping. What was made is taken away first.')
    ending.abort(new Error('stopped'))
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, end) // npm hands it on, so it may come twice
  process.stdout.on('error', () => undefined) // where the terminal is gone, the rest is done all the same
  const person = openPerson(input, say, ending.signal)
  let heard: Heard | undefined
  try {
    const running = runningHere(config)
    if (running) return refuse(say, running)
    if (slack.over === 'socket') {
      heard = await openSocket(openWebClient(slack.appToken, slack.apiUrl, silent), ending.signal)
      if (heard.connections > 1) return refuse(say, RUNNING_ELSEWHERE)
    }
    return await inDirectMessage({ slack, person, heard, say, signal: ending.signal })
  } catch (error) {
    if (!ending.signal.aborted)
      return refuse(say, `Slack answered ${slackFault(error).cause}: npm run doctor says more.`)
    say('Nothing was made.')
    return STOPPED
  } finally {
    heard?.close()
    person.leave()
    for (const name of signals) process.off(name, end)
  }
}

const RUNNING_ELSEWHERE =
  'A bot runs with the same tokens: Slack counts another connection of this app. Stop it everywhere, wait a minute, and run this again.'

function refuse(say: (line: string) => void, why: string): number {
  say(`✗ ${why}`)
  return 2
}

/** Why a bot with these settings seems to run on this machine, in whichever mode: it would take what Slack delivers. */
function runningHere({ dataDir, database }: Config): string | undefined {
  const sentence = `A bot runs with the same settings, on ${dataDir}. Stop it, and run this again.`
  if (!existsSync(dataDir)) return undefined
  if (database.at !== 'embedded') return livingInstances(dataDir) > 0 ? sentence : undefined
  try {
    lockFolder(dataDir)()
    return undefined
  } catch (error) {
    return error instanceof Error && error.message.includes('is in use by') ? sentence : undefined
  }
}

type About = {
  slack: Workspace
  person: Person
  heard: Heard | undefined
  say: (line: string) => void
  signal: AbortSignal
}

async function inDirectMessage({ slack, person, heard, say, signal }: About): Promise<number> {
  const web = openWebClient(slack.botToken, slack.apiUrl, silent)
  const { team_id: workspace = '' } = await web.auth.test()
  const who = await whoAsks(web, person)
  if (typeof who !== 'string') return refuse(say, who.wrong)
  const alone = slack.over === 'http' ? ' Is the bot stopped everywhere? Over HTTP that cannot be seen from here.' : ''
  const go = await person.asks(
    `In your direct message with the app this posts, changes and deletes messages for about ten minutes, asks you to look a few times and to press Stop once, and takes all of it away. Nobody is coached meanwhile.${alone} Type yes to begin.`,
  )
  if (go?.toLowerCase() !== 'yes') return refuse(say, 'Nothing was done.')

  const isReal = slack.postsAMinute !== undefined // a stand-in needs no pauses
  const made = openMade(web, await directMessage(web, who), isReal ? PACE_MS : 0)
  const here: Here = {
    web,
    withoutToken: openWebClient('', slack.apiUrl, silent),
    made,
    person: who,
    heard,
    tells: (sentence) => say(`> ${sentence}`),
    asks: async (sentence) => ((await person.asks(sentence)) ?? '').toLowerCase(),
    waits: (ms) => wait(isReal ? ms : 0, undefined, { signal }),
  }
  const answers: { question: Question; answer: Answer }[] = []
  try {
    for (const [at, question] of QUESTIONS.entries()) {
      say(`${at + 1} of ${QUESTIONS.length}: ${question.asks}`)
      const answer = await answerTo(question, here, signal)
      answers.push({ question, answer })
      for (const line of answerLines(question, answer)) say(`    ${line}`)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await cleanUp(made, say)
  }
  say('')
  for (const line of report(answers, workspace)) say(line)
  if (signal.aborted) return STOPPED
  return answers.some(({ answer }) => answer.is === 'otherwise') ? 1 : 0
}

/** The id of the person who asks, as they give it: nothing says who sits in front of a command. */
async function whoAsks(web: WebClient, person: Person): Promise<string | { wrong: string }> {
  const id = await person.asks('Who are you in Slack? In your profile, under ⋮, is “Copy member ID”: paste it here.')
  if (!id || !/^[UW][A-Z0-9]{5,}$/.test(id)) return { wrong: 'That is no member ID: one begins with U or W.' }
  const { user } = await web.users.info({ user: id })
  if (user?.is_bot || user?.deleted) return { wrong: 'That is nobody who could look: an app, or somebody who left.' }
  return id
}

/** What one question came to. Only an end from outside ends the others too. */
async function answerTo(question: Question, here: Here, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted()
  try {
    return await question.ask(here)
  } catch (error) {
    signal.throwIfAborted()
    const { cause, code } = slackFault(error)
    return code === 'slack-unclear' ? notAsked(`no answer from Slack: ${cause}`) : otherwise(`Slack refused: ${cause}`)
  }
}

const MARKS = { 'as expected': '✓', otherwise: '✗', 'not asked': '–' } satisfies Record<Answer['is'], string>

function answerLines({ how, expects, source }: Question, { is, found }: Answer): string[] {
  const first = `${MARKS[is]} ${found}`
  return is === 'as expected' ? [first] : [first, `expected: ${expects}`, `asked by: ${how}`, `source: ${source}`]
}

async function cleanUp(made: ReturnType<typeof openMade>, say: (line: string) => void): Promise<void> {
  say('Taking everything away…')
  const isAll = await made.takeAway()
  say(
    isAll
      ? '✓ All that this made is gone. What only you could see goes when Slack is loaded anew.'
      : '✗ Some messages may be left in your direct message with the app. Run this again, or delete them there.',
  )
}

/** What to send us: no words, no names, and of ids the beginning. */
function report(answers: { question: Question; answer: Answer }[], workspace: string): string[] {
  return [
    'To help us, send these lines. They hold no words of anybody.',
    `workspace ${workspace.slice(0, 3)}…, ${answers.length} of ${QUESTIONS.length} asked`,
    ...answers.map(({ question, answer }) => `${question.id}: ${answer.is}: ${answer.found}`),
  ]
}
