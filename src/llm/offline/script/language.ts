import { folded, words } from '../../../coaching/wording.ts'
import { ENGLISH } from './english.ts'
import { GERMAN } from './german.ts'
import type { Script } from './script.ts'

const SCRIPTS = [ENGLISH, GERMAN]

/** Languages that the script knows of, and does not coach in: what it says there of what it can do. */
const OTHERS: { smallWords: RegExp; says: string }[] = [
  {
    smallWords:
      /^(el|los|las|una|que|por|para|con|pero|muy|yo|mi|me|se|lo|es|está|esta|estoy|como|cómo|qué|hola|gracias|del|al|no|sí|de|la|un|y|en|le)$/,
    says: 'Soy un guion de práctica, sin IA, y solo puedo acompañarte en inglés o en alemán. Escribe en uno de los dos, o «end» para terminar.',
  },
  {
    smallWords:
      /^(le|les|des|une|et|je|nous|vous|est|pas|que|qui|pour|dans|avec|mon|ma|mes|ce|c'est|j'ai|il|elle|ne|n'est|bonjour|merci|du|au|sur|suis|de|la|un|en|mais|très|ça)$/,
    says: 'Je suis un script d’entraînement, sans IA, et je ne peux accompagner qu’en anglais ou en allemand. Écrivez dans l’une des deux, ou « end » pour arrêter.',
  },
  {
    smallWords:
      /^(il|lo|gli|che|di|una|un|non|è|per|con|mio|mia|sono|ho|ha|ma|come|questo|ciao|grazie|del|della|e|mi|si|la|al|anche|molto|cosa)$/,
    says: 'Sono uno script di esercizio, senza IA, e posso accompagnarti solo in inglese o in tedesco. Scrivi in una delle due, o «end» per finire.',
  },
  {
    smallWords:
      /^(o|os|as|um|uma|que|não|é|com|para|meu|minha|eu|ele|ela|mas|muito|isso|está|estou|como|olá|obrigado|obrigada|do|da|no|na|de|e|se)$/,
    says: 'Sou um roteiro de prática, sem IA, e só posso acompanhar em inglês ou em alemão. Escreva numa das duas, ou “end” para terminar.',
  },
  {
    smallWords:
      /^(het|een|van|en|niet|ik|je|dat|op|te|voor|met|is|was|maar|mijn|heb|heeft|hij|zij|ze|wat|hoe|dit|de|hallo|bedankt|naar|aan|ook|geen|wij|we)$/,
    says: 'Ik ben een oefenscript, geen AI, en kan alleen in het Engels of Duits coachen. Schrijf in een van beide, of “end” om te stoppen.',
  },
  {
    smallWords:
      /^(nie|się|na|jest|że|do|to|z|w|i|ja|mnie|mi|jak|co|ale|dla|mój|moja|był|była|dziękuję|cześć|jestem|mam|tak|po|od|za)$/,
    says: 'Jestem skryptem do ćwiczeń, bez AI, i mogę prowadzić rozmowę tylko po angielsku lub niemiecku. Napisz w jednym z nich albo „end”, aby zakończyć.',
  },
  {
    smallWords:
      /^(och|att|det|är|jag|inte|en|som|på|för|med|har|min|hej|tack|men|vad|hur|den|vi|av|till|om|mig|ett|var|han|hon)$/,
    says: '',
  },
  {
    smallWords: /^(og|jeg|ikke|det|er|på|som|med|har|min|hej|tak|men|hvad|hvordan|vi|af|til|mig|et|var|han|hun|at)$/,
    says: '',
  },
  {
    smallWords:
      /^(bir|ve|bu|için|çok|ben|ne|değil|ama|var|yok|bana|mi|ile|da|de|merhaba|teşekkürler|nasıl|benim|onu|o)$/,
    says: '',
  },
]

/** What language a talk is held in: one that the script speaks, or another, of which it may know a sentence. */
export type Spoken = { script: Script; other?: never } | { script?: never; other: { says: string } }

const UNKNOWN = { says: '' }
const TELLS = 0.14 // of the words: where fewer are small words of a language, it may be any
const LONG_ENOUGH = 8 // words: of a text of these in Latin letters, one at least is a small word

/** The language of the last of these texts that tells; the first one where none does. */
export function spokenIn(texts: string[]): Spoken {
  const first: Spoken | undefined = undefined
  return (
    texts.reduce<Spoken | undefined>((before, text) => languageOf(text, before !== undefined) ?? before, first) ?? {
      script: ENGLISH,
    }
  )
}

/** A single word tells only where nothing was told before: "okay" is many languages' own. */
function languageOf(text: string, isKnown: boolean): Spoken | undefined {
  const told = folded(withoutQuotes(text))
  const all = words(told).filter((word) => /\p{L}/u.test(word))
  if (all.length < (isKnown ? 2 : 1)) return undefined
  if (all.filter((word) => /\p{Script=Latin}/u.test(word)).length * 2 < all.length) return { other: UNKNOWN }
  const share = ({ smallWords }: { smallWords: RegExp }) =>
    all.filter((word) => smallWords.test(word)).length / all.length
  const own = SCRIPTS.map((script) => ({ script, share: share(script) })).toSorted((a, b) => b.share - a.share)[0]
  const other = OTHERS.map((one) => ({ one, share: share(one) })).toSorted((a, b) => b.share - a.share)[0]
  if (other && other.share > (own?.share ?? 0) && other.share * all.length >= 2) return { other: other.one }
  if (own && own.share >= TELLS) return { script: own.script }
  if (all.length >= LONG_ENOUGH && (own?.share ?? 0) === 0 && /[^\p{ASCII}…]/u.test(told)) return { other: UNKNOWN }
  return undefined
}

/** A quoted message may be in any language. */
const withoutQuotes = (text: string) => {
  const rest = text.replace(/["“„«»][^"“”„«»\n]*["”“«»]/g, ' ')
  return words(rest).length > 0 ? rest : text
}

const SAYS = [
  'I am a practice script, no AI, and can coach in English or German only. Write in one of them, or “end” to stop.',
  'I cannot follow this language, so I keep quiet rather than guess. English or German would work; “end” closes the talk.',
  'Still only English and German here. Somebody with a coach that has a language model can go on in any language.',
]

/** Whether an answer said so: such a round was no coaching. */
export const saidElsewhere = (answer: string): boolean =>
  [...SAYS, ...OTHERS.flatMap(({ says }) => says || [])].includes(answer)

/** What is said in a language that it does not coach in: what it can do, without coaching by the rules of another one. */
export function elsewhere({ says }: { says: string }, before: string): string {
  const [first = '', ...rest] = SAYS
  const all = [says, first, ...rest].filter((text) => text !== '')
  return all.find((text) => !before.includes(text)) ?? all[0] ?? ''
}
