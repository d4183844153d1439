import { readConfig } from '../config.ts'
import { Fault } from '../fault.ts'
import { openCoaches } from './eval/coaches.ts'
import { evalAnswers } from './eval/eval-answers.ts'
import { evalCoach } from './eval/eval-coach.ts'
import { evalJudge } from './eval/eval-judge.ts'
import { evalTalks } from './eval/eval-talks.ts'
import { readOptions } from './eval/options.ts'
import { evalRatings } from './eval/ratings/eval-ratings.ts'
import { makePacket } from './eval/ratings/make-packet.ts'
import { modelSentence } from './model-sentence.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

/** `eval`: measures the judge, or the coach, that is configured. Returns the exit code: 1 when a gate is missed or it did not work. */
export async function evaluate(env: Env, say: Say, args: string[] = [], open = openCoaches): Promise<number> {
  const read = readConfig(env)
  try {
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const options = readOptions(args)
    const { domains, coachOf } = await open()
    if (options.answers) return evalAnswers(options, domains, coachOf, say) ? 0 : 1
    if (options.rate) return makePacket(options, coachOf, say) ? 0 : 1
    if (options.talks) return (await evalTalks(options, coachOf, say)) ? 0 : 1
    const { model } = read.config
    if (options.ratings.length > 0) return (await evalRatings(model, options, coachOf, say)) ? 0 : 1
    const isMet = options.coach
      ? await evalCoach(model, options, domains, coachOf, say)
      : await evalJudge(model, options, coachOf, say)
    return isMet ? 0 : 1
  } catch (error) {
    say(sentenceOf(error, env, args))
    return 1
  }
}

function sentenceOf(error: unknown, env: Env, args: string[]): string {
  if (error instanceof Fault) {
    const where = env.OPENAI_BASE_URL ? new URL(env.OPENAI_BASE_URL).host : 'OpenAI'
    return `The model: ${modelSentence(error, args.includes('--coach') ? 'COACH_MODEL' : 'JUDGE_MODEL', where)} What was answered is kept: run it again, and it goes on from there.`
  }
  return error instanceof Error ? error.message : 'It did not work.'
}
