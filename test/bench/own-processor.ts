/** The processor time that this process has used: the playground, the model's stand-in and the measuring, all together. */
export function ownProcessorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
