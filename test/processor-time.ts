/** What something costs this process, in milliseconds of a processor: what else the machine does counts for nothing. */
export function processorMs(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
