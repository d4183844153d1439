import { z } from 'zod'
import { certificateCure, type Fault, type FaultCode } from '../fault.ts'

type ModelFault = Extract<FaultCode, `llm-${string}`>
const evidence = z.object({ status: z.number().optional(), code: z.union([z.string(), z.number()]).optional() })

/** What is wrong with a model, and the cure. */
export function modelSentence(fault: Fault, setting: string, where: string): string {
  const { status, code } = evidence.catch({}).parse(fault.cause)
  const said = [status, code].filter((part) => part !== undefined).join(' ')
  const cure = fault.code === 'llm-unreachable' && certificateCure(said)
  if (cure) return `${where} cannot be reached. ${cure}`
  const told = said ? ` (${said})` : ''
  const sentences: Partial<Record<FaultCode, string>> = {
    'llm-key': `${where} refused OPENAI_API_KEY${told}. Make a new key where the account is (OpenAI: https://platform.openai.com/api-keys).`,
    'llm-quota': `the account at ${where} has no credit left${told}. Add credit there, or take a key of another account.`,
    'llm-unknown-model': `${setting} names a model that ${where} does not have${told}. Name one that it has, and see that OPENAI_BASE_URL ends as its documentation says, mostly in /v1.`,
    'llm-unreachable': `${where} cannot be reached${told}. Is this machine connected, the server running, and OPENAI_BASE_URL right if you set it?`,
    'llm-not-compatible': `${where} answered something that is not OpenAI's chat completions${told}. See that OPENAI_BASE_URL is the API's address, mostly ending in /v1, and that no sign-in page stands before it.`,
    'llm-busy': `${where} is busy or out of order${told}. Run this again in a minute.`,
    'llm-slow': `${where} took too long. Run this again, or set ${setting} to a faster model.`,
    'llm-cut': `${where} ended its answer too early. Run this again, or set ${setting} to a model that thinks less before it answers.`,
    'llm-endless': `${where} sent far more than one word and was cut off. See that OPENAI_BASE_URL is the API's address.`,
    'llm-empty': `${where} answered without text. Set ${setting} to a chat model.`,
    'llm-bad-json': `it does not fill in JSON, so it cannot score. Set ${setting === 'COACH_MODEL' ? 'JUDGE_MODEL' : setting} to a model that can.`,
    'llm-refused': `it declined to say one word. Set ${setting} to another model.`,
    'llm-filtered': `the content filter at ${where} stopped one harmless word${told}. Ask who runs it, or set ${setting} to another model.`,
    'llm-rejected': `${where} rejected the request${told}. See OPENAI_EXTRA_BODY and the documentation of the server.`,
    'llm-away': `${where} failed several times in a row. Run this again in a minute.`,
    'llm-cancelled': 'the check was stopped. Run it again.',
  } satisfies Record<ModelFault, string>
  return sentences[fault.code] ?? `it failed (${fault.code}).`
}
