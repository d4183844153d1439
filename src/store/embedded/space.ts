import { statfs } from 'node:fs/promises'

/** With less than this the database would soon stop in the middle of a write; a day of coaching needs a few. */
const LEAST_FREE_MEGABYTES = 200

/** The sentence that says how little room there is left for the data folder, or undefined when there is enough. */
export async function tooLittleSpace(
  dataDir: string,
  leastMegabytes = LEAST_FREE_MEGABYTES,
): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free >= leastMegabytes) return undefined
  return `The disk of the data folder ${dataDir} has ${free} MB free and ${leastMegabytes} MB are needed: free some space and start again, or set DATA_DIR to a folder on another disk. Nothing that was kept is lost.`
}
