import { broughtIn } from './case.ts'

/**
 * A reply apart: the learner's own words, letter by letter, and what they only pasted: quoted lines, forwarded mail, logs of chats, code. In
 * doubt it is theirs: a draft of theirs that is taken away costs them a true mark, while a judge is told to beware of what is copied.
 * Where something was pasted, the own words have a gap.
 */
export function inOwnWords(reply: string): { own: string; pasted: string[] } {
  const { message, own } = broughtIn(reply)
  const lines = linesOf(own)
  const spans = joined(own, [
    ...[...own.matchAll(CODE)].map(({ 0: code, index }) => ({ start: index, end: index + code.length })),
    ...quotedLines(lines),
    ...mails(lines),
    ...chats(lines),
  ])
  const pasted = spans.map(({ start, end }) => own.slice(start, end).trim())
  const between = spans.map(({ start }, at) => own.slice(spans[at - 1]?.end ?? 0, start).trim())
  const words = [...between, own.slice(spans.at(-1)?.end ?? 0).trim()]
  return {
    own: spans.length === 0 ? own : words.filter((part) => /[\p{L}\p{N}]/u.test(part)).join(GAP),
    pasted: [...(message === '' ? [] : [message]), ...pasted],
  }
}

/** Stands where something was pasted. */
const GAP = '\n[…]\n'

/** Whether what stands together here did not stand together in what the learner wrote. */
export const reachesAcrossAGap = (text: string): boolean => /(?:^|\n) *\[?…\]? *(?:\n|$)/.test(text)

type Span = { start: number; end: number }
type Line = Span & { text: string }

function linesOf(text: string): Line[] {
  let at = 0
  return text.split('\n').map((line) => {
    const start = at
    at += line.length + 1
    return { text: line, start, end: start + line.length }
  })
}

const span = (lines: Line[], from: number, to: number): Span => ({
  start: lines[from]?.start ?? 0,
  end: lines[to - 1]?.end ?? 0,
})

/** In order and without overlaps; what only blanks part is one. */
function joined(text: string, spans: Span[]): Span[] {
  const found: Span[] = []
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1)
    if (last && (start <= last.end || text.slice(last.end, start).trim() === '')) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}

/** A block of code, or so much in a line that it is no mere name. */
const CODE = /```(?:[^`]|`(?!``))*```|`[^`\n]{60,}`/g

const QUOTED = /^\s{0,9}(?:>|&gt;)/
const AT_LEAST = /^\s{0,9}(?:>|&gt;)=?\s?[\d€$£]/ // "> 40 hours a week"

function quotedLines(lines: Line[]): Span[] {
  return runs(lines, ({ text }) => QUOTED.test(text))
    .filter(([from, to]) => to - from > 1 || !AT_LEAST.test(lines[from]?.text ?? ''))
    .map(([from, to]) => span(lines, from, to))
}

/** Where lines in a row are so, from the first to after the last. */
function runs(lines: Line[], isSo: (line: Line) => boolean): [number, number][] {
  const found: [number, number][] = []
  for (const [at, line] of lines.entries()) {
    if (!isSo(line)) continue
    const last = found.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else found.push([at, at + 1])
  }
  return found
}

const FORWARDED =
  /^\s*(?:[-_–—=*#]{2,}\s*(?:original message|forwarded message|forwarded by|ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|message d['’]origine|message original|message transféré|message réexpédié|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht)\b[^\n]{0,60}|(?:begin forwarded message|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado|début du message (?:transféré|réexpédié)))\s*:?\s*[-_–—=*#]*\s*$/i
const WROTE =
  /^\s*(?:on|am|el|le|il|em|op|den)\s[^\n]{3,160}(?<!\p{L})(?:wrote|schrieb|escribió|a écrit|ha scritto|escreveu|schreef|skrev)(?!\p{L})[^\n:]{0,100}:\s*$/iu
const I_WROTE = /(?<!\p{L})(?:I (?:\p{L}+ )?wrote|schrieb ich|ich (?:\p{L}+ )?schrieb)(?!\p{L})/iu
const HEADER =
  /^\s*\*?(?:(from|von|de|da|van|från|fra)|(subject|betreff|asunto|objet|oggetto|assunto|onderwerp|date|datum|fecha|data|sent|gesendet|enviado el|enviado|envoyé|inviato|verzonden)|(?:to|an|à|a|para|per|aan|cc|bcc|kopie|copie|reply-to|antwort an))\s?:\*?\s?(?=\S)/iu
const ADDRESS = /\S@\S|<mailto:/i

const GREETING =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|sehr geehrte[rs]?|hola|buenos días|buenas tardes|estimad[oa]s?|querid[oa]s?|bonjour|bonsoir|salut|chère?s?|madame|monsieur)(?!\p{L})[^\n.!?]{0,60}[,!:]?\s*$/iu
const FAREWELL =
  /^\s*(?:(?:best|kind|warm|many)(?: (?:regards|wishes|greetings))?|regards|cheers|thanks(?: (?:a lot|in advance|again|so much))?|many thanks|thank you|sincerely|yours(?: (?:sincerely|faithfully|truly))?|all the best|mit (?:freundlichen|besten|lieben|herzlichen) grü(?:ß|ss)en|(?:viele|beste|liebe|schöne|freundliche|herzliche) grü(?:ß|ss)e|grü(?:ß|ss)e|(?:vielen |besten )?dank|danke|lg|vg|mfg|(?:un |con un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|gracias|un abrazo|cordialement|bien cordialement|bien à vous|cordiales salutations|merci(?: d['’]avance)?|à bientôt)(?!\p{L})[^\n\p{L}]{0,3}(?:\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2})?\s*$/iu

/** Their mail, by the words before it, where nothing else tells. */
const BY_THEM =
  /(?<!\p{L})(?:wrote|writes|sent (?:me|us)|forwarded|(?:her|his|their|the customer['’]s|the buyer['’]s) (?:e-?mail|mail|message|reply|answer)|(?:e-?mail|mail|message|reply|answer) (?:from|of)|schrieb|schreibt|geschrieben|(?:ihre|seine) (?:e-?mail|mail|nachricht|antwort)|(?:e-?mail|mail|nachricht|antwort) (?:von|vom)|escribió|escribe|(?:correo|mensaje|respuesta) de|su (?:correo|mensaje|respuesta)|a écrit|écrit|(?:mail|message|réponse|courriel) (?:de|du)|son (?:mail|message))(?!\p{L})[^\n]{0,80}:\s*$/iu
const BY_ME =
  /(?<!\p{L})(?:I(?:['’](?:d|ll|ve))?(?: (?:would|will|have|had|then|just|finally))? (?:wrote|write|written|send|sent|say|answer|reply)|we (?:wrote|sent)|my|our|draft|mein\p{L}*|unser\p{L}*|entwurf|ich (?:schrieb|schreibe|würde|habe)|schrieb ich|borrador|mi|escribí|brouillon|mon|ma|j['’](?:ai )?écri[ts])(?!\p{L})/iu

const LONGEST_MAIL = 80 // lines

function mails(lines: Line[]): Span[] {
  const found: Span[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const body = mailBody(lines, at)
    if (body === undefined) continue
    const end = farewell(lines, body) ?? oneParagraph(lines, body)
    found.push(span(lines, at, end))
    at = end - 1
  }
  const introduced = [...lines.entries()].flatMap(([at, { text }]) => {
    if (!BY_THEM.test(text.slice(-200)) || BY_ME.test(text.slice(-200))) return []
    const from = afterBlank(lines, at + 1)
    const end = GREETING.test(lines[from]?.text ?? '') ? farewell(lines, from) : undefined
    return end === undefined ? [] : [span(lines, from, end)]
  })
  return [...found, ...introduced]
}

/** Where the body of a mail starts whose first line is this one; undefined where none starts. */
function mailBody(lines: Line[], at: number): number | undefined {
  const text = lines[at]?.text ?? ''
  if (FORWARDED.test(text)) {
    const next = afterBlank(lines, at + 1)
    return headersEnd(lines, next) ?? next
  }
  if (text.length < 300 && WROTE.test(text) && !I_WROTE.test(text)) return at + 1
  return headersEnd(lines, at)
}

/** Behind the headers of a mail, which name its sender and either its subject, its time or an address. */
function headersEnd(lines: Line[], from: number): number | undefined {
  let sender = false
  let more = false
  let at = from
  for (let header = HEADER.exec(lines[at]?.text ?? ''); header && at < from + 9; at += 1) {
    sender ||= header[1] !== undefined
    more ||= header[2] !== undefined || ADDRESS.test(lines[at]?.text ?? '')
    header = HEADER.exec(lines[at + 1]?.text ?? '')
  }
  return sender && more ? at : undefined
}

function afterBlank(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]?.text.trim() === '') at += 1
  return at
}

/** Behind the farewell of a mail and the name under it. */
function farewell(lines: Line[], from: number): number | undefined {
  const at = lines.slice(from, from + LONGEST_MAIL).findIndex(({ text }) => text.length < 60 && FAREWELL.test(text))
  if (at < 0) return undefined
  let end = from + at + 1
  if (lines[end]?.text.trim() === '' && isName(lines[end + 1]?.text ?? '')) end += 1 // a blank line before the name
  for (let more = 0; more < 4 && isName(lines[end]?.text ?? ''); more += 1) end += 1
  return end
}

/** A line of a signature: no sentence. */
const isName = (text: string) =>
  /^\s*[\p{Lu}+\d(|][^\n?!]{1,50}$/u.test(text) && !/[.:]\s*$/.test(text) && !/\. /.test(text)

/** Without a farewell nobody knows where a mail ends: its greeting and one paragraph are taken. */
function oneParagraph(lines: Line[], body: number): number {
  let at = afterBlank(lines, body)
  if (GREETING.test(lines[at]?.text ?? '')) at = afterBlank(lines, at + 1)
  while (at < lines.length && lines[at]?.text.trim() !== '') at += 1
  return at
}

const NAME = String.raw`@?\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,2}`
const TIME = String.raw`\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`
/** "[10:02] Anna: …", "12.03.2026, 10:02 - Anna: …" */
const STAMPED = new RegExp(
  String.raw`^\s{0,9}(?:\[[^\]\n]{0,20}${TIME}\]|\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s${TIME}\s?[-–:]?)\s?(?:${NAME}\s?:|<[^>\n]{1,40}>|${NAME}$)`,
  'u',
)
/** "Anna Berg  10:02 AM", with what she said under it. */
const HEADED = new RegExp(String.raw`^\s{0,9}${NAME}\s{1,4}\[?(?:[\p{L}]{2,12}(?: at| um)? )?${TIME}\]?\s*$`, 'u')
const NAMED = new RegExp(String.raw`^\s{0,9}(?:${TIME}\s)?(${NAME})\s?:\s{1,4}\S`, 'u')
/** Who writes so tells what was said, or how it should go, or lists what is to be told apart. */
const NO_NAME =
  /^(?:me|i|myself|we|us|you|ich|wir|du|sie|yo|nosotros|tú|moi|je|nous|vous|coach|her|him|she|he|they|er|ella|él|elle|il|q|a|f|r|p|n|b|c|question|answer|frage|antwort|pregunta|respuesta|réponse|pros?|cons?|contra|problems?|cost|costs|kosten|goal|ziel|risks?|risiko|options? ?\p{L}?|option \p{L}|plan|steps?|then|now|next|before|after|vorher|nachher|heute|today|why|who|what|when|how|was|wer|wann|warum|buyer|customer|client|cliente|kunde|kundin|käufer|seller|rep|boss|chef|chefin|manager|fact|effect|impact|ask|fakt|wirkung|bitte|name|owner|date|price|preis)$/iu
const IS_A_CHAT =
  /(?<!\p{L})(?:chat|thread|slack|teams|whatsapp|log|transcript|conversation|verlauf|protokoll|mitschrift|conversación|hilo|discussion|fil|échange)(?!\p{L})[^\n]{0,80}:\s*$/iu

function chats(lines: Line[]): Span[] {
  const stamped = runs(lines, ({ text }) => STAMPED.test(text))
  const heads = [...lines.keys()].filter((at) => HEADED.test(lines[at]?.text ?? '') && lines[at + 1]?.text.trim())
  const underHeads = heads.length < 2 ? [] : heads.map((at): [number, number] => [at, paragraphEnd(lines, at)])
  const named = runs(lines, ({ text }) => NAMED.test(text)).filter(([from, to]) => isChat(lines, from, to))
  return [...stamped, ...underHeads, ...named].map(([from, to]) => span(lines, from, to))
}

function paragraphEnd(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]?.text.trim() !== '') at += 1
  return at
}

/** Two people in turn, one of them again; where a line before it says that it is a chat, one turn each will do. */
function isChat(lines: Line[], from: number, to: number): boolean {
  const names = lines.slice(from, to).map(({ text }) => NAMED.exec(text)?.[1] ?? '')
  const different = new Set(names)
  if (different.size < 2 || names.some((name) => NO_NAME.test(name))) return false
  return different.size < names.length || IS_A_CHAT.test((lines[from - 1]?.text ?? '').slice(-200))
}
