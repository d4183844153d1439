import { checkedAnswer, modelContext } from '../../../coaching/answer.ts'
import type { Coach, Round } from '../../../coaching/model.ts'
import { mean } from '../statistics.ts'
import type { CheckFigures } from './figures.ts'
import type { Pairing } from './learner.ts'
import { PLANTED, PLANTED_NAMES, type PlantedName, plantedAnswer } from './planted.ts'
import { type Simulated, talkOf } from './talk.ts'

type Check = (answer: string, asked: Parameters<typeof modelContext>[0]) => boolean
const passes: Check = (answer, asked) => checkedAnswer(answer, modelContext(asked)).ok

const ONE_OF = 3 // bad answers: the others are bad in the same way

type Weighed = { name: PlantedName | undefined; language: string; isBad: boolean; isHeld: boolean }

/** Has the planted coaches talk with these learners: the measure must tell the good one from the others, and so must the checks. */
export async function plantedRun(pairings: Pairing[], coachOf: (domain: string) => Coach, check: Check = passes) {
  const weighed: Weighed[] = []
  const heldWith = async (name: PlantedName | undefined) => {
    const talks: Simulated[] = []
    for (const pairing of pairings) {
      const shown: Round[] = [] // a bad answer that is caught is not what the next one is held against
      const talk = await talkOf(pairing, coachOf(pairing.case.domain), async (asked) => {
        const { text, rather } = plantedAnswer(name, asked)
        const { about: coach, move } = asked
        const request = { coach, summary: null, rounds: [...shown], roundNumber: shown.length + 1, reply: move.text }
        shown.push({ number: shown.length + 1, reply: move.text, answer: rather })
        const isBad = text !== rather
        const counts = name ? isBad && PLANTED[name].caught && asked.rounds.length % ONE_OF === 0 : true
        if (counts) weighed.push({ name, language: pairing.case.language, isBad, isHeld: !check(text, request) })
        return { text }
      })
      talks.push(talk)
    }
    return talks
  }
  const good = await heldWith(undefined)
  const bad: [PlantedName, Simulated[]][] = []
  for (const name of PLANTED_NAMES) bad.push([name, await heldWith(name)])
  return { good, bad, checks: checkFiguresOf(weighed) }
}

function checkFiguresOf(weighed: Weighed[]): CheckFigures {
  const held = (some: Weighed[]) => mean(some.map(({ isHeld }) => (isHeld ? 1 : 0)))
  const both = (some: Weighed[]) => {
    const caught = held(some.filter(({ isBad }) => isBad))
    return { falseAlarms: held(some.filter(({ isBad }) => !isBad)), misses: caught === null ? null : 1 - caught }
  }
  const by = (of: (one: Weighed) => string) => [...Map.groupBy(weighed, of)]
  return {
    ...both(weighed),
    languages: Object.fromEntries(by(({ language }) => language).map(([key, some]) => [key, both(some)])),
    caught: Object.fromEntries(by(({ name }) => name ?? '').flatMap(([key, some]) => (key ? [[key, held(some)]] : []))),
  }
}
