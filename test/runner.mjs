import { createRunner } from 'jest-light-runner'

const KEPT = new URL('worker-data.mjs', import.meta.url)

/** Runs test files in bare Node, in several processes: each gets what it is told even where it asks late. */
export default class Runner extends createRunner({ runtime: 'child_process' }) {
  constructor(globalConfig, ...others) {
    super(globalConfig, ...others)
    if (globalConfig.maxWorkers > 1)
      process.env.NODE_OPTIONS = `--import=${KEPT} ${process.env.NODE_OPTIONS ?? ''}`.trim()
  }
}
