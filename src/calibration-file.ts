import { readFile } from 'node:fs/promises'
import { type Calibration, readCalibration } from './coaching/calibration.ts'
import { readText } from './text-file.ts'

/** How this judge was measured, as the operator's file says it. What is wrong with the file is an Error whose message is the sentence to show. */
export async function openCalibration(file: string | undefined, judge: string): Promise<Calibration | undefined> {
  if (file === undefined) return undefined
  const wrong = (why: string) => new Error(`SCORE_CALIBRATION: ${file} ${why}`)
  const bytes = await readFile(file).catch(() =>
    Promise.reject(wrong('cannot be read. Leave it blank for scores as the judge gives them.')),
  )
  const decoded = readText(bytes)
  if ('wrong' in decoded) throw wrong(decoded.wrong)
  const read = readCalibration(decoded.text)
  if ('wrong' in read) throw wrong(read.wrong)
  if (read.calibration.judge !== judge)
    throw wrong(`is about ${read.calibration.judge}, and ${judge} scores. Leave it blank, or have people rate anew.`)
  return read.calibration
}
