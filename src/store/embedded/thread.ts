import { Worker } from 'node:worker_threads'
import type { Database, Row, Statement } from './database.ts'

/** What the thread is asked to do, and what it says to it. An error without a code did not come from PostgreSQL. */
export type Call =
  | { kind: 'open'; folder: string }
  | { kind: 'transaction'; statements: Statement[]; first: boolean }
  | { kind: 'close' }
export type Answer = { id: number } & ({ rows: Row[] } | { error: DatabaseError })
export type DatabaseError = {
  message: string
  code?: string | undefined
  detail?: string | undefined
  hint?: string | undefined
}

/** The PGlite thread as the rest of the process sees it. */
export type Thread = Database & {
  open(folder: string): Promise<void>
  /** Gives the database up: calls under way fail with this sentence, and so does every later one. */
  giveUp(sentence: string): void
  close(): Promise<void>
}

/** Starts the PGlite thread and watches it: one that no longer answers is ended, and `onFatal` hears why. */
export function startThread(
  onFatal: (sentence: string) => void,
  mostSilentSeconds = 20, // a hosted project ends any call after eight
): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] }) // node's own flags are not for it
  const waiting = new Map<number, PromiseWithResolvers<Row[]>>()
  let calls = 0
  let opened = false
  let silentSeconds = 0
  let ended: Error | undefined

  const end = (error: Error) => {
    if (ended) return
    ended = error
    clearInterval(watchdog)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const giveUp = (sentence: string) => {
    if (ended) return
    end(new Error(sentence))
    void worker.terminate()
    onFatal(sentence)
  }

  const watchdog = setInterval(() => {
    silentSeconds = waiting.size > 0 ? silentSeconds + 1 : 0
    if (opened && silentSeconds > mostSilentSeconds) giveUp(NOT_ANSWERING)
  }, 1000).unref()

  worker.on('message', (answer: Answer) => {
    silentSeconds = 0
    const call = waiting.get(answer.id)
    if (!call) return // not an answer: under `node --watch` a thread also posts which files it read
    waiting.delete(answer.id)
    if ('rows' in answer) return call.resolve(answer.rows)
    const { message, ...about } = answer.error
    call.reject(Object.assign(new Error(message), about))
    if (opened && isLost(answer.error.code)) giveUp(`${STOPPED} (${message})`)
  })
  worker.on('error', (error) => giveUp(`${STOPPED} (${error.message})`))
  worker.on('exit', () => giveUp(STOPPED))

  const ask = (call: Call): Promise<Row[]> => {
    if (ended) return Promise.reject(ended)
    const id = ++calls
    const answer = Promise.withResolvers<Row[]>()
    waiting.set(id, answer)
    worker.postMessage({ id, call })
    return answer.promise
  }

  return {
    giveUp,
    transaction: (statements, how) => ask({ kind: 'transaction', statements, first: how?.first ?? false }),
    async open(folder) {
      await ask({ kind: 'open', folder })
      opened = true
    },
    async close() {
      if (ended) return
      await ask({ kind: 'close' })
      end(new Error('The database is closed.'))
      await worker.terminate()
    },
  }
}

const NOT_ANSWERING =
  'The database in the data folder stopped answering: start again, and see that its disk has room. Nothing that was kept is lost.'
const STOPPED =
  'The database in the data folder stopped: start again, and see that its disk has room. Nothing that was kept is lost.'

/** After a full disk PGlite spins on the next call, and after a failure of its own it is in no state to go on. */
const isLost = (code: string | undefined): boolean => code === undefined || code === '53100' || code === '58030'
