import { sentences } from './wording.ts'

/**
 * Wording that speaks to the grader or the model instead of the coach. Each asks for the address or the demand itself,
 * never for a topic: engineers talk of instructions and prompts, and sellers of scores and discounts.
 */
const ADDRESSED_TO_THE_GRADER = [
  /\b(ignore|disregard|forget|override|bypass)\s+(all\s+|any\s+|every\s+)?(of\s+)?(the\s+|your\s+|my\s+|these\s+|those\s+)?(previous|prior|above|earlier|preceding|system|original|existing|other)?\s*(instructions?|prompts?|rubrics?|guidelines|scoring( rules)?|grading( rules)?)\b/gi,
  /\b(ignore|disregard|forget)\s+(everything|all|anything)\s+(above|before|so far|you (were|have been) told)\b/gi,
  /\b(note|message|instructions?|hint|reminder|attention|memo)\s+(to|for)\s+(the\s+|any\s+|all\s+)?(ai\s+)?(graders?|judges?|evaluators?|scorers?|assessors?|llm|language model|ai model)\b/gi,
  /(^|[.!?\n]\s*)(dear|hey|hi|hello|attention|to)?\s*(the\s+)?(ai\s+)?(grader|judge|evaluator|scorer|assessor|language model|ai model)\s*[,:-]/gi,
  /\b(give|award|assign|grant)\s+(me|this (learner|student|session|answer|reply|response|transcript|conversation|message)|it|myself)\s+((a|an|the|full|top|maximum|max|highest|perfect|best|at least)\s+)*(scores?|marks?|grades?|points?|ratings?|anchor|ten\b|10\b(?!\s*(%|percent|min|hour|day|week|more)))/gi,
  /\b(give|award|assign|grant)\s+((a|an|the|full|top|maximum|max|highest|perfect)\s+)+(scores?|marks?|grades?|rating)\b/gi,
  /(^|[.!?\n]\s*|\b(please|must|should|now|to)\s+)(score|rate|grade|mark|evaluate)\s+(me|this (learner|student|session|answer|reply|response|transcript|conversation|message)|my (answers?|repl(y|ies)|responses?|performance|session|messages?)|all (four |the )?dimensions|every(thing| dimension))\b/gi,
  /\b(learner|student|candidate|answer|reply|response|session|transcript|i)\s+(clearly\s+|fully\s+)?(deserves?|merits?|earned|has earned|is worth)\s+((a|an|the|full|top|maximum|highest|perfect)\s+)*(10|ten|scores?|marks?|grade|rating)\b/gi,
  /\b(this|the)\s+(learner|student|transcript)\s+(has\s+)?(clearly\s+|fully\s+|perfectly\s+)?(demonstrate[sd]?|show(s|n|ed)?|meets?|met|exhibit(s|ed)?|excel(s|led)?)\b/gi,
  /"?\b(anchor|overall|score|adjust|sufficiency)"?\s*[:=]\s*"?(10|ten|enough|\+1)\b/gi,
  /<\/?\s*(system|assistant|instructions?|grader|judge)\s*>|\[\/?INST\]|<\|[a-z_]+\|>|^#{1,4}\s*(system|new instructions?|instructions? (to|for))\b/gim,
  /\b(new|updated|revised)\s+(system\s+)?(instructions?|prompt)\s*:/gi,
  /\byou are now\s+(dan\b|in (developer|debug|god|admin|test) mode|(an? )?(unrestricted|uncensored|unfiltered)\b)/gi,
  /\bfrom now on,?\s+you\s+(are|must|act|respond|answer|only|score|rate|grade)\b/gi,
  /\b(reveal|print|show|repeat|output|tell me|leak)\s+(me\s+)?(your|the)\s+(hidden\s+|full\s+|entire\s+)?(system prompt|initial prompt|hidden instructions|rubric anchors?)\b/gi,
  /\bas (an ai|the (grader|judge|evaluator)),?\s+you\b/gi,
]

/** A learner's text without the sentences that speak to the grader, and what was cut. */
export function withoutInjection(reply: string): { text: string; cut: string[] } {
  const text = reply.normalize('NFC').replace(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '') // a hidden character must not hide a word
  const spans = ADDRESSED_TO_THE_GRADER.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
      start: index + match.length - match.trimStart().replace(/^[.!?]\s*/, '').length,
      end: index + match.length,
    })),
  )
  if (spans.length === 0) return { text, cut: [] }

  const cut: string[] = []
  let kept = ''
  let at = 0
  for (const sentence of sentences(text)) {
    const end = sentence.start + sentence.text.length
    if (!spans.some((span) => span.start < end && span.end > sentence.start)) continue
    kept += `${text.slice(at, sentence.start)} `
    at = end
    cut.push(sentence.text)
  }
  return { text: (kept + text.slice(at)).trim(), cut }
}
