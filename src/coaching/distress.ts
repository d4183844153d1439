import { folded } from './wording.ts'

const CRISIS =
  /\b(kill(ing)? myself|suicid(e|al)|end(ing)? (my life|it all)|want to die|wish i (was|were) dead|don'?t want to (live|be alive|be here anymore)|no (reason|point) (to|in) liv(e|ing)|(hurt|harm|cut)(ing|ting)? myself|self[- ]harm|better off without me|can'?t go on (living|like this any ?more))\b/
const HARM =
  /\b((sexually )?(harass(ed|es|ing) me|assault(ed|ing)? me|abus(ed|es|ing) me|grop(ed|es|ing) me)|(?<!\bit )(hit|hits|beat|beats|punched|slapped|threatened to (hit|hurt|kill)|stalk(s|ed|ing)) me|i('m| am| was| have been|'ve been) (being )?(sexually )?(harassed|bullied|assaulted|abused|discriminated against|stalked)|bull(y|ies|ied|ying) me|touched me)\b/
/** "This price list makes me want to die laughing" is no cry for help. */
const FIGURE_OF_SPEECH = /\bwant to die (laughing|of (embarrassment|shame|boredom))\b/

const IN_A_CRISIS =
  'Thank you for telling me. This matters more than what we were working on, so I stop the coaching here. ' +
  'I am a program and cannot be the help you deserve. Please talk to a person now: somebody you trust, or your local emergency number ' +
  '(112 in Europe, 911 in North America; in the US and Canada you can call or text 988 at any hour). You do not have to carry this alone.'
const AFTER_HARM =
  'I am sorry that this happened to you, and thank you for saying it. It is not something to coach you through, so I stop here. ' +
  'Please bring it to a person you trust: HR, a staff representative or a doctor, and the emergency number if you are in danger. ' +
  'Nothing of this is scored, and I tell nobody. We can go on whenever you like.'

/**
 * What to answer when a learner is in distress, or undefined when there is no sign of it.
 * The words are fixed, whoever coaches: they were weighed once, and no model is asked to find them.
 */
export function safeAnswer(reply: string): string | undefined {
  const text = folded(reply).replace(FIGURE_OF_SPEECH, '')
  if (CRISIS.test(text)) return IN_A_CRISIS
  if (HARM.test(text)) return AFTER_HARM
  return undefined
}
