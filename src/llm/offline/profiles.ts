import type { Marker } from './markers.ts'

/** What of a dimension can be read from wording: the markers that its anchors ask for, and where it comes up at all. */
type Profile = { markers: Marker[]; comesUp?: RegExp }

const OPTIONS =
  /\b(options?|ways?|alternatives?|approach|either|compar(e|ed)|versus|vs|rewrite|instead|everybody runs|obvious|keep|out|loses?|fails?|lost|rejected|or|prefer|take|use)\b/
const CHOICE =
  /\b(decision|decides?|decided|lean(ing)? (to|towards)|prefer(s|ence)?|rejected|chose|choose|choice|obvious|downside|(i|we)('ll| will|'d| would| want to)? (just |then |still )?(use|take|go (for|with|on)|put|keep|pick|rewrite|build|move|stay|make|own)|(is|are|be) (enough|the (right|best))|lost (on|to)|out\.)/
const PEOPLE =
  /\b(he|she|him|her|his|customer|client|guest|colleague|boss|mr|mrs|ms|parent|member|couple|tenant|doctor|nurse|chef|guy|woman|man)\b/
const TOLD = /"|\b(said|say|told|tell|wrote|write|draft|mail|message|explained|phone|call(ed)?|ask(ed)?|rang)\b/
const TROUBLE =
  /\b(problem|complain(s|ed|t)?|broken?|wrong|late|refund|angr(y|ier)|furious|upset|mistake|missing|failed?|annoy(ed|ing)|frustrat(ed|ing)|lift|bill|error|capitals|shout(ed|ing)|snapped|alarm|sorry|cold|replacement|deadline)\b/
const OFFER =
  /\b((our|the|my|with) (product|platform|app|scanner|tool|system|machine|offer|proposal|booking|sensors?|software|service|solution|quote|trial)|sav(e|es|ed|ing)|would (get|keep|gain|lose)|less|fewer|cuts?|drops?|instead of|warranty|cheap(est)?|compared|roi|discount|percent off|replaces?|halv(e|es)|worth|leading|pay(s|ing)?|per month|a month)\b/
const DEAL =
  /\b(deal|lead|customer|client|buyer|price|offer|proposal|quote|discovery|qualif\w+|stage|contact|budget|contract|demo|sign(s|ed)?|pipeline|crm|prospect|account|sell|sales|director|manager|owner|controller|decides?|brochure|costs?)\b/
const WORK =
  /\b(code|repo\w*|service|server|database|test(s|ed)?|deploy\w*|build|pipeline|api|cache|queue|docker|cloud|backend|frontend|ticket|branch|log(s|in)?|setup|app|stack|container|broker|worker|git|docs|documentation|platform|flag|probe|lock|token|stream|index)\b/
const SYSTEM =
  /\b(system|service|database|server|load|latency|second|requests?|users?|data|queue|app|api|cluster|kubernetes|technology|architecture|portal|backend|kafka|scale|cloud|search|storage|shop|microservices?|graphql|monolith|readings?|print|document|scan|map|files?|network)\b/

const OBJECTION =
  /expensive|\bprice\b|pricing|too (early|late|much|long)|not (now|interested|convinced|a priority)|already (have|use)|competitor|push(ed|es|ing)? ?back|objection|concern|worr(y|ied)|hesitat|sceptic|skeptic|no budget|frozen|failed|doubt/
const TENSION =
  /angr|yell|shout|furious|upset|complain|threat|rude|swear|capitals|escalat|annoy|frustrat|tension|cancel|chas(ed|ing)|ignored|forget it/

const SOMEBODY_AT_WORK =
  /\b(he|she|they|him|her|them|his|their|you|boss|manager|lead|colleague|coworker|team ?mate|report|director|peer|team)\b/

/** What speaks for somebody's work in any field; for dimensions of a rubric that nobody made a profile for. */
const ANY_FIELD: Marker[] = [
  'number',
  'reported',
  'role',
  'because',
  'condition',
  'contrast',
  'unknown',
  'did',
  'step',
  'settled',
]

const PROFILES = new Map<string, Profile>(
  Object.entries({
    process_adherence: {
      markers: ['reported', 'unknown', 'when', 'step', 'role', 'condition', 'number', 'settled', 'trigger'],
      comesUp: DEAL,
    },
    customer_understanding: {
      markers: ['number', 'reported', 'role', 'loss', 'unknown', 'contrast', 'asked', 'because'],
      comesUp: DEAL,
    },
    value_articulation: {
      markers: ['number', 'result', 'contrast', 'condition', 'loss', 'reported', 'when', 'role'],
      comesUp: OFFER,
    },
    objection_handling: {
      markers: ['asked', 'reported', 'settled', 'contrast', 'number', 'because', 'unknown', 'role'],
      comesUp: OBJECTION,
    },
    requirements_clarity: {
      markers: ['number', 'unknown', 'when', 'role', 'loss', 'condition', 'reported', 'contrast'],
      comesUp: SYSTEM,
    },
    option_evaluation: {
      markers: ['contrast', 'number', 'loss', 'did', 'condition', 'because', 'result'],
      comesUp: OPTIONS,
    },
    trade_off_analysis: {
      markers: ['price', 'loss', 'number', 'condition', 'role', 'when', 'because', 'step'],
      comesUp: CHOICE,
    },
    decision_rationale: {
      markers: ['because', 'contrast', 'price', 'number', 'trigger', 'when', 'loss', 'step'],
      comesUp: CHOICE,
    },
    empathy: { markers: ['feeling', 'because', 'wording', 'owns', 'listens', 'reported', 'asked'], comesUp: PEOPLE },
    clarity: { markers: ['wording', 'when', 'number', 'owns', 'choice', 'step', 'contrast'], comesUp: TOLD },
    de_escalation: {
      markers: ['listens', 'choice', 'wording', 'owns', 'feeling', 'asked', 'when', 'settled'],
      comesUp: TENSION,
    },
    problem_resolution: {
      markers: ['asked', 'because', 'choice', 'when', 'settled', 'did', 'owns', 'learned'],
      comesUp: TROUBLE,
    },
    technical_foundation: {
      markers: ['mechanism', 'example', 'unknown', 'because', 'condition', 'did', 'contrast', 'number'],
      comesUp: WORK,
    },
    learning_velocity: { markers: ['learned', 'did', 'because', 'unknown', 'change', 'when', 'number'], comesUp: WORK },
    practical_application: {
      markers: ['did', 'change', 'number', 'loss', 'when', 'step', 'reported', 'role'],
      comesUp: WORK,
    },
    clear_aim: {
      markers: ['because', 'condition', 'owns', 'learned', 'when', 'number', 'price', 'contrast', 'wording'],
      comesUp: SOMEBODY_AT_WORK,
    },
    facts_and_effect: {
      markers: ['number', 'when', 'reported', 'loss', 'because', 'unknown', 'wording'],
      comesUp: SOMEBODY_AT_WORK,
    },
    their_side: {
      markers: ['asked', 'unknown', 'listens', 'reported', 'feeling', 'because', 'condition', 'owns'],
      comesUp: SOMEBODY_AT_WORK,
    },
    clear_request: {
      markers: ['wording', 'when', 'condition', 'step', 'choice', 'settled', 'trigger', 'because'],
      comesUp: SOMEBODY_AT_WORK,
    },
    curiosity: { markers: ['wonders', 'did', 'because', 'unknown', 'number', 'condition', 'learned'], comesUp: WORK },
  } satisfies Record<string, Profile>),
)

/** The profile of a dimension. */
export const profileOf = (dimension: string): Profile => PROFILES.get(dimension) ?? { markers: ANY_FIELD }
