import { doctor } from '../../src/cli/doctor.ts'

/** Runs the doctor with these settings: its exit code, and what it said about each thing. */
export async function examine(env: Record<string, string>): Promise<{ code: number; said: string[]; all: string }> {
  const said: string[] = []
  const code = await doctor(env, (line) => void said.push(line))
  return { code, said, all: said.join('\n') }
}
