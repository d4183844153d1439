import type { Deps } from '../../src/flows/deps.ts'
import type { Incoming, Work } from '../../src/store/store.ts'
import { givenMinds } from '../flows/given-minds.ts'
import { echoCoach, echoJudge } from './echo.ts'
import { begin, type Run } from './process.ts'
import type { Stage } from './stage.ts'
import type { How, Place } from './step.ts'
import type { Witness } from './witness.ts'

type Process = { name: string; isDead: boolean }
export type Running = Run & {
  work: Work
  process: Process
  handing: ReturnType<Witness['handed']>
  /** Its lease ran out, and it does not know. */
  isStalled: boolean
}
let started = 0
const NAMES = 40 // processes that die are replaced by others, whose stores are used again and again

/** What a process has besides its store and its minds. */
type Outside = Omit<Deps, 'store' | 'coach' | 'judge' | 'allowance'>

/** Two processes at work on one workspace. One that dies is replaced at once. */
export function openProcesses(stage: Stage, workspace: string, outside: Outside, witness: Witness) {
  const startProcess = (): Process => ({ name: `process ${started++ % NAMES}`, isDead: false })
  const places: Record<Place, Process> = { 0: startProcess(), 1: startProcess() }
  const running: Running[] = []
  const handedOver: { work: Work; process: Process }[] = []

  const storeOf = (process: Process) => stage.storeOf(process.name)
  const depsFor = (process: Process): Deps => {
    const store = storeOf(process)
    return { ...outside, ...givenMinds({ coach: echoCoach, judge: echoJudge, store }), store }
  }
  const handOver = (process: Process) => (work: Work[]) =>
    void handedOver.push(...work.map((one) => ({ work: one, process })))

  async function beginAll(): Promise<void> {
    for (let next = handedOver.shift(); next; next = handedOver.shift()) {
      const { work, process } = next
      const handing = witness.handed(work, running)
      const run = await begin(depsFor(process), work, {
        heard: (call, answer) => witness.heard(call, work, handing, answer),
        goesOn: handOver(process),
        dies: () => {
          process.isDead = true
        },
      })
      running.push({ ...run, work, process, handing, isStalled: false })
      bury()
    }
  }
  function bury(): void {
    const left = running.filter((one) => !one.isOver() && !one.process.isDead)
    running.splice(0, running.length, ...left)
    for (const place of [0, 1] as const) if (places[place].isDead) places[place] = startProcess()
  }
  async function goOn(nth: number, how: How): Promise<void> {
    await running[nth % running.length]?.goOn(how)
    bury()
    await beginAll()
  }

  return {
    running,
    depsOf: (place: Place): Deps => depsFor(places[place]),
    goOn,
    async finish(): Promise<void> {
      while (running.length > 0) await goOn(0, 'well')
    },
    async keepIncoming(item: Incoming, place: Place): Promise<void> {
      const process = places[place]
      const work = await storeOf(process).keepIncoming([item])
      witness.taken(item, work)
      handOver(process)(work)
      await beginAll()
    },
    /** Whether there was anything to do. */
    async claim(place: Place): Promise<boolean> {
      const process = places[place]
      const store = storeOf(process)
      const work = await store.claimWork({ hurried: 100, unhurried: 100 })
      for (let more = true; more; ) {
        const suspects = await store.claimSuspect({ suspicion: 3, isSteady: true })
        work.push(...suspects.work)
        more = suspects.work.length > 0
      }
      const ours = work.filter((one) => one.workspace === workspace)
      handOver(process)(ours)
      await beginAll()
      return ours.length > 0
    },
    /** A process stands still for so long that its leases run out, and then goes on as if nothing had been. */
    async stall(place: Place): Promise<void> {
      const { name } = places[place]
      for (const one of running) if (one.process === places[place]) one.isStalled = true
      await stage.query(
        `update inbox set lease_until = now() - interval '1 second'
          where workspace_id = $1 and worker = $2 and lease_token is not null`,
        [workspace, name],
      )
    },
    /** Delays are over, and what nobody works on any more is free. */
    async timePasses(seconds: number): Promise<void> {
      await stage.query(
        `update inbox set run_at = run_at - make_interval(secs => $2), first_try_at = first_try_at - make_interval(secs => $2),
                lease_until = case when id = any ($3) then lease_until else lease_until - interval '1 hour' end
          where workspace_id = $1 and state in ('queued', 'answered', 'paused')`,
        [workspace, seconds, running.map(({ work }) => work.id)],
      )
    },
  }
}
