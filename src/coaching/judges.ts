import type { Mark } from './model.ts'

/** The judge that is no AI: the script. It is kept by this name with what it found. */
export const SCRIPTED_JUDGE = 'scripted'
/** The judge of sample history: it shows what one that is an AI gives. src/store/embedded/sample-history.sql says it too. */
export const SAMPLE_JUDGE = 'sample'

/** Whether the script looked at this talk, where it may have been another judge than the one of today. */
export const isByScript = (marks: Mark[], isScriptNow: boolean): boolean =>
  marks.some(({ cues }) => cues !== undefined) || (isScriptNow && marks.every(({ score }) => score === null))
