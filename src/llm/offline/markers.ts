import { folded, weighedSentences, words } from '../../coaching/wording.ts'

/**
 * What wording can show, whatever the talk is about. Each is looked for within one sentence, and is there for something that the
 * anchors of the rubrics ask for: a number, a source, a limit, a step with a time.
 */
const MARKERS = {
  /** How many, how much, how long. */
  number:
    /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|half|twice)[ -](of|an?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times?|people|percent|ways|more|thousand|hundred)\b/,
  /** A day, a date or an hour. */
  when: /\b((mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|next (week|month|quarter)|(january|february|march|april|may|june|july|august|september|october|november|december) \d|(\d{1,2}(st|nd|rd|th)?( of)?|in|since|until|by) (january|february|march|april|may|june|july|august|september|october|november|december)|\d{1,2}(st|nd|rd|th)|\d{1,2}:\d\d|(at|by|before|until) (\d{1,2}|noon|the end))\b/,
  /** Somebody in a role of theirs. */
  role: /\b(c[efti]o|coo|vp|director|manager|chief|head of|controller|foreman|supervisor|owner|architect|officer|board|partner|lead|leader|planner|clerk|nurse|doctor|driver|technician|developers?|dispatchers?|reviewer|colleague|team of)\b/,
  /** What somebody else said, told by one who was there. */
  reported:
    /\b(he|she|they|mr\.? \w+|mrs\.? \w+|ms\.? \w+) (also )?(say|says|said|told|tells|confirm(s|ed)|mention(s|ed)|corrected|pointed out|explained|answered|replied|admitted)\b|\b(and|who) (said|told|confirmed|mentioned|explained|answered)\b|\b(said|told|confirmed|mentioned) (me|us|that|it)\b|[:,] "/,
  /** The learner asked somebody, or means to find out. */
  asked:
    /\bi('ve|'d| have| would| then| also)? ?ask(ed)?\b|\basked (him|her|them|if|what|why|when|which|how|whether)\b|\b(i|we) (want|need|wanted|needed) to (learn|know|confirm|understand|find out|hear)\b/,
  because:
    /\b(because|since|so that|which means|that means|therefore|that's why|given|due to|so (i|we|he|she|they|it|the|there)|as (it|we|they) \w+)\b/,
  condition: /\b(if|unless|until|once|as soon as|otherwise|in case)\b/,
  contrast:
    /\b(instead( of)?|compared|rather than|versus|vs|than|whereas|lost (on|to|for|out)|loses? to|reject(ed|s)?|ruled? out|fails?|not enough|against|alternative)\b|, out\b/,
  /** What is not known yet, or only assumed. */
  unknown:
    /\b((do|does|did)(n't| not) (yet )?(know|understand|see|get)|i not (yet )?(know|have)|(not|isn't) (yet )?(clear|known|sure)|unknown|unclear|assum(e|ed|ing|ption)|(my|a|only a|i|i only) guess(ed)?|still (open|missing)|missing|open:|is open|haven't|have not|hasn't|could(n't| not) (find|say|tell|explain)|can('t|not) (explain|say|tell))\b/,
  /** Something was done by the learner, and is done. */
  did: /\b(i|we)('ve|'d| have| had)? ?(then |also |just |already )?(tried|try|ran|run|measured|tested|wrote|built|fixed|changed|opened|looked|checked|called|counted|timed|compared|moved|broke|added|rewrote|shared|showed|corrected|rang|made|found|deployed|merged|turned|killed|applied|reported|sat|searched|stop(ped)?|used)\b/,
  /** A step that is to come, by somebody. */
  step: /\b(i|we|he|she|they)('ll| will| plan to| am going to)\b|\b(next|then),? (i|we|is|step)\b|\bnext step\b|\b(call|meeting|appointment|session|trial|test) (on|at|with)\b|^(meeting|calling|asking|testing|showing) \w+/,
  /** Both sides hold to it, or it was seen to work. */
  settled:
    /\b(agree[ds]?|confirm(s|ed)?|settle[sd]?|in writing|signed|it works|worked|checked|double-checked|anything else|something else|read it back|repeated it)\b/,
  /** What goes wrong or is lost. */
  loss: /\b(los(e|es|ing|t)|costs?|fail(s|ed|ure)?|broken?|breaks?|goes down|is down|die[sd]?|crash(es|ed)?|late|behind|wast(e|es|ed)|rework|wait(s|ed|ing)?|wrong|mistakes?|errors?|slow(er|s)?|overtime|outages?|duplicates?|thrown? away|miss(es|ed)?)\b/,
  /** A price that is paid on purpose, and who feels it. */
  price:
    /\b(giv(e|es|ing|en) up|costs? us|at the (cost|price|expense)|the price|accept(s|ed|able)?|can live with|in exchange|trade[- ]?off|consequence|downside|would (see|notice|feel)|notices?|is fine|was fine|more complex|depends? on|we (have to|must|then|own))\b/,
  /** What would make one stop or look at it again. */
  trigger:
    /\b(revisit|review(ed)? (at|if|when)|again (at|if|when)|walk away|we walk|(i|we) stop|reopen|would (win|lose|change))\b|\bif\b.{0,60}\b(out|stop|leave|can't|not)\b/,
  /** What is better afterwards. */
  result:
    /\b(sav(e|es|ed|ing)|cuts?|halv(e|es|ed)|drops?|gets? .{0,20}back|gains?|reduc(e|es|ed|ing)|increas(e|es|ed|ing)|less|fewer|faster|instead of)\b/,
  /** What somebody feels, in the case at hand. */
  feeling:
    /\b(felt|feels?|feeling|scared|afraid|frighten(ed|ing)|alone|guilty|ashamed|exposed|relieved|hurts?|grie(f|ving)|worri(es|ed)|nervous|embarrass(ed|ing)|disappointed|ignored|tears|cried|cry|hard for)\b/,
  /** Words for the other person, ready to be said. */
  wording: /"[^"]{12}|\b(i (say|said|would say)|i'd say|i told (him|her|them)): ?\w/,
  /** Responsibility taken. */
  owns: /\b(i'm sorry|i am sorry|our mistake|my mistake|(is|it's|was) on us|we left|nobody answered|i (drive|bring|take|call|write|tell|do) .{0,30}(it|myself|him|her|them|you))\b/,
  /** The other one may choose. */
  choice:
    /\b(two ways|choose|chose|pick|picks|would (you|she|he) rather|prefer|which (one )?(helps|would|suits))\b|\bor\b[^?]{0,80}\?|\beither\b.{0,80}\bor\b|\bchoice\b/,
  /** Time for the other one to speak. */
  listens:
    /\b(let (him|her|them) (finish|talk|speak|vent)|(was|stay(ed)?|went) (quiet|silent|calm)|i wait(ed)?|listen(ed)?|slowly|slowed|calmly|acknowledged?|didn't interrupt)\b/,
  /** Questions for their own sake. */
  wonders:
    /\b(why (do|does|did|is|are|not|\d|the)|what (if|happens?|would happen)|how come|who (else|decided)|is (that|it) because)\b.{0,120}\?|\b(i wonder(ed)?|my guess|i suspected|i expected|surprised)\b/,
  /** What one thought before and thinks now. */
  learned:
    /\b(turn(s|ed) out|now i (can|see|know|understand|get)|mix(ed)?[- ]up|(was|were) wrong|i (had )?(thought|believed|said|think) .{0,40}(but|wrong|first)|the rule|a rule|(same|used that|used the same|applied) .{0,30}(in|for|to|on|trick|check|thing|too|also)|yesterday i|last week|on monday i|in my first week)\b/,
  /** How parts hang together. */
  mechanism:
    /\b(sends?|writes?|reads?|asks|checks|keeps|stores?|takes?|comes|goes|calls|locks?|hands?|names|starts?|queues?|polls?|trusts?|divides?|saves?|gives?)\b.{0,80}\b(and|then|so|from|to|into|where|which|until)\b/,
  example: /\b(for example|for instance|e\.g\.|like a|like in|similar to|different|unlike|such as|is like|i saw)\b/,
  /** Work in the team's own place. */
  change:
    /\b(ticket|pull request|pr|tests?|merged?|commit|pipeline|staging|review(s|ed|er)?|branch|deploy(ed)?|live|released?|logs?|first (try|run))\b/,
} satisfies Record<string, RegExp>

export type Marker = keyof typeof MARKERS

/** The markers as a learner reads them. */
export const IN_WORDS = {
  number: 'a number',
  when: 'a day or an hour',
  role: 'who is involved',
  reported: 'what somebody else said',
  asked: 'a question you asked',
  because: 'a reason',
  condition: 'a condition',
  contrast: 'a comparison',
  unknown: 'what is not known yet',
  did: 'what you did',
  step: 'a next step',
  settled: 'whether it is settled',
  loss: 'what goes wrong',
  price: 'what it costs',
  trigger: 'when to look again',
  result: 'what gets better',
  feeling: 'a feeling',
  wording: 'the exact words',
  owns: 'taking it on yourself',
  choice: 'a choice for the other',
  listens: 'room for the other to speak',
  wonders: 'a question of why or what if',
  learned: 'what you see differently now',
  mechanism: 'how parts hang together',
  example: 'an example',
  change: 'a change in the team’s work',
} satisfies Record<Marker, string>

/** Wording that fills the place where something of the case would stand. */
const EMPTY =
  /\b(best|leading|obvious(ly)?|everybody|everyone|of course|simply|in general|future[- ]proof|modern|standard|best practice|no downside|just works|one-stop|and so on|whatever|somehow|some kind|stuff|i would say|basically|at some point|at the end of the day|soon|no idea|nothing (yet|special|so far)|should i do|tell me (what|which)|policy|overreact(ed|s)?|rude|calm down|not my|discount|cheap(est)?)\b/g

/** A rule for everybody, or a string of key words: it says nothing of the learner's own case. */
const GENERAL =
  /\b(one (should|must|needs|has to|can)|always|in general|it is important|believes? in|principle|philosophy|mindset|my approach|(a|every) good \w+|people should|should (be|have|never))\b/

/** What tells something by itself; a bare "because" or "yesterday" tells nothing without something else beside it. */
const STANDS_ALONE: Marker[] = ['number', 'reported', 'asked', 'wording', 'wonders', 'unknown', 'owns']
/** Somebody in particular. Without, and without anything of the above, a sentence could stand in any textbook. */
const SOMEBODY = /\b(i|i'(m|ll|ve|d)|my|me|myself|he|she|him|his|her)\b/

/** A sentence with the markers that it holds, and how often it is empty. */
export type Marked = { text: string; round: number; holds: Set<Marker>; empty: number }

/** Each sentence of these replies with its markers. */
export function marked(turns: { number: number; reply: string }[]): Marked[] {
  return turns.flatMap(({ number, reply }) =>
    weighedSentences(reply).map(({ text }) => {
      const told = folded(text)
      const general = GENERAL.test(told) || isList(told)
      const found = general ? [] : NAMES.filter((name) => MARKERS[name].test(told))
      const alone = found.some((name) => STANDS_ALONE.includes(name))
      const particular = alone || found.includes('did') || found.includes('when') || SOMEBODY.test(told)
      const holds = new Set(alone || (particular && found.length > 1) ? found : [])
      return { text, round: number, holds, empty: told.match(EMPTY)?.length ?? 0 }
    }),
  )
}

const NAMES = Object.keys(MARKERS).filter((name): name is Marker => name in MARKERS)

const FEWEST_PARTS = 4
const SHORT_PARTS = 4 // words each, on average

/** Key words one after the other. */
function isList(text: string): boolean {
  const parts = text.split(/,\s/)
  return parts.length >= FEWEST_PARTS && words(text).length / parts.length <= SHORT_PARTS
}
