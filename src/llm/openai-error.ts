import { isRecord } from './openai-piece.ts'

const MOST_TEMPORARY = 599

/** What an error is called, and the status that it would have had. The first that fits counts. */
const BY_NAME: { name: RegExp; status: number }[] = [
  { name: /quota|billing|credit|payment|balance/, status: 402 },
  { name: /rate.?limit|too.?many|exhausted|throttl|overload|capacity|busy/, status: 429 },
  { name: /auth|api.?key|permission|forbidden|denied/, status: 401 },
  { name: /not.?found|unexpected endpoint/, status: 404 },
  { name: /invalid.?(request|argument)|bad.?request|unsupported|validat/, status: 400 },
]

/** The error that a server tells of in an answer that looks well: as `error`, within a choice, by the name of an event, or as all there is. */
export function errorIn(said: unknown, event: string): { status: number; error: object } | undefined {
  if (!isRecord(said)) return event === 'error' ? { status: 500, error: {} } : undefined
  const feedback = said.promptFeedback ?? said.prompt_feedback
  if (isRecord(feedback) && (feedback.blockReason || feedback.block_reason))
    return { status: 400, error: { code: 'content_filter' } }
  const [choice] = Array.isArray(said.choices) ? said.choices : []
  const [first] = Array.isArray(said.errors) ? said.errors : []
  const told = [said.error, first, isRecord(choice) ? choice.error : undefined].find(isError)
  const error = told ?? (event === 'error' || isErrorAlone(said) ? said : undefined)
  if (error === undefined) return undefined
  const named = typeof error === 'object' ? error : { message: String(error) }
  const where = typeof said.message === 'string' && /not.?found/i.test(said.message) ? said.message : undefined
  return { status: statusOf([error, told === undefined ? undefined : said, said.base_resp, where]), error: named }
}

const isError = (error: unknown) => (typeof error === 'string' ? error !== '' : isRecord(error))

/** Nothing was answered, and what is there says that something went wrong. */
function isErrorAlone(said: Record<string, unknown>): boolean {
  if (Array.isArray(said.choices) && said.choices.length > 0) return false
  const isNamed =
    [said.object, said.type].includes('error') || said.success === false || NAMES.some((name) => said[name])
  const isMessage = typeof said.message === 'string' && A_FAILURE.test(said.message.slice(0, TOLD_FIRST))
  return isNamed || isMessage || numbersIn(said).length > 0 || isFailedResponse(said.base_resp)
}

const A_FAILURE =
  /error|fail|unavailable|over(?:load|whelm)|capacity|busy|too many|limit|exceeded|time(?:d )?.?out|try again|not found|denied|invalid|wrong/i
const TOLD_FIRST = 300 // characters
const NAMES = ['detail', 'error_type', 'error_message']
const isFailedResponse = (response: unknown) => isRecord(response) && Boolean(response.status_code)

function numbersIn(error: Record<string, unknown>): number[] {
  return [error.code, error.status, error.status_code, error.statusCode, error.http_code]
    .map((code) => (typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code))
    .filter((code): code is number => typeof code === 'number' && code >= 400 && code <= MOST_TEMPORARY)
}

/** What is told without a number that we know may pass. */
function statusOf(told: unknown[]): number {
  const [number] = told.filter(isRecord).flatMap(numbersIn)
  if (number !== undefined) return number
  const names = told
    .flatMap((one) => (isRecord(one) ? [one.code, one.type, one.error_type, one.status] : [one]))
    .filter((name) => typeof name === 'string')
    .join(' ')
    .toLowerCase()
  return BY_NAME.find(({ name }) => name.test(names))?.status ?? 500
}
