import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { Fault, type FaultCode, isWithheld, systemCode } from '../../fault.ts'
import { meaningOf } from './error-meanings.ts'

/** What a failed call to Slack means. The cause is Slack's error code, never a text. */
export function slackFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('slack-busy', { retry: true, afterMs: error.retryAfter * 1_000, cause: 'ratelimited' })
  }
  if (error instanceof WebAPIPlatformError) return refusal(error.data.error)
  // a time-out, a reset, any status but Slack's 200 and 429: nobody knows whether Slack did it
  const cause =
    error instanceof WebAPIHTTPError
      ? `HTTP ${error.statusCode}`
      : error instanceof WebAPIRequestError
        ? (systemCode(error.original) ?? 'no answer')
        : 'unknown'
  return new Fault('slack-unclear', { retry: true, cause })
}

/** A page of a proxy, an empty body, JSON of another form: what was asked may be done or not, and somebody else answered. */
export function notFromSlack(): Fault {
  return new Fault('slack-unclear', { retry: true, cause: 'not from Slack' })
}

/** Whether Slack takes no call of ours any more, whatever it is about. */
export const endsEverything = (error: string): boolean => meaningOf(error) === 'slack-gone'

/** Whether people have to put something right in the workspace or the app before Slack takes this. */
export const withholds = (error: string): boolean => isWithheld(refusal(error))

const CODE = /^[a-z]\w{1,59}$/ // WebClient hands over whatever is no JSON as if it were one

/** The same may be taken later. */
const PASSES: readonly FaultCode[] = ['slack-busy', 'slack-unclear', 'slack-withheld', 'slack-stale']

/** A code that is not known may stand for something that passes: it is tried again, a few times, before anybody is called. */
function refusal(code: unknown): Fault {
  if (typeof code !== 'string' || !CODE.test(code)) return notFromSlack()
  const meaning = meaningOf(code)
  return new Fault(meaning ?? 'slack-refused', { retry: !meaning || PASSES.includes(meaning), cause: code })
}
