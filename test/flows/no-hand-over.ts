import type { HandOver } from '../../src/flows/own-data.ts'

const no = () => Promise.reject(new Error('not in this test'))

/** For tests in which nobody asks for their data, or has it erased. */
export const noHandOver: HandOver = { export: no, receipt: no, stayed: no, deletePosts: no, whereabouts: no }
