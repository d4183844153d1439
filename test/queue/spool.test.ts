import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openLog } from '../../src/log.ts'
import { type LeftSpool, leftSpools, openSpool } from '../../src/queue/spool.ts'
import { temporaryFolder } from '../bot.ts'
import { canMount } from '../small-disk.ts'

const place = temporaryFolder()
afterAll(() => place.done())
let count = 0
const newFolder = () => join(place.path, `spool-${++count}`)
const logged: string[] = []
const log = openLog((line) => logged.push(line))
const left = (folder: string) => leftSpools(folder, log)

/** Takes everything out, at most so many lines at once. */
function drained(spool: LeftSpool, most = 100): string[][] {
  const pieces: string[][] = []
  while (!spool.isEmpty()) {
    const { lines, taken } = spool.oldest(most)
    pieces.push(lines)
    taken()
  }
  return pieces
}
const drainedLeft = (folder: string) => left(folder).flatMap((spool) => drained(spool).flat())

test('lines come out in the order in which they went in, and then nothing is left on the disk', () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  expect(existsSync(folder)).toBe(false)
  spool.add(['a', 'b'])
  spool.add(['ü\u2028', 'd', 'e'])
  expect(drained(spool, 2)).toEqual([['a', 'b'], ['ü\u2028', 'd'], ['e']])
  expect(readdirSync(folder)).toEqual([])
  spool.add(['f'])
  expect(drained(spool)).toEqual([['f']])
  spool.close()
  expect(readdirSync(folder)).toEqual([])
})

test('what was not said to be taken comes again', () => {
  const spool = openSpool(newFolder(), 'one')
  spool.add(['a', 'b'])
  expect(spool.oldest(1).lines).toEqual(['a'])
  expect(drained(spool)).toEqual([['a', 'b']])
})

test('nobody else on the machine may read it', () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  spool.add(['a'])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const files = readdirSync(folder)
  expect(files).not.toEqual([])
  for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  spool.close()
})

test('a full spool takes no more, and loses nothing', () => {
  const spool = openSpool(newFolder(), 'one', 10)
  spool.add(['12345'])
  expect(() => spool.add(['678901'])).toThrow('disk-full')
  spool.add(['678'])
  expect(drained(spool)).toEqual([['12345', '678']])
})

test('where nothing can be written, that is said', () => {
  expect(() => openSpool('/dev/null/spool', 'one').add(['a'])).toThrow('disk-refused')
})

const onSmallDisk = canMount() ? test : test.skip
onSmallDisk(
  'a full disk takes no more and says so, loses nothing, empties all the same, and takes again once there is room',
  () => {
    const disk = newFolder()
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    try {
      const spool = openSpool(join(disk, 'spool'), 'one')
      spool.add(['kept'])
      const other = join(disk, 'other')
      writeFileSync(other, Buffer.alloc(900_000))
      const line = 'x'.repeat(300_000)
      expect(() => spool.add([line, line])).toThrow('disk-full')
      expect(drained(spool)).toEqual([['kept']])
      expect(readdirSync(join(disk, 'spool'))).toEqual([])
      writeFileSync(other, '')
      spool.add(['kept too'])
      expect(drained(spool)).toEqual([['kept too']])
    } finally {
      execFileSync('umount', ['--lazy', disk])
    }
  },
)

test('what an ended process left is found by the next one, and what a living one holds is not', () => {
  const folder = newFolder()
  const ended = openSpool(folder, 'ended')
  ended.add(['a', 'b'])
  expect(left(folder)).toEqual([])
  ended.close()

  const [found, ...others] = left(folder)
  expect(others).toEqual([])
  expect(left(folder)).toEqual([]) // it is held now
  expect(found && drained(found).flat()).toEqual(['a', 'b'])
  expect(readdirSync(folder)).toEqual([])
  expect(left(folder)).toEqual([])
  expect(logged).toEqual([])
})

test('what a process was told to be on the disk is there when it is killed in this moment', () => {
  const folder = newFolder()
  const code = `
    import { openSpool } from ${JSON.stringify(join(import.meta.dirname, '../../src/queue/spool.ts'))}
    const spool = openSpool(${JSON.stringify(folder)}, 'killed')
    spool.add(['a', 'b'])
    const { taken } = spool.oldest(1)
    taken()
    spool.add(['c'])
    process.kill(process.pid, 'SIGKILL')`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code])
  expect(signal).toBe('SIGKILL')
  expect(drainedLeft(folder)).toEqual(['a', 'b', 'c']) // what was taken may come again: it is kept once
  expect(readdirSync(folder)).toEqual([])
})

test('the files of lines that earlier processes left are read in, whatever ended them, and those of living ones are not', () => {
  const folder = newFolder()
  mkdirSync(folder)
  writeFileSync(join(folder, 'earlier.jsonl'), 'a\nb\ntorn by a cr')
  writeFileSync(join(folder, 'again.jsonl'), 'c\nd\n')
  writeFileSync(join(folder, 'again.sqlite'), 'this was not written to its end')
  writeFileSync(join(folder, 'living.jsonl'), 'e\n')
  const lock = new DatabaseSync(join(folder, 'living.jsonl.lock'))
  lock.exec('begin exclusive')
  expect(drainedLeft(folder).toSorted()).toEqual(['a', 'b', 'c', 'd'])
  lock.close()
  expect(drainedLeft(folder)).toEqual(['e'])
  expect(readdirSync(folder)).toEqual([])
})

test('a file that is no table is named and stays, and the others are found', () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  spool.add(['a'])
  spool.close()
  writeFileSync(join(folder, 'broken.sqlite'), 'something else, and long enough to be looked at as a page'.repeat(100))
  expect(drainedLeft(folder)).toEqual(['a'])
  expect(readdirSync(folder)).toEqual(['broken.sqlite'])
  expect(logged.splice(0).join()).toMatch(/cannot be read.*broken\.sqlite/)
})

test('what was added while the rest was taken out is not removed with it', () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  spool.add(['a'])
  const { taken } = spool.oldest(10)
  spool.add(['b'])
  taken()
  expect(spool.isEmpty()).toBe(false)
  expect(readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes('b'))).toBe(true)
  expect(drained(spool).flat()).toEqual(['b'])
})
