import { openCalibration } from '../calibration-file.ts'
import type { Config } from '../config.ts'
import type { Finding } from './finding.ts'

/** Whether the file that scores are adjusted by can be read, and what it is about. */
export async function* checkCalibration(model: Config['model']): AsyncGenerator<Finding> {
  if (model.at === 'script' || model.calibrationFile === undefined) return
  const about = 'Calibration'
  try {
    const { dimensions = [], measuredOn = '' } = (await openCalibration(model.calibrationFile, model.judge)) ?? {}
    const adjusted = dimensions.filter(({ steps }) => steps).length
    const languages = [...new Set(dimensions.flatMap((one) => one.languages))].join(', ') || 'no language'
    const says = `${model.judge} was measured on ${measuredOn} in ${languages}; it adjusts ${adjusted} of ${dimensions.length} dimensions.`
    yield { mark: '✓', about, says }
  } catch (error) {
    yield { mark: '✗', about, says: error instanceof Error ? error.message : 'It cannot be read.' }
  }
}
