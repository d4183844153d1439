import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Coach } from '../../../coaching/model.ts'
import { scoredDimensions } from '../../../coaching/rubric.ts'
import type { Packet } from './packet.ts'
import { PAGE_WORDS } from './page-words.ts'

const PAGE = join(import.meta.dirname, 'page')

/** The page of one rater: everything is in it, and it asks nothing of any server. It knows talks by their numbers alone. */
export function ratingPage(packet: Packet, rater: string, coachOf: (domain: string) => Coach): string {
  const style = readFileSync(join(PAGE, 'rate.css'), 'utf8')
  const script = stripTypeScriptTypes(readFileSync(join(PAGE, 'rate.ts'), 'utf8'))
  const told = JSON.stringify(toldTo(packet, rater, coachOf)).replaceAll('<', '\\u003c')
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Rate coaching talks</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="told">${told}</script>
<script type="module">${script}</script>
</body>
</html>
`
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

function toldTo({ packet, talks, orders }: Packet, rater: string, coachOf: (domain: string) => Coach) {
  const domains = [...new Set(talks.map(({ domain }) => domain))]
  return {
    packet,
    rater,
    words: PAGE_WORDS,
    domains: Object.fromEntries(domains.map((id) => [id, rubricOf(coachOf(id))])),
    talks: (orders[rater] ?? []).flatMap((id, at) =>
      talks
        .filter((talk) => talk.id === id)
        .map(({ domain, language, rounds }) => ({
          number: at + 1,
          domain,
          language,
          turns: turnsOf(coachOf(domain), rounds),
        })),
    ),
  }
}

/** What is read, in the order in which it was said: the coach opens. */
function turnsOf({ domain }: Coach, rounds: Packet['talks'][number]['rounds']) {
  const said = rounds.flatMap(({ learner, coach }) => [
    { by: 'learner', text: learner },
    { by: 'coach', text: coach },
  ])
  return [{ by: 'coach', text: domain.opening }, ...said].filter(({ text }) => text.trim() !== '')
}

function rubricOf(coach: Coach) {
  return {
    name: coach.domain.name,
    never: coach.rubric.notEvidence,
    dimensions: scoredDimensions(coach).map(
      ({ id, label, question, look_for, not_evidence, applies_when, anchors }) => ({
        id,
        label,
        question,
        lookFor: look_for,
        notEvidence: not_evidence,
        applies: applies_when,
        levels: Object.entries(anchors),
      }),
    ),
  }
}
