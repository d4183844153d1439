import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../app.ts'
import type { Content } from '../coaching/content.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import type { MoreControls } from '../playground-controls.ts'
import type { ContentStore } from '../store/content.ts'
import { whyNot } from './content-diff.ts'
import { openConfigured } from './open-store.ts'

/** Settings that a trial must not follow: it happens in the playground, on a database of its own. */
const ELSEWHERE = /^(SLACK_|SUPABASE_|DATA_DIR$)/

/** What the files say now, or a sentence about what is wrong with them. */
export type ReadDrafts = () => Content[] | string

/**
 * Starts a playground in which these are published, until it is told to stop. Nothing of it is kept. Files that are changed
 * meanwhile are taken at the press of a button.
 */
export async function tryContent(
  env: Record<string, string | undefined>,
  drafts: Content[],
  again: ReadDrafts,
  say: (line: string) => void,
  isOver: () => Promise<unknown> = () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'threadcoach-try-'))
  try {
    const here = Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.test(name)))
    const read = readConfig({ ...here, DATA_DIR: join(dataDir, 'data') })
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const store = await openConfigured(read.config.database, say)
    try {
      const why = await publishDrafts(store, drafts)
      if (why) throw new Error(why)
    } finally {
      await store.close()
    }
    const app = await openApp(read.config, openLog(), { say, onFatal: say }, takeAgain(again))
    try {
      say(`Ready. Open ${app.url} and type /coach. Stop with Ctrl-C: nothing of this is kept.`)
      await isOver()
    } finally {
      await app.close()
    }
    return 0
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Publishes them all, or says why not. */
async function publishDrafts(store: ContentStore, drafts: Content[]): Promise<string | undefined> {
  const why = whyNot(await store.currentContent(), drafts)
  if (why) return why
  for (const draft of drafts) await store.publishContent(draft)
  return undefined
}

const takeAgain =
  (again: ReadDrafts): MoreControls =>
  (store) => [
    {
      name: 'take-drafts',
      label: 'Take the files again',
      hint: 'New sessions begin with them as they are now',
      async run() {
        const drafts = again()
        if (typeof drafts === 'string') return drafts
        const why = await publishDrafts(store, drafts)
        return why ?? 'New sessions begin with the files as they are now. Those under way keep theirs.'
      },
    },
  ]
