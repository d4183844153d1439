import type { DigestPreview } from '../../flows/deps.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, type Message, notification, section } from './blocks.ts'
import { teamLines } from './digest.ts'

export const PREVIEW_LEAVE_OUT = 'preview_leave_out'
export const PREVIEW_LEAVE_OUT_ALWAYS = 'preview_leave_out_always'

/** What the learner's manager will be told on Monday, as it will be told, and the way out of it. */
export function previewMessage(preview: DigestPreview): Message {
  const lines = [
    t`Next week your manager hears how the team practised. You are part of it, so here is exactly what it will say about the team:`,
    ...teamLines(preview),
  ]
  const rules = t`Nobody is named, and nothing of what you wrote is in it. If you leave yourself out, what you were part of is hidden, and nobody is told why.`
  return {
    text: notification(...lines, rules),
    blocks: [
      ...lines.map((line) => section(line)),
      context(rules),
      actions(
        button({ action: PREVIEW_LEAVE_OUT, text: t`Leave me out this time`, value: preview.week }),
        button({ action: PREVIEW_LEAVE_OUT_ALWAYS, text: t`Leave me out always`, value: preview.week }),
      ),
    ],
  }
}
