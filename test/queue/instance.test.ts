import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLog } from '../../src/log.ts'
import { openInstance } from '../../src/queue/instance.ts'
import { temporaryFolder } from '../bot.ts'

const MODULE = join(import.meta.dirname, '../../src/queue/instance.ts')
const logged: string[] = []
const log = openLog((line) => logged.push(line))
const folder = temporaryFolder()
const alive = new Set<() => Promise<void>>()
afterAll(async () => {
  await Promise.all([...alive].map((die) => die()))
  folder.done()
})

/** Another process on this machine, until it is killed. */
async function another(dataDir: string): Promise<{ id: string; die(): Promise<void> }> {
  const script = `
    import { openInstance } from ${JSON.stringify(MODULE)}
    const instance = openInstance(${JSON.stringify(dataDir)}, { info() {}, warn() {}, error() {} })
    process.stdout.write(instance.id)
    setInterval(() => instance.id, 1000)`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(child, 'exit')
  const [id] = await once(child.stdout, 'data')
  const die = async () => {
    alive.delete(die)
    child.kill('SIGKILL')
    await exited
  }
  alive.add(die)
  return { id: String(id), die }
}

test('a process finds those of its machine that died, and none that lives', async () => {
  const [living, dying] = await Promise.all([another(folder.path), another(folder.path)])
  const first = openInstance(folder.path, log)
  expect(first.dead).toEqual([])
  await dying.die()
  const diedBefore = performance.now()
  const second = openInstance(folder.path, log)
  expect(second.dead).toEqual([dying.id])
  expect(second.deadSince).toBeGreaterThanOrEqual(diedBefore)
  expect(openInstance(folder.path, log).dead).toEqual([]) // somebody sees to it already
  second.bury()
  first.close()
  await living.die()
  const last = openInstance(folder.path, log)
  expect(last.dead).toEqual([living.id])
  expect(logged).toEqual([])
  last.bury()
  last.close()
  second.close()
})

test('who dies before the dead are seen to leaves them, and itself, to the next', async () => {
  const dataDir = join(folder.path, 'twice')
  const first = await another(dataDir)
  await first.die()
  const second = await another(dataDir)
  await second.die()
  const third = openInstance(dataDir, log)
  expect(third.dead.toSorted()).toEqual([first.id, second.id].toSorted())
  third.bury()
  third.close()
  expect(readdirSync(join(dataDir, 'instances'))).toEqual(['gate'])
})

test('where nothing can be written, one warning says what that means, and all goes on', () => {
  const file = join(folder.path, 'no-folder')
  writeFileSync(file, '')
  const instance = openInstance(file, log)
  expect(instance).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), dead: [] })
  expect(logged).toHaveLength(1)
  instance.bury()
  instance.close()
})
