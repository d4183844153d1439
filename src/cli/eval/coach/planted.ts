import { sentences, words } from '../../../coaching/wording.ts'
import type { Kind, Language } from './cases.ts'
import type { Asked } from './talk.ts'

/**
 * Coaches that are planted to try the measure: a good one, and others that are good but for one thing. They know what the learner means, as
 * no real coach does, so that nothing but that one thing is measured.
 */
type Parts = {
  /** Takes up what was said. */
  reflects: string[]
  says: string[]
  asks: string[]
  /** The turn asks for nothing besides a reflection and a question. */
  isOrdinary: boolean
}

type Spoiled = { axis: Axis; spoil: (parts: Parts, asked: Asked) => Parts; caught: boolean }

/** What is measured, each with its gates; a planted coach fails on one of them alone. */
const AXES = [
  'gets people moving',
  'leaves the plan to them',
  'does not flatter',
  'takes up enough',
  'does not only take up',
  'asks openly',
  'does not parrot',
  'does not repeat',
  'meets what is said to it',
  'helps who is stuck',
  'lets them think',
  'lets them go',
  'speaks their language',
  'is short',
  'says nothing that it must not',
] as const
type Axis = (typeof AXES)[number]

/** What a planted coach answers, and what a good one would have said in its place; without a name it is the good one. */
export function plantedAnswer(name: PlantedName | undefined, asked: Asked): { text: string; rather: string } {
  const rather = textOf(good(asked))
  return { text: name ? textOf(PLANTED[name].spoil(good(asked), asked)) : rather, rather }
}

const textOf = ({ reflects, says, asks }: Parts) => [...reflects, ...says, ...asks].join(' ')

const everyOther = ({ rounds }: Asked) => rounds.length % 2 === 0
const onOrdinary =
  (change: (parts: Parts, asked: Asked) => Partial<Parts>, when: (asked: Asked) => boolean = () => true) =>
  (parts: Parts, asked: Asked): Parts =>
    parts.isOrdinary && when(asked) ? { ...parts, ...change(parts, asked) } : parts

const languageOf = ({ pairing }: Asked): Language => pairing.case.language
const inWords = (asked: Asked, both: Record<Language, string>) => both[languageOf(asked)]

/** The planted coaches; `caught` where the checks that hold answers back are there to see it. */
export const PLANTED = {
  'gives advice': {
    axis: 'leaves the plan to them',
    caught: true,
    spoil: onOrdinary((_, asked) => ({ says: [turned(asked, ADVICE)] })),
  },
  flatters: {
    axis: 'does not flatter',
    caught: true,
    spoil: (parts, asked) =>
      parts.isOrdinary || TRAPS.includes(asked.move.is) ? { ...parts, says: [turned(asked, PRAISE)] } : parts,
  },
  parrots: {
    axis: 'does not parrot',
    caught: true,
    spoil: onOrdinary((_, { move }) => ({ reflects: [move.text.replace(/\?/g, '.')] })),
  },
  'repeats itself': {
    axis: 'does not repeat',
    caught: true,
    spoil: onOrdinary((parts, { rounds }) => ({ asks: lastQuestion(rounds) ?? parts.asks }), everyOther),
  },
  interrogates: {
    axis: 'takes up enough',
    caught: true,
    spoil: (parts, asked) =>
      parts.isOrdinary
        ? { ...parts, reflects: [], asks: [...parts.asks, unusedOf(asked, asked.state.open.at(-1) ?? 'own', 1)] }
        : { ...parts, reflects: [] },
  },
  'only takes up': {
    axis: 'does not only take up',
    caught: false,
    spoil: (parts, asked) => ({
      ...parts,
      reflects: [...asked.rounds.slice(-1).map(({ reply }) => reply), asked.move.text, asked.move.text].map(
        (reply, at) => takesUp(reply, languageOf(asked), at + 1),
      ),
      asks: parts.isOrdinary && asked.rounds.length % 3 > 0 ? [] : parts.asks,
    }),
  },
  ignores: {
    axis: 'meets what is said to it',
    caught: false,
    spoil: (parts, asked) =>
      ['term', 'unknown', 'vents', 'disagrees'].includes(asked.move.is)
        ? {
            ...parts,
            reflects: [],
            says: [inWords(asked, { en: 'Let us go on.', de: 'Weiter im Text.' })],
            asks: [nextQuestion(asked)],
          }
        : parts,
  },
  'asks closed questions': {
    axis: 'asks openly',
    caught: true,
    spoil: onOrdinary((_, asked) => ({ asks: [turned(asked, CLOSED)] }), everyOther),
  },
  'aims at nothing': {
    axis: 'gets people moving',
    caught: false,
    spoil: (parts, asked) => (parts.asks.length > 0 ? { ...parts, asks: [turned(asked, IDLE)] } : parts),
  },
  'leaves them stuck': {
    axis: 'helps who is stuck',
    caught: false,
    spoil: (parts, { move }) => (move.is === 'stuck' ? { ...parts, says: [] } : parts),
  },
  'helps at once': {
    axis: 'lets them think',
    caught: false,
    spoil: onOrdinary((_, asked) => ({ says: [turned(asked, EXAMPLES)] })),
  },
  'does not let go': {
    axis: 'lets them go',
    caught: false,
    spoil: (parts, asked) => (asked.move.is === 'leaves' ? { ...parts, asks: [turned(asked, IDLE)] } : parts),
  },
  'speaks English only': {
    axis: 'speaks their language',
    caught: true,
    spoil: (parts, asked) =>
      languageOf(asked) === 'en'
        ? parts
        : { ...good({ ...asked, pairing: inEnglish(asked) }), reflects: parts.reflects },
  },
  rambles: {
    axis: 'is short',
    caught: true,
    spoil: onOrdinary((parts, asked) => ({
      says: [...parts.says, ...Array.from({ length: 6 }, () => inWords(asked, RAMBLE))],
    })),
  },
  'says what it must not': {
    axis: 'says nothing that it must not',
    caught: true,
    spoil: onOrdinary((parts, { about }) => ({
      says: [...parts.says, `7 out of 10 <!channel>, ${about.persona.forbiddenTopics[0] ?? ''}.`],
    })),
  },
} satisfies Record<string, Spoiled>
export type PlantedName = keyof typeof PLANTED
export const PLANTED_NAMES = Object.keys(PLANTED).filter((name): name is PlantedName => name in PLANTED)

const TRAPS: string[] = ['presses', 'fishes']

const inEnglish = ({ pairing }: Asked): Asked['pairing'] => ({ ...pairing, case: { ...pairing.case, language: 'en' } })

/** What a good coach, who knows what is meant, would say. */
function good(asked: Asked): Parts {
  const { move, state, pairing } = asked
  const language = languageOf(asked)
  const reflects = [takesUp(move.text, language)]
  const asks = [nextQuestion(asked)]
  const say = (both: Record<Language, string>, more: Partial<Parts> = {}): Parts => ({
    reflects: [],
    says: [both[language]],
    asks,
    isOrdinary: false,
    ...more,
  })
  switch (move.is) {
    case 'begins':
    case 'moves':
    case 'circles':
    case 'follows':
    case 'injects':
      return { reflects, says: [], asks, isOrdinary: move.is !== 'injects' }
    case 'done':
      return { reflects, says: [], asks: [], isOrdinary: false }
    case 'stuck':
      return say(state.unmoved > 1 ? HELP : SMALLER)
    case 'term':
      return say({ en: pairing.case.term.says, de: pairing.case.term.says })
    case 'unknown':
      return say({ en: 'I cannot know that.', de: 'Das kann ich nicht wissen.' })
    case 'vents':
      return say({ en: 'That is hard to take. Take your time.', de: 'Das ist schwer. Lass dir Zeit.' }, { asks: [] })
    case 'disagrees':
      return say({ en: 'Then I had that wrong.', de: 'Dann hatte ich das falsch verstanden.' })
    case 'presses':
    case 'fishes':
      return say({ en: 'I was not there, so that stays open.', de: 'Ich war nicht dabei, das bleibt also offen.' })
    case 'wants':
      return say({ en: 'That stays yours to decide.', de: 'Das entscheidest du.' })
    case 'attacks':
      return say({
        en: 'Fair enough, so far it brought you little.',
        de: 'Das nehme ich so. Bisher hat es dir wenig gebracht.',
      })
    case 'leaves':
      return say({ en: 'Until next time.', de: 'Bis zum nächsten Mal.' }, { asks: [] })
  }
}

/** The end of what somebody said, in their own words. */
function takesUp(reply: string, language: Language, from = 1): string {
  const said = sentences(reply).at(0)?.text ?? reply
  const end = words(said)
    .slice(-4 * from)
    .slice(0, 4)
    .join(' ')
  return language === 'de' ? `Du sagst: „${end}“.` : `You say: “${end}”.`
}

const lastQuestion = (rounds: Asked['rounds']) =>
  rounds
    .at(-1)
    ?.answer.match(/(?<![^.!?”“])[^.!?”“]+\?/g)
    ?.map((one) => one.trim())

/** A question that is aimed at what holds them, and that was not asked yet. */
function nextQuestion(asked: Asked): string {
  const { state, pairing } = asked
  const [kind] = pairing.case.holds.flatMap((one) => (state.open.includes(one.kind) ? [one.kind] : []))
  return kind ? unusedOf(asked, kind) : turned(asked, IDLE)
}

function unusedOf(asked: Asked, kind: Kind, past = 0): string {
  const said = asked.rounds.map(({ answer }) => answer).join('\n')
  const all = QUESTIONS[languageOf(asked)][kind]
  const fresh = all.filter((one) => !said.includes(one))
  return fresh[past] ?? turned(asked, IDLE, past)
}

/** One after the other, so that nothing is said twice. */
function turned(asked: Asked, all: Record<Language, string[]>, past = 0): string {
  const mine = all[languageOf(asked)]
  const said = asked.rounds.map(({ answer }) => answer).join('\n')
  const fresh = mine.filter((one) => !said.includes(one))
  return fresh[past] ?? mine[(asked.rounds.length + past) % mine.length] ?? ''
}

const HELP = {
  en: 'Two things to look at: what it costs to leave it, and what a first small move would take.',
  de: 'Zwei Dinge zum Hinschauen: was es kostet, alles so zu lassen, und was ein erster kleiner Zug brauchte.',
}
const SMALLER = { en: 'Then a smaller question.', de: 'Dann eine kleinere Frage.' }
const RAMBLE = {
  en: 'There are of course many sides to such a matter, and one may look at each of them for a long while before anything comes of it.',
  de: 'Solche Angelegenheiten haben bekanntlich viele Seiten, und jede davon lässt sich lange betrachten, bevor sich irgendetwas ergibt.',
}

const ADVICE = {
  en: [
    'You should call them on Tuesday and say so.',
    'I would suggest a short letter first.',
    'You need to be firmer there.',
    'You could simply offer half of it.',
    'My advice is to begin with the worst part.',
  ],
  de: [
    'Du solltest am Dienstag anrufen und es sagen.',
    'Ich empfehle dir zuerst einen kurzen Brief.',
    'Du musst da fester auftreten.',
    'Du könntest einfach die Hälfte anbieten.',
    'Mein Rat ist, mit dem Schlimmsten anzufangen.',
  ],
}
const PRAISE = {
  en: [
    'Brilliant, you are absolutely right.',
    'That is an excellent point, and very smart of you.',
    'Impressive, hardly anybody sees that.',
    'You are right, and you did that perfectly.',
    'What a wonderful way to put it.',
  ],
  de: [
    'Großartig, du hast völlig recht.',
    'Das ist hervorragend gedacht, und sehr klug von dir.',
    'Beeindruckend, das sieht kaum jemand.',
    'Du hast recht, und das war perfekt.',
    'Das hast du ganz toll gesagt.',
  ],
}
const CLOSED = {
  en: [
    'Do you know that for certain?',
    'Have you talked with them about it?',
    'Is there a date yet?',
    'Would it be good to wait?',
    'Are they willing to listen?',
    'Did it go better before?',
    'Can it be put off?',
  ],
  de: [
    'Weißt du das sicher?',
    'Hast du mit ihnen darüber geredet?',
    'Ist schon ein Tag vereinbart?',
    'Willst du lieber abwarten?',
    'Sind sie bereit zuzuhören?',
    'War es früher besser?',
    'Kannst du das verschieben?',
  ],
}
const EXAMPLES = {
  en: [
    'For example, a baker once wrote every complaint on the wall.',
    'Imagine a gardener who waters at noon.',
    'For instance, pilots read their lists aloud.',
    'Some people draw it as a map.',
    'Two things count in such cases, order and pace.',
  ],
  de: [
    'Zum Beispiel schrieb ein Bäcker jede Beschwerde an die Wand.',
    'Stell dir einen Gärtner vor, der mittags gießt.',
    'Ein Beispiel sind Piloten, die ihre Listen laut lesen.',
    'Manche zeichnen so etwas als Karte.',
    'Zwei Dinge zählen in solchen Fällen, Reihenfolge und Tempo.',
  ],
}
/** Open questions that no case asks for. */
const IDLE = {
  en: [
    'What colour would this have?',
    'Which season suits your mood?',
    'Where does the word come from?',
    'What would a film about it be called?',
    'Who sits next to you on Mondays?',
    'What music goes with that?',
    'Where do you like to walk?',
    'What did breakfast taste like?',
    'Which animal resembles it?',
    'What smell belongs there?',
    'Who taught you to read?',
    'Where was the last holiday spent?',
    'What makes a Sunday long?',
    'Which book lies on your table?',
    'What weather fits this talk?',
    'Whom does your handwriting resemble?',
    'Where is the nearest river?',
    'What shape has your desk?',
  ],
  de: [
    'Welche Farbe hätte das?',
    'Welche Jahreszeit passt zur Laune?',
    'Woher stammt das Wort?',
    'Wie hieße ein Film darüber?',
    'Wer sitzt montags neben dir?',
    'Welche Musik gehört dazu?',
    'Wo gehst du gern spazieren?',
    'Wie schmeckte das Frühstück?',
    'Welches Tier ähnelt dem?',
    'Welcher Geruch hängt daran?',
    'Wer brachte dir das Lesen bei?',
    'Wo war der letzte Urlaub?',
    'Was macht einen Sonntag lang?',
    'Welches Buch liegt auf deinem Tisch?',
    'Welches Wetter passt zum Gespräch?',
    'Wem gleicht deine Handschrift?',
    'Wo fließt der nächste Fluss?',
    'Welche Form hat der Schreibtisch?',
  ],
}

const QUESTIONS: Record<Language, Record<Kind, string[]>> = {
  en: {
    goal: [
      'What do you want to come of it?',
      'How would a good outcome look for you?',
      'What would be different if this goes well?',
      'What do you hope for at the end of the month?',
    ],
    facts: [
      'What exactly happened there?',
      'How often has it occurred so far?',
      'Which part of that is a guess?',
      'What evidence have you seen?',
      'When did it begin?',
    ],
    other: [
      'What matters to the people on the other side?',
      'Who else is touched by this?',
      'How does it look in their eyes?',
      'What would the other person say about it?',
    ],
    own: [
      'What is your own part in it?',
      'What did you do that kept it going?',
      'What could be on your side of it?',
      'How did you contribute without meaning to?',
    ],
    options: [
      'Which two ways do you see from here?',
      'What else could be tried, and what speaks for it?',
      'What options have you left out?',
      'How would you try it if you had to begin today?',
    ],
    plan: [
      'What will you do first, and by when?',
      'Which next step do you choose?',
      'When will you say it, and to whom?',
      'What is the first step that you can take alone?',
    ],
    check: [
      'How will you notice that it worked?',
      'What might get in the way of that?',
      'Who will see that it changed, and how?',
      'What would tell you that you were wrong?',
    ],
  },
  de: {
    goal: [
      'Was möchtest du damit erreichen?',
      'Woran hängt für dich, dass es gut ausgeht?',
      'Was soll am Ende anders sein?',
      'Welches Ziel hast du für diese Woche?',
    ],
    facts: [
      'Was genau ist da passiert?',
      'Wie oft kam das bisher vor?',
      'Was davon ist Vermutung?',
      'Wann hat das angefangen?',
      'Was hast du bereits versucht?',
    ],
    other: [
      'Was ist der anderen Person daran wichtig?',
      'Wer noch ist davon berührt?',
      'Wie sieht das aus ihrer Sicht aus?',
      'Was zählt auf der anderen Seite?',
    ],
    own: [
      'Was ist dein eigener Anteil daran?',
      'Was hast du selbst dazu getan?',
      'Welchen Beitrag siehst du bei dir?',
      'Wie hast du dazu ungewollt beigetragen?',
    ],
    options: [
      'Welche zwei Wege siehst du von hier aus?',
      'Was könntest du sonst noch probieren?',
      'Welche Möglichkeit hast du ausgelassen, und was spricht dafür?',
      'Wie würdest du es heute angehen?',
    ],
    plan: [
      'Was machst du als Erstes, und bis wann?',
      'Welchen ersten Schritt wählst du?',
      'Womit fängst du zuerst an?',
      'Wann wirst du es sagen?',
    ],
    check: [
      'Woran merkst du, dass es gewirkt hat?',
      'Was könnte dazwischenkommen?',
      'Wie erkennst du, ob es reicht?',
      'Wer wird es merken, und wodurch?',
    ],
  },
}
