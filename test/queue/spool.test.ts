import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { leftSpools, openSpool, type Spool } from '../../src/queue/spool.ts'
import { temporaryFolder } from '../bot.ts'

const place = temporaryFolder()
afterAll(() => place.done())
let count = 0
const newFolder = () => join(place.path, `spool-${++count}`)

/** Takes everything out, at most so many lines at once. */
async function drained(spool: Spool, most = 100): Promise<string[][]> {
  const pieces: string[][] = []
  while (!spool.isEmpty()) {
    const { lines, taken } = await spool.oldest(most)
    pieces.push(lines)
    await taken()
  }
  return pieces
}

test('lines come out in the order in which they went in, and then nothing is left on the disk', async () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  expect(existsSync(folder)).toBe(false)
  await spool.add(['a', 'b'])
  await spool.add(['ü\u2028', 'd', 'e'])
  expect(await drained(spool, 2)).toEqual([['a', 'b'], ['ü\u2028', 'd'], ['e']])
  expect(readdirSync(folder)).toEqual([])
  await spool.add(['f'])
  expect(await drained(spool)).toEqual([['f']])
})

test('what was not said to be taken comes again', async () => {
  const spool = openSpool(newFolder(), 'one')
  await spool.add(['a', 'b'])
  expect((await spool.oldest(1)).lines).toEqual(['a'])
  expect(await drained(spool)).toEqual([['a', 'b']])
})

test('nobody else on the machine may read it', async () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  await spool.add(['a'])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'one.jsonl')).mode & 0o777).toBe(0o600)
  await spool.close()
})

test('a full spool takes no more, and loses nothing', async () => {
  const spool = openSpool(newFolder(), 'one', 10)
  await spool.add(['12345'])
  await expect(spool.add(['67890'])).rejects.toThrow('full')
  await spool.add(['678'])
  expect(await drained(spool)).toEqual([['12345', '678']])
})

test('where nothing can be written, that is said', async () => {
  await expect(openSpool('/dev/null/spool', 'one').add(['a'])).rejects.toThrow()
})

test('what an ended process left is found by the next one, and what a living one holds is not', async () => {
  const folder = newFolder()
  const ended = openSpool(folder, 'ended')
  await ended.add(['a', 'b'])
  expect(leftSpools(folder)).toEqual([])
  await ended.close()
  appendFileSync(join(folder, 'ended.jsonl'), 'torn by a cr') // the process was killed while it wrote

  const [left, ...others] = leftSpools(folder)
  expect(others).toEqual([])
  expect(leftSpools(folder)).toEqual([]) // it is held now
  expect(left && (await drained(left)).flat()).toEqual(['a', 'b'])
  expect(readdirSync(folder)).toEqual([])
  expect(leftSpools(folder)).toEqual([])
})

test('what was added while the rest was taken out is not removed with it', async () => {
  const folder = newFolder()
  const spool = openSpool(folder, 'one')
  await spool.add(['a'])
  const { taken } = await spool.oldest(10)
  await Promise.all([taken(), spool.add(['b'])])
  expect(spool.isEmpty()).toBe(false)
  expect(readFileSync(join(folder, 'one.jsonl'), 'utf8')).toMatch(/b\n$/)
  expect((await drained(spool)).flat()).toEqual(['b'])
})
