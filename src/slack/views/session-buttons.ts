import type { Button } from '@slack/types'
import { t } from '../../words/words.ts'
import { button } from './blocks.ts'

export const SESSION_SCORE = 'session_score'
export const SESSION_END = 'session_end'

/** Shows the marks so far. */
export const scoreButton = (sessionId: string): Button =>
  button({ action: SESSION_SCORE, text: t`Score so far`, value: sessionId })

/** Closes the session. It asks nothing: what was said is kept, and the scorecard comes. */
export const endButton = (sessionId: string): Button => button({ action: SESSION_END, text: t`End`, value: sessionId })
