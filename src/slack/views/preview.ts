import type { DigestPreview } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, type Message, notification, section } from './blocks.ts'
import { safeLine } from './safe-text.ts'

export const PREVIEW_LEAVE_OUT = 'preview_leave_out'
export const PREVIEW_LEAVE_OUT_ALWAYS = 'preview_leave_out_always'

/** What the learner is part of in what their manager is told next, and the way out of it. */
export function previewMessage(preview: DigestPreview): Message {
  const lines = [
    t`Next week your manager hears how the team practised. This is what you are part of:`,
    partLines(preview),
  ]
  const rules = t`Only what at least ${preview.minimum} people are part of is told, in counts and in four level words, and nobody is named. Nobody sees these numbers before your manager does. If you leave yourself out, you count like somebody who did not practise, and nobody is told.`
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

/** What somebody is part of, in a line each: no number, and nothing of anybody else. */
export const partLines = ({ domains, dimensions }: DigestPreview): string =>
  [
    ...(domains.length > 0
      ? [t`• How many practised`, t`• Coaches: ${domains.map((domain) => safeLine(domain)).join(', ')}`]
      : []),
    ...(dimensions.length > 0
      ? [t`• Where the team stands: ${dimensions.map((label) => safeLine(label)).join(', ')}`]
      : []),
  ].join('\n')
