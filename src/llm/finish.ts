/** What the end of an answer means: it is whole, cut off, kept back by a filter, or failed behind the server. '' where nobody said. */
export type Finish = '' | 'whole' | 'failed' | 'cut' | 'declined'

const NOTHING_SAID = /^(?:|null|none|unknown|(?:finish|stop)_?reason_unspecified|unspecified)$/
const WHOLE =
  /^(?:stop|stopped|end|eos|eot|done|end_turn|complete|completed|finished|success|normal|tool_calls?|tool_use|function_call|stop_(?:sequence|token|word|string|str|id)s?\w*|eos_\w+|end_of_\w+)$/
const DECLINED =
  /filter|safe|block|prohibit|refus|sensitive|policy|moderat|guard|recit|toxic|spii|violat|jailbreak|censor|language|armor|risk|flagged|inappropriate|reject|nsfw|hate|violen|self_?harm|sexual|harass|offensive|explicit|harmful|csam|decline|forbidden/
const CUT =
  /length|max|limit|trunc|incomplete|abort|cancel|interrupt|time_?out|resource|exceed|overflow|disconnect|pause|preempt|repetition|other|cut_?off|partial|(?:out_of|too_many|run_out|budget)|context_window|evict|killed|terminated|overload|throttl|stopped_early|shut_?down|unfinished|dropped|too_long/
const FAILED = /error|fail|malformed|network|unavailable|unexpected/
/** The finish reasons of Google's protocol, which some proxies pass on as numbers. */
const BY_NUMBER: Record<string, Finish> = { '1': 'whole', '2': 'cut', '3': 'declined', '4': 'declined', '5': 'cut' }
const BY_WEIGHT: Finish[] = ['', 'whole', 'failed', 'cut', 'declined']

/**
 * What a server's word for the end means, whoever's it is: stop, FinishReason.MAX_TOKENS, content_filter: hate. A word that nobody knows
 * is an end like any other.
 */
export function finishOf(reason: string | number): Finish {
  const word = String(reason)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/^(?:finish|stop)_?reason[._:]+(?!unspecified)/, '')
  if (NOTHING_SAID.test(word)) return ''
  if (WHOLE.test(word)) return 'whole'
  if (DECLINED.test(word)) return 'declined'
  if (CUT.test(word)) return 'cut'
  if (FAILED.test(word)) return 'failed'
  return BY_NUMBER[word] ?? 'whole'
}

/** Of all that was said about the end the worst: some servers say "stop" with every piece, or once more at the end. */
export const worse = (one: Finish, other: Finish): Finish =>
  BY_WEIGHT.indexOf(other) > BY_WEIGHT.indexOf(one) ? other : one
