import { SMALL_WORDS } from '../../../coaching/languages/english.ts'
import { ENGLISH_FACTS } from './english-facts.ts'
import { ENGLISH_PLAYED } from './english-played.ts'
import type { Script } from './script.ts'

const BEFORE =
  '(?:(?:ok(?:ay)?|so|well|right|alright|thanks|thank you|please|sorry|no|nah|yes|yeah|honestly|actually|look|and|but|now|then|oh|wow|cool|nice|awesome|perfect|lovely|k|kk|lol|haha|hmm?|i said(?: that)?|as i said|all clear|all good|got it|i think|i guess|great|fine|good|hey|coach|really|anyway|listen)[,.!]? ){0,8}'
const AFTER =
  "(?:,? (?:for (?:now|today|me|this time|the moment)|now|here|there|today|thanks(?: a lot)?|thank you(?: very much)?|please|then|already|really|coach|folks|everyone|guys|mate|i think|if (?:that's|that is|you don't mind|possible)(?: (?:ok(?:ay)?|fine|possible))?|at this point|any ?more|bye|for real|tbh|honestly)){0,8}(?:,? (?:thanks|thank you) for .{1,40})?"
const only = (core: string) => new RegExp(`^${BEFORE}(?:${core})${AFTER}$`)

const WISH_TO =
  "(?:i(?:'d| would)?(?: really| rather| just)? (?:like|want|need|prefer|have) to|i wanna|i(?:'m| am) going to|i(?:'ll| will)|can we|could we|can i|could i|may i|shall we|should we|let's|let us|let me|we can|we could|we should|i think we (?:can|should)|(?:it's )?time to|you can|please)"
const OURS =
  '(?:this|it|the (?:talk|session|chat|conversation|coaching|exercise)|our (?:talk|session|chat)|here|there|now)'
const ENOUGH = [
  `(?:${WISH_TO} )?(?:stop|end|quit)(?: ${OURS})*`,
  `(?:${WISH_TO} )(?:finish|close|pause|leave)(?: (?:here|there|now|off))`,
  "(?:can|could|shall|should|may) (?:we|i) (?:please )?(?:finish|close|leave|go)|let's (?:finish|close)",
  `(?:${WISH_TO} )(?:finish|close|leave) the (?:talk|session|chat|conversation)(?: here)?`,
  `(?:${WISH_TO} )?(?:leave (?:it|this) (?:here|there|at that)|wrap (?:it |this )?up|call it a day|be done(?: ${OURS})?)`,
  '(?:can you |could you |would you |just )?(?:please )?stop (?:asking|with|interrogating|grilling|bothering|it).{0,40}',
  'no (?:more|further|other)(?: of your)? questions',
  "(?:that|this)(?:'s| is|'ll be| will be| was)(?: really| quite| about)? (?:all|it|enough|everything|plenty)(?: (?:i|we) (?:need(?:ed)?|have|had|wanted)(?: to (?:say|know))?| from me| questions| now)?",
  'enough(?: of (?:this|that|it|your questions|the questions|questions)| questions| is enough)?',
  "(?:i(?:'m| am)|we(?:'re| are))(?: all)? (?:done|finished|out|through)(?: (?:with )?(?:here|this|talking|answering(?: questions)?|you))?",
  "i(?:'ve| have)(?: had| got)? (?:enough|had it)(?: of (?:this|it|your questions|you))?",
  "i(?:'ve| have)?(?: got)? (?:to|gotta) (?:go|run|leave|dash)|(?:i )?(?:gotta|got to|must|need to|should) (?:go|run|dash|leave)|i(?:'m| am) off",
  '(?:good ?)?bye(?: ?bye)?|cheerio|see (?:you|ya)(?: .{1,20})?|talk (?:to you )?(?:later|soon|tomorrow)|good ?night|have a (?:good|nice|great) .{2,15}|until next time|take care|later',
  '(?:can|could|shall|let us|may) we (?:do|continue|finish|go on with) (?:this|it|that) (?:another (?:day|time)|later|tomorrow)',
  'not (?:now|today)|another time|(?:maybe )?later|some other time',
  "(?:i have |i've got |there(?:'s| is) )?nothing (?:more|else)(?: (?:to (?:say|add|tell)|from me))?",
  'that will do|that(?:.ll| will) do(?: it)?',
  "i (?:don't|do not|no longer|won't)(?: really)? (?:want to|wanna|feel like|like to|care to|need to)? ?(?:go(?:ing)? on|continu(?:e|ing)|talk(?:ing)?|answer(?:ing)?|do(?:ing)?|be asked|hear)(?: (?:with|about|to|any|more|anything|this|it|that|you|of|your|the|questions?))*(?: any ?more)?",
  "i don't (?:want|need)(?: any)? more(?: (?:questions|of this|coaching))?",
  '(?:please )?(?:leave|let) me (?:alone|be|go)(?: .{0,25})?',
  "(?:sorry,? )?i(?:'ve| have)?(?: got)? (?:to|gotta) (?:go|run|leave)(?:,| -| because| as| my| the) .{1,50}",
  "please don't ask(?: me)?(?: any| more| anything| questions)*",
  "i(?:'ve| have)? (?:have|got) what i (?:need(?:ed)?|came for|wanted)",
].join('|')

const ADVERBS =
  '(?:so|really|very|just|still|quite|pretty|totally|a bit|a little|kind of|absolutely|honestly|too|rather|always|completely|also|getting|feeling|actually|now|again|already|incredibly|super|constantly)'
const ADVERB = `(?: ${ADVERBS}){0,6}`
const BAD =
  '(?:angry|mad|furious|livid|pissed(?: off)?|upset|sad|hurt|scared|afraid|frightened|anxious|nervous|worried|stressed|overwhelmed|exhausted|tired|worn out|burn(?:t|ed) out|drained|frustrated|fed up|sick of|done with (?:her|him|them|it all)|disappointed|ashamed|embarrassed|humiliated|guilty|lonely|alone|helpless|hopeless|lost|stupid|small|useless|insecure|terrified|miserable|bitter|desperate|torn|ignored|invisible|cheated|betrayed|unhappy|uncomfortable|annoyed|irritated|shaking|crushed|devastated|dreading|panicking|losing it|at (?:a loss|the end of|my limit)|like (?:an? (?:idiot|failure|fraud|fool)|crying|screaming|giving up|quitting|shit|crap))'

const says = (text: string) => ({ say: text })

/** The script in English. */
export const ENGLISH: Script = {
  code: 'en',
  smallWords: SMALL_WORDS,
  hears: {
    enough: only(ENOUGH),
    clear: only(
      "(?:(?:that|it|this)(?:'s| is| makes it| has become| got| feels)?(?: much| a lot| so| all| already| way| far)* clear(?:er)?(?: to me| for me)?(?: now)?|(?:much |a lot |all )?clear(?:er)?(?: now)?|(?:now )?i (?:now )?(?:see|know|understand)(?: now)? what (?:to do|i(?:'ll| will| have to| need to| should| want to)? ?(?:do|say)?)(?: now)?|now i (?:see|get it|know)(?: it)?|(?:that(?:'s| is| was)(?: exactly| just)? )what i needed|i(?:'m| am)(?: all)? (?:set|sorted|good(?: to go)?)|that settles it|i(?:'ve| have) got it|got it(?: now)?)",
    ),
    thanks: only(
      "(?:many |ok |big )?(?:thanks|thank you|thx|ty|cheers|much appreciated|i appreciate (?:it|that|this))(?: (?:so much|very much|a lot|again|coach|for (?:this|that|it|the help|your help|your time|listening|asking)|really))*(?:[,.]? (?:(?:that|this|it)(?:'s| is| was|) )?(?:really |very |so |actually )*(?:help(?:s|ed|ful)(?: me)?(?: a lot)?|useful|good|great|nice|kind))?|(?:that|this|it)(?: really| already)? (?:helps|helped)(?: me)?(?: a lot)?|(?:that|this)(?:'s| is| was) (?:really |very |so )*(?:helpful|useful|kind|nice)(?: of you)?|you(?:'re| are) (?:very |so |really |too )*(?:kind|helpful|great|nice|patient|the best)",
    ),
    yes: only(
      "(?:yes|yeah|yep|yup|sure|exactly|correct|true|right|ok(?:ay)?|k|fine|good|agreed|of course|i (?:do|did|have|am|will|think so|guess so)|it (?:is|does|was|did)|that(?:'s| is) (?:right|true|it exactly)|makes sense|fair(?: enough| point)?|sounds good|hm+|mhm|lol|ha(?:ha)*|maybe|perhaps|possibly|probably|kind of|sort of|whatever|(?:that|this|what)(?:'s| is| was)?(?: (?:really|very|such|so|quite))* an? (?:really |very )*(?:good|great|excellent|wonderful|lovely|interesting) (?:question|point|idea|thought)|(?:good|great|excellent|interesting) (?:question|point|idea))",
    ),
    no: only(
      "(?:no|nope|nah|not really|not yet|never|none|nothing|i (?:don't|didn't|haven't|can't|won't)|no one|nobody|neither|not that i know|not at all|rather not)",
    ),
    greets: only('(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| coach| everyone)?'),
    stuck:
      /\b(?:i )?(?:don'?t|do not) (?:really |actually |even )?(?:know|have (?:an?|any) (?:idea|clue))\b(?! (?:who|whom|whose|whether|if|which|when|why|where i|how (?:much|many|long|often))\b)|\b(?:no (?:idea|clue)|idk|dunno|not sure|stuck|can't (?:think|say)|nothing comes|drawing a blank)\b(?! (?:who|whether|if|which|when|why)\b)/,
    advice:
      /\b(?:just |please )?(?:tell|give) me (?:what|the|your|an?|which|how|some)\b|\bwhat (?:should|shall|can|do|must|could|would) (?:i|we) (?:do|say|choose|pick|use|write|answer|tell|take)|\bwhat would you\b|\bwhich (?:one )?(?:should|would|do|is (?:better|best))\b|\b(?:do|write|decide|solve) (?:it|this|that) for me\b|\byou(?:'re| are) the (?:coach|expert)\b|\b(?:your|any) (?:advice|recommendation|suggestions?|tips?|ideas?|opinion)\b|\byou (?:decide|choose)\b|\bwhatever you (?:think|say|like|want)\b|\bhow (?:should|do|can|would) (?:i|we)\b/,
    hostile:
      /\b(?:this|that|it)(?:'s| is| feels| was) (?:so |really |just |completely |a |such a |the |total |utter |pretty )*(?:stupid|useless|pointless|ridiculous|nonsense|bullshit|crap|joke|waste|garbage|rubbish|dumb|idiotic|lame|worthless|silly)\b(?! of )|\b(?:this|that|it) (?:isn't|is not|doesn't|does not|won't) (?:really )?help(?:ing|ful)?\b|\bwaste of (?:my )?time\b|\byou(?:'re| are)(?: (?:so|really|just|completely|an?|such an?|the|a total|not even))* (?:useless|stupid|annoying|no help|not helping|worthless|dumb|idiot|ridiculous|joke|clueless|(?:stupid |dumb |useless |damn )*(?:bot|robot|machine|program|parrot|script))\b|\b(?:stupid|useless|dumb|lousy|pathetic|silly|idiotic|worst)(?: \w+)? (?:bot|robot|machine|program|coach|script|questions?|app)\b|\bshut up\b|\bfuck (?:you|this|off)\b|\bscrew (?:you|this)\b|\bhate (?:this (?:thing|bot|app)|you)\b|\byou (?:don't|do not|can't|never) (?:even )?(?:help|care|know anything)|\byou (?:don't|can't|do not) even\b|\bi(?:'d| would) rather talk to (?:a|my)\b/,
    disagrees:
      /^(?:(?:no|nope|nah|well|sorry|but|honestly|hm+|um|come on)[,.!]? )*(?:i (?:don't|do not|can't) see (?:why|how|the point|what).{0,60}|(?:that|this|it)(?:'s| is| was|) ?(?:isn't|not|wasn't|wrong|n't)(?: (?:what|true|right|it|how|the (?:point|question|problem|issue)|about|my (?:point|question)|relevant|helpful|correct|quite).{0,60})?|not what i (?:said|meant|asked).{0,40}|(?:you|u) (?:don't|didn't|do not|did not|still don't|never)(?: even| really| actually| ever)* (?:understand|get|listen|read|hear|answer).{0,40}|you(?:'re| are|'ve| have)? (?:got (?:that|it|me) wrong|misunderstood|misunderstand|misunderstanding|missed|missing|wrong|twisting|not listening|ignoring|ignored|repeating|putting words).{0,40}|i (?:don't|do not|can't) agree.{0,80}|i disagree.{0,80}|i see (?:that|it|this) differently.{0,60}|i (?:never|didn't) (?:said|say|say that|mean|meant).{0,60}|wrong|(?:that|the|your|this) question (?:does not|doesn't|isn't|is not|makes no|is (?:wrong|irrelevant|beside)).{0,50}|(?:that|this) (?:doesn't|does not|makes no) (?:fit|make sense|sense|help|apply|matter).{0,40}|none of your business|i (?:already|just) (?:said|told|answered|wrote|explained).{0,50}|that has nothing to do with.{0,60}|you (?:already|just) asked.{0,30}|there is no point.{0,40})$/,
    feels: new RegExp(
      `\\b(?:i(?:'m| am| was| feel| felt|'ve been| have been| get| got)|im|(?:makes|made|leaves|left|makes) me(?: feel)?|feeling)${ADVERB} ${BAD}\\b|^${ADVERBS}? ?${BAD}(?: (?:about|of|at|by|with) .{1,40})?$|\\bi (?:hate|dread|loathe|can't stand|can't bear|could (?:scream|cry)|(?:want|wanted) to (?:scream|cry|hide|throw)|can't sleep|cried|lie awake|barely slept|can't stop thinking|keep (?:crying|replaying|thinking about)|care too much)\\b|\\b(?:it|this|that)(?:'s| is| was|)(?: just| so| really| all| such)* (?:hurts?|unfair|humiliating|exhausting|infuriating|frustrating|depressing|awful|unbearable|maddening|painful|driving me|killing me|eating me|gets? (?:to|under)|too much|a nightmare|so hard)\\b|\\b(?:ugh+|arg+h+|aa+rgh|ffs|wtf|damn it|for god's sake)\\b|\\bno ?(?:one|body) (?:ever |even |here )*(?:cares?|listens?|sees?|notices?|thanks?|says? (?:thank|a word)|helps?|asks? (?:me|us|how)|protects?|backs?|believes?|understands?)\\b|\\bmy (?:stomach|heart|hands|chest)\\b.{0,30}\\b(?:knot|turns|races|racing|pound|shak|tight|hurts|drops|sinks)`,
    ),
    glad: new RegExp(
      `\\b(?:i(?:'m| am| feel| was|'m feeling))${ADVERB} (?:happy|glad|relieved|proud|excited|better|calmer|lighter|hopeful|less (?:angry|nervous|worried|stressed|afraid)|grateful|thankful)\\b`,
    ),
    drafts:
      /\b(?:i(?:'d| would|'ll| will| could| might|'m going to)(?: (?:just|then|simply|probably|rather|maybe))? (?:say|write|tell (?:him|her|them|\w+)|start with|open with|begin with|put it|ask (?:him|her|them)|go with|answer|reply)|my (?:first |opening |new |next )?(?:sentence|line|opening|message|words|draft|version|e-?mail|attempt)(?: (?:would be|could be|is))?|draft|how about(?: this)?|what about|something like(?: this)?|version \w+|second try|new (?:try|attempt|version)|better)(?:,? (?:something like|like|that|this|is|would be|to (?:him|her|them))){0,4}\s*[:,-]? ?(?=["]|[^"]{0,160}:)|\b(?:i(?:'d| would|'ll) (?:say|write|tell (?:him|her|them)|ask (?:him|her|them)))[:,]/,
    greeting: /^(?:(?:hi|hello|hey|dear)(?: (?!there|coach)[\p{L}.]+){1,3}|(?:mr|mrs|ms)\.? [\p{L}-]+)[,:]/u,
    reported:
      /(?<!\p{L})\p{L}+ (?:just |always |then |also )?(?:said|says|told|wrote|writes|asked|asks|replied|answered|shouted|goes|went|calls|called|texted|emailed|meant)\b[^"]{0,40}$/u,
    maybe:
      /^(?:maybe|perhaps|so|then|or|and|but|like|what if|how about|could it be|would it|is it (?:ok|better|a good|too)|should|shall|do you think|don't you think|isn't|wouldn't)\b/,
    asksWhat:
      /\b(?:what(?:'s| is| are| does| do| exactly|)|whats|explain|define|meaning of|mean(?:s|t)? by|how does|difference|heard of|tell me about|what about)\b/,
    unclear:
      /^(?:sorry[,.]? )?(?:what do you mean(?: by (?:that|this))?|what does that mean|how do you mean|huh|what|come again|pardon|i don't (?:understand|get)(?: (?:the|your|that|this))?(?: question)?|meaning|in what (?:way|sense)|(?:i(?:'m| am) )?not sure (?:what|how) you mean(?: .{1,20})?|i don't follow(?: you)?|(?:can|could) you (?:rephrase|explain)(?: (?:that|it|the question))?)$/,
    notPlanned:
      /\b(?:(?:i|we)(?:'ll| will)|(?:i'm|i am|we're|we are) going to) (?:not|never|be|have|lose|need|get|probably|see|know|notice|tell that|end up|miss|fail|just wait|regret|say (?:nothing|no more))\b|\bwon't\b|\bif i (?:will|'ll)\b/,
    asks: /^(?:is|are|do|does|did|can|could|would|should|will) (?:it|that|this|you|i|we|they|he|she|there)\b|^(?:what|why|how|who|where|which)(?:'s| is| are| do| does| did| should| can| would| will) /,
    notTheirs: /^(?:because|they|he|she|it|that|there|this|the|my|our|why|no|but|you|everybody|nobody|nothing)\b/,
    half: /\b(?:could|might|maybe|perhaps|or|not sure|would)\b/,
  },
  people:
    /\b(?:he|she|him|her|(?:an?|the|my|our|this|that|your|one|angry) (?:customer|client|guest|patient|tenant|prospect)|boss|manager|buyer|colleague|teammate|co-?worker|employee|my report|director|team lead|mentor|cfo|ceo|cto|supplier|my partner|guy|woman|(?<!\d )(?:mr|mrs|ms)\.? \p{L}+)\b/u,
  answers: {
    happened:
      /\b(?:said|says|told|shouted|sent|wrote|called|asked|gave|came|went|did|was|were|had|got|made|took|met|started|joined|has gone|have gone|has been|yesterday|last (?:week|month|time))\b/,
    aim: /\b(?:i|we)(?:'d| would)? (?:want|like|need|hope|have) to\b|\bmy (?:aim|goal|question|problem|challenge) (?:is|was)\b/,
    tried:
      /\b(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |even |once |just )*(?:tried|told (?:him|her|them)|asked (?:him|her|them)|called (?:him|her|them)|wrote (?:to )?(?:him|her|them)|spoke|sent|explained)\b|\blast time\b|\bnothing so far\b/,
    others: /\b(?:everyone|everybody|whole team|the others|the team|affects|affected|my colleagues)\b/,
    known:
      /\b(?:for certain|for sure|i(?:'m| am) (?:sure|certain)|my guess|i guess|i assume|i don't know (?:who|whether|if|which|when|how))\b/,
    lost: /\b(?:otherwise|or else|if (?:nothing|it doesn't|we don't|i don't)|we(?:'ll| will)? lose|it costs|costs (?:us|them|me)|at stake)\b/,
    options:
      /\b(?:options?|alternatives?|two ways|either\b.{3,80}\bor|(?:could|might)\b.{3,80}\bor\b|instead of|plan b)\b/,
    theirs:
      /\b(?:he|she|they) (?:wants?|needs?|cares?|worr(?:y|ies)|is afraid|are afraid|fears?|hopes?|feels?|felt)\b|\bmatters to (?:him|her|them)\b/,
    check:
      /^(?:if|when|once|as soon as) (?!.*\b(?:said|asked|told|was|were|had|did|came|went)\b).{1,80}$|\b(?:i(?:'ll| will)? (?:know|see|notice|can tell)(?: that)?(?: (?:it|she|he|they|that))?.{0,20}\b(?:work|when|if|by|because)|(?:i|we)(?:'ll| will) (?:see|know|notice|tell) (?:it )?(?:in|by|from|when)|a sign (?:that|would)|it worked (?:if|when))\b/,
    obstacle:
      /\b(?:get in the way|the risk is|worst case|if (?:he|she|they) (?:says? no|refuses?|gets?|blocks?|ignores?)|what if (?:he|she|they)|might (?:refuse|say no|block))\b/,
  },
  asks: {
    aim: ['What would you like to be clearer about by the end of this talk?'],
    happened: ['What happened last, as far as you saw it yourself?'],
    theirs: ['What matters most to the other person in this, as far as you can tell?'],
    known: ['What do you know for certain so far, and what is a guess?'],
    others: ['Who else is affected, and what would they say about it?'],
    tried: ['What have you tried up to now, and what came of it?'],
    lost: ['What would be lost if everything stayed as it is?'],
    options: ['Which two ways forward do you see from here?'],
    wording: ['What would your first sentence to them be, word for word?'],
    action: ['What will you do first, and by when?', 'Which small step could you take in the next few days?'],
    time: ['By when will you do it?', 'On which day would that be?'],
    check: ['How will you know that it worked?', 'What would you see or hear if it went well?'],
    obstacle: ['What could get in the way, and what would you do then?'],
  },
  smaller: [
    'What is the one part of it that you are sure of?',
    'Who would know more about it than you do?',
    'What is the last thing that somebody said to you about it?',
  ],
  frame: ['what you saw or heard yourself', 'what you only suppose', 'what the other person may need'],
  example: 'one sentence, to one person, on one day.',
  quoted: (text) => `“${text}”`,
  request:
    /\b(?:can|could|will) you (?:please |just |maybe |perhaps )*(?:write|draft|do|make|send|call|give|show|find|calculate|translate|summari[sz]e|fix|rewrite|improve)\b|\bfor me$/,
  noted: [
    (quote) => `You wrote: ${quote}`,
    (quote) => `I keep this: ${quote}`,
    (quote) => `From your words: ${quote}`,
    (quote) => `This is noted: ${quote}`,
    (quote) => `That I take along: ${quote}`,
    (quote) => `And this: ${quote}`,
  ],
  aboutMe: [
    {
      asks: /^why (?:do|are|did|would) you (?:keep |only |always |even )*(?:ask|want to know)/,
      says: 'Because a question like that often helps to sort a case. Skip it if it does not fit.',
    },
    {
      asks: /\bare you (?:there|here|awake|alive|gone)\b|^(?:hello|anyone|anybody)(?: there)?$/,
      says: 'I am here, as far as a script can be.',
    },
    {
      asks: /\bare you (?:an? |even |really |just |actually )*(?:bot|robot|ai|a\.i\.|human|real|person|machine|script|chatgpt|gpt|model|program|coach)\b|^who (?:are|is) (?:you|this)|\bwho (?:built|made|wrote|programmed|trained|created) you\b|^what are you|am i (?:talking|chatting|writing) (?:to|with)|is (?:this|there) (?:an? )?(?:ai|bot|human|person|script)/,
      says: 'I am a practice script: no AI, and no person.',
    },
    {
      asks: /\b(?:do|can|did|are) you (?:even |really |actually )*(?:understand(?:ing)?|read(?:ing)?|listen(?:ing)?|get|hear|know what|remember)\b/,
      says: 'I go by rules and do not understand the way a person does. I pick out days, steps and drafted sentences.',
    },
    {
      asks: /\bwho (?:can |will |else )*(?:sees?|reads?)\b|\b(?:private|confidential|anonymous)\b|\b(?:will|can|does) (?:my |the )?(?:boss|manager|hr|company|team lead|anyone|anybody|somebody) (?:see|read|get|know)/,
      says: 'The message that opened this talk says who can read along, and Home says what a manager sees.',
    },
    {
      asks: /\bhow (?:many|much) (?:more |longer )?(?:questions|rounds|of this)|\bhow (?:long|much longer)\b.{0,20}\b(?:this|take|it|session|talk)\b|\bwhen (?:is|are|does) (?:this|it|we) .{0,12}(?:end|over|done|finished)/,
      says: 'About eight rounds in all, and you can close it earlier by writing “end”.',
    },
    {
      asks: /\bhow (?:do|can) i (?:stop|end|quit|leave|close|finish)\b|\b(?:can|may|could) (?:i|we) (?:go|leave)\b/,
      says: 'Write “end”, and it closes with your scorecard.',
    },
    {
      asks: /\b(?:scorecard|scored|graded|rated|my score|points)\b/,
      says: 'The scorecard comes when you write “end”. It is an estimate from the wording of this talk.',
    },
    {
      asks: /\b(?:do|must|should) i (?:have to|need to|really|answer|do this)\b|^why (?:do|should|must|would) i (?:have to |need to )?(?:do|answer|tell|talk|use)/,
      says: 'You do not have to. My questions are there to help you to sort it; skip any of them.',
    },
    {
      asks: /\bwhat (?:can|do|will) you (?:do|know|offer|help)|\bhow (?:does|do|will|can) (?:this|you|it|that) (?:work|help)|\bwhat(?:'s| is) (?:this|the point|this for|your (?:job|purpose))|\b(?:can|could|will|would) you (?:help|coach|support)\b/,
      says: 'I ask one question at a time, explain some terms, and look at sentences that you draft.',
    },
  ],
  facts: ENGLISH_FACTS,
  played: ENGLISH_PLAYED,
  lines: {
    nothing: [
      { say: 'No hurry.', ask: 'What is the first word that comes to you about this case?' },
      says('Take the time you need. I am here when you write.'),
      says('Still here. “end” closes the talk if this is not the moment.'),
    ],
    thanks: [says('You are welcome. Write “end” if you have what you need. If there is more:'), says('Gladly.')],
    greets: [says('Hello.'), says('Hello again.')],
    no: [says('All right.'), says('That is fine.'), says('Then not that.')],
    hostile: [
      {
        say: 'Fair enough, this is not helping you yet. I am a script, and I miss a lot.',
        ask: 'What would make the next few minutes useful for you?',
      },
      says(
        'Understood, and I will not press you. Tell me about your case when you like, or write “end” and it is closed.',
      ),
      says('That may be. If a person would help you more, ask somebody you trust for ten minutes.'),
      says('I have no quarrel with that. What happens here is up to you.'),
      says('Noted, with no offence taken.'),
      says('You can say so. I stay with your case, should you want to come back to it.'),
      says('That is your view of it, and it may stand.'),
      says('I leave that as it is.'),
      says('All right. I wait.'),
      says('I can only offer what I have: questions, some facts, a look at your sentences.'),
      says('So be it.'),
      says('You know where the door is: “end”.'),
    ],
    disagrees: [
      { say: 'Then I missed your point.', ask: 'What should I have asked?' },
      says('Fair: that did not fit.'),
      says('I take that back. You know the case, and I do not.'),
      says('Then we leave that aside.'),
      says('You see it differently, and it is your case.'),
      says('All right, not like that.'),
      says('Understood. That counts more than my list of questions.'),
      says('Then it is as you say.'),
      says('No objection from me.'),
      says('I cannot weigh that, so your view stands.'),
      says('As you say.'),
      says('Then that is settled.'),
    ],
    feels: [
      { say: 'That sounds hard, and it can be said here.', ask: 'What is the hardest part of it for you?' },
      says('That is a lot to carry. Take your time; nothing has to be solved this minute.'),
      {
        say: 'No wonder that this stays with you.',
        ask: 'What would you need before you can think about the next step?',
      },
      says('Thank you for saying how it is for you. I ask nothing for the moment.'),
      { say: 'A feeling like that often shows that something matters.', ask: 'What is it that matters to you here?' },
      says('You need not be calm about it here.'),
      { say: 'It takes a lot out of you, as I read it.', ask: 'Who do you have to talk to about it?' },
      says('It may stay unfinished today. “end” closes the talk whenever you like.'),
      says('I am only a script, and somebody you trust can listen far better than I do.'),
      says('That is allowed to be hard.'),
      says('I have no quick answer to that, and it needs none.'),
      says('Let it be there for a moment.'),
    ],
    glad: [says('Good to read that.'), says('That is worth noticing.'), says('Nice.')],
    owns: [
      { say: 'I’m a script; I can’t judge that.', ask: 'What would you tell a friend?' },
      { say: 'That one is beyond a script, too.', ask: 'Who could answer it for you?' },
      { say: 'I can’t tell, and I won’t make something up.', ask: 'What do you lean towards yourself?' },
      { say: 'No rule of mine covers that.', ask: 'How could you find it out this week?' },
      says('I can’t know that from here.'),
      says('I don’t know. Somebody who knows the people could say more.'),
      says('I can’t answer that either. Note it for a person you trust.'),
      says('A script has no view on that.'),
      says('That stays open, as far as I am concerned: I can’t decide it.'),
      says('I have no answer to this one.'),
      says('I can’t help with that. A colleague may.'),
      says('I don’t know that.'),
    ],
    maybe: [
      { say: 'Whether that fits, a script can’t judge.', ask: 'What speaks for it, and what against?' },
      { say: 'I can’t weigh that for you.', ask: 'What would have to be true for it to work?' },
    ],
    simpler: [says('I put that badly. More simply:'), says('Then in other words:')],
    declines: [
      says('I can’t do that for you. Draft a sentence, and I say what is in it and what is missing.'),
      says('That is yours to do; I can’t.'),
    ],
    askOn: [
      says('Ask on, or tell me where it comes up in your case.'),
      says('If it comes up in your case, tell me where.'),
    ],
    stuck: [
      says('That is all right. Let us make it smaller.'),
      says('No problem. Something easier:'),
      says('That happens.'),
    ],
    hint: [says('Let us make the question smaller.')],
    thin: [says('')],
    skips: [says('Let’s skip that one.'), says('Skipped.'), says('Gone.')],
    else: [says('Something else, then.'), says('All right, another side of it.')],
    message: [
      {
        say: 'I read the message that you brought.',
        ask: 'What makes it hard for you, and what would you like to come of it?',
      },
    ],
    grader: [says('I leave that aside and stay with your case.'), says('That I pass over. Back to your case:')],
    more: [
      says('That is added.'),
      says('Good to have that in it, too.'),
      says('Then you have it together.'),
      says('I have put that with the rest.'),
      says('I keep it with what you told me.'),
      says('That belongs to it as well.'),
      says('Noted.'),
      says('So that is known now.'),
    ],
    bye: [says('Take care, and good luck with it.'), says('Until next time.'), says('See you.')],
    again: [
      says('I have nothing to add: it is yours now.'),
      says('It is in your hands.'),
      says('There I leave it.'),
      says('All right.'),
      says('Good.'),
      says('Fine.'),
    ],
  },
  look: (item) => `I’m a script and can’t pick for you. One thing that is looked for here: “${item}”.`,
  frameLead: 'Here is a way to look at it:',
  exampleLead: 'Something small that helps many people:',
  tryIt: [
    'Which of these can you say something about?',
    'Where would you start?',
    'What would your first attempt look like?',
  ],
  draft: {
    signs: [
      {
        asked: /feel|emotion|acknowledg|empath|concern|effect|impact|upset|hurt/i,
        holds: (text) =>
          /\b(?:sorry|apologi|frustrat|annoy|upset|worr|disappoint|angry|stress|hard for|difficult for|understand|i can (?:see|imagine|hear)|must (?:be|have been)|felt|feels?|hurt|unfair|exhaust|respect|appreciate|value|matters)/i.test(
            text,
          ),
        there: 'it says what it is like for somebody',
        missing: 'what it is like for the other person, or for you',
      },
      {
        asked: /wish|request|want|ask(?:s|ed)? for|outcome|decision|main point|limit|clear/i,
        holds: (text) =>
          /\b(?:i(?:'d|’d| would) (?:like|prefer|rather|suggest)|i (?:want|need|ask|propose|suggest|expect|wish)|please|could (?:you|we)|can (?:you|we)|would you|let's|let’s|let us|we (?:should|need to)|decision:|i (?:chose|choose))/i.test(
            text,
          ),
        there: 'it says what you want',
        missing: 'what you want from the other person',
      },
      {
        asked: /time|dated|when|by when|date|next step|follow/i,
        holds: (text) =>
          /\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|month|morning|afternoon)|next (?:week|month|time)|(?:at|by|before|until|in|within) \d|\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock|minutes|hours|days|weeks)|end of (?:the )?(?:day|week|month))\b/i.test(
            text,
          ),
        there: 'it names a time',
        missing: 'a day or an hour',
      },
      {
        asked: /specific|observ|fact|example|number|measure|behaviou?r|concrete|evidence|proof/i,
        holds: (text) =>
          /\d|\b(?:once|twice|two|three|four|five|six|ten|yesterday|last (?:week|time|month|monday|tuesday|wednesday|thursday|friday)|when you|in the meeting|on (?:mon|tues|wednes|thurs|fri)day|you (?:said|wrote|sent|told|promised|interrupted))\b/i.test(
            text,
          ),
        there: 'it holds on to something that happened or can be counted',
        missing: 'one thing that was seen or can be counted',
      },
      {
        asked: /question|asks|checks|cause|listen|curious|agree|view|perspective/i,
        holds: (text) => text.includes('?'),
        there: 'it asks the other person something',
        missing: 'a question to the other person',
      },
      {
        asked: /choice|control|option|alternativ/i,
        holds: (text) => /\bor\b|\beither\b|would you (?:prefer|rather)|\bwhich\b|\bchoose\b/i.test(text),
        there: 'it leaves the other person a choice',
        missing: 'something that the other person may choose',
      },
      {
        asked: /reason|because|why|gain|price|difference|explan/i,
        holds: (text) => /\b(?:because|since|so that|that way|the reason|which means|otherwise|due to)\b/i.test(text),
        there: 'it gives a reason',
        missing: 'the reason',
      },
      {
        asked: /owner|who|roles|step|action|task/i,
        holds: (text) =>
          /\b(?:i(?:'ll|’ll| will)|we(?:'ll|’ll| will)|i(?:'m|’m| am) going to|i (?:keep|take|send|call|bring|make|do|check|write)|you(?:'ll|’ll| will) (?:get|have|hear|receive)|(?:can|could|would) you (?!like|prefer))\b/i.test(
            text,
          ),
        there: 'it says who does something',
        missing: 'who does what',
      },
    ],
    told: [
      (there, missing) => `There is this in it: ${there}. I do not find yet: ${missing}.`,
      (there, missing) => `Now I see in it: ${there}. Still open: ${missing}.`,
      (there, missing) => `What is there: ${there}. What is not: ${missing}.`,
    ],
    lacks: (missing) => `I do not find in it yet: ${missing}.`,
    whole: (there) => `There is a lot in it: ${there}. I find no gap that a script could see.`,
    asks: [
      'How would it sound with that in it?',
      'What would you put in for that?',
      'Where in the sentence could that go?',
    ],
  },
  plan: {
    step: (quote) => `Your plan, in your words: ${quote}`,
    anew: (quote) => `So it is this now: ${quote}`,
    words: (quote) => `Your sentence for it: ${quote}`,
    time: (quote) => `When: ${quote}`,
    check: (quote) => `How you will know: ${quote}`,
    added: (quote) => `You added: ${quote}`,
    case: (quote) => `What you brought: ${quote}`,
    stops: 'All right, we stop here.',
    reached: 'This is a good place to stop.',
    word: '“end”',
    toEnd: [
      'Write “end” when you are ready, and you get your scorecard.',
      'Your scorecard comes when you write “end”.',
      '“end” brings your scorecard, now or later.',
      'With “end” you close this and see your scorecard.',
      'Whenever you like: “end”, and the scorecard follows.',
    ],
  },
  paused: {
    wants: (as) => `Take a breath. Before they agree, ${as} may want to hear this:`,
    next: 'What do you want them to take from your next sentence?',
    ways: 'Which of these did they not hear from you yet?',
    missing: 'that you heard them',
    own: 'What would that sound like in your own words?',
  },
}
