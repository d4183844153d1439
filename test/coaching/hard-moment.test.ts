import { contactsFor, readContacts } from '../../src/coaching/contacts.ts'
import { hardAnswer, hardMoment, isHardMoment, unnamedMoment } from '../../src/coaching/hard-moment.ts'
import { speechOf } from '../../src/words/speech.ts'
import { inSpeech } from '../../src/words/words.ts'

/** What people write in a hard moment. */
const HITS = {
  en: {
    crisis: [
      'I want to kill myself',
      'honestly I don’t want to live anymore',
      'I do not want to live any more.',
      'I no longer want to be alive',
      'I cannot go on like this any more',
      'I think about suicide',
      'I keep thinking about ending my life.',
      'I wish I was dead',
      'Some days I just want to die.',
      'Everyone would be better off without me',
      'i cant go on like this anymore',
      'There is no point in living.',
      'I started cutting myself again',
      'I took too many pills last night',
      'I feel like ending it',
      'Everything would be easier if I was not here',
      'I bought pills and plan to take them all tonight',
      'I thought about jumping off a bridge on the way home',
      'Nobody would miss me.',
      'My life is not worth living',
      'I don’t see any way out anymore',
      'I am afraid I am a danger to myself',
      'I feel like I want to kill my boss, and I own a gun.',
      'I wanna die',
      'I don’t wanna be alive',
      'I would rather be dead',
      'I feel like there’s no reason to keep living',
      'Sometimes I think about not waking up',
      'I want to disappear forever',
      'honestly I’m gonna kms',
      'I want to kms tonight',
      'some days I might just kms',
      'I’m going to off myself',
      'I want to go to sleep and never wake up',
      'I want to be dead',
      'What’s the point of living?',
      'I am so tired of being alive',
      'I’m tired of living',
      'I have given up on life',
      'I don’t deserve to live',
      'No one would notice if I died',
    ],
    harassment: [
      'My boss is sexually harassing me',
      'he hit me after the meeting',
      'I was groped at the offsite.',
      'A colleague keeps touching me even though I said no',
      'My manager bullies me in front of the team every week',
      'I am being bullied at work',
      'He grabbed me by the arm and pushed me against the wall',
      'She threatened to hurt me if I tell anyone',
      'My lead sends me explicit pictures at night',
      'He makes sexual comments about me in every call',
      'They made racist jokes about me again',
      'I was passed over for the role because I am pregnant',
      'A customer called me a bitch and spat at me',
      'He wants me to sleep with him for the promotion',
      'I’ve been stalked by a coworker for months',
      'My boss is retaliating against me',
      'They call me slurs because I am gay',
      'I was fired for being pregnant, can they do that',
      'My supervisor slapped me',
      'Someone is blackmailing me',
      'My manager keeps making sexual comments',
      'She made a racist comment about my skin',
      'He tried to kiss me in the elevator',
      'A teammate told me to kys in the chat',
    ],
    medical: [
      'I think I am having a heart attack',
      'I have chest pains since this morning',
      'I can’t breathe',
      'I had a panic attack before the demo',
      'I was diagnosed with cancer last week',
      'I’m severely depressed',
      'I am completely burned out',
      'I am in the hospital, sorry for the late reply',
      'I passed out at my desk yesterday',
      'I drink every evening to cope with it',
      'I stopped taking my antidepressants',
      'I hear voices when I am alone',
      'I haven’t slept for four nights',
      'My doctor put me on sick leave and I do not know what to tell them',
      'I had a miscarriage two weeks ago',
      'Should I stop taking my medication?',
      'I’ve been diagnosed with depression',
      'I am suffering from depression',
      'I’ve been feeling depressed for weeks',
      'I am pregnant and bleeding',
    ],
    legal: [
      'I am being sued by my former employer',
      'I was arrested on Saturday',
      'My landlord is evicting me',
      'The police want to question me about the invoices',
      'I need a lawyer',
      'Do I need a lawyer for this?',
      'My boss told me to falsify the test report',
      'They asked me to lie to the auditors',
      'I think I broke the law',
      'Should I blow the whistle on this?',
      'I got a subpoena this morning',
      'I was wrongfully dismissed',
      'My visa was revoked',
      'I have a court date on Monday',
      'They want me to sign a severance agreement by tomorrow',
      'Is it legal that my employer reads my private mail?',
      'My boss asked me to commit fraud',
      'They told me to shred the documents',
      'I think I need legal advice',
      'I was fired illegally',
      'My employer is not paying my wages',
    ],
  },
  de: {
    crisis: [
      'Ich will mich umbringen',
      'Ich möchte nicht mehr leben.',
      'Ich denke oft an Suizid',
      'am liebsten wäre ich tot',
      'Ich sehe keinen Ausweg mehr',
      'Ich habe wieder angefangen, mich zu ritzen',
      'Ich will einfach nur noch sterben',
      'Ich will mir was antun',
      'Ich habe Angst, dass ich mich umbringe',
      'Ich will mich aufhängen',
      'Ich denke daran, mich zu suizidieren',
      'Ich habe keine Lust mehr zu leben',
      'Ich will Schluss machen mit meinem Leben',
      'Ich bin lebensmüde',
      'Ich will einschlafen und nie wieder aufwachen',
      'Es wäre besser, wenn ich nicht mehr da wäre',
      'Ich wäre am liebsten nie geboren worden',
      'Ich bin es nicht wert zu leben',
    ],
    harassment: [
      'Mein Chef belästigt mich',
      'Ich werde seit Monaten im Team gemobbt',
      'Er hat mich gestern geschlagen',
      'Er fasst mich immer wieder an',
      'Es war sexuelle Belästigung',
      'Mein Vorgesetzter schickt mir Nacktbilder',
      'Ich wurde vergewaltigt',
    ],
    medical: [
      'Ich hatte einen Herzinfarkt',
      'Ich hatte gestern eine Panikattacke',
      'Ich habe starke Brustschmerzen',
      'Ich bekomme keine Luft mehr',
      'Ich bin völlig ausgebrannt',
      'Ich liege im Krankenhaus',
      'Meine Ärztin sagt, ich soll zu Hause bleiben',
      'Ich trinke jeden Abend, um zu schlafen',
    ],
    legal: [
      'Ich wurde angezeigt',
      'Gegen mich wird ermittelt',
      'Ich brauche einen Anwalt',
      'Ich muss vor Gericht',
      'Ich soll die Protokolle fälschen',
      'Ich habe eine fristlose Kündigung bekommen',
      'Die Polizei ermittelt gegen mich',
      'Soll ich meinen Chef verklagen?',
    ],
  },
  es: {
    crisis: [
      'Quiero suicidarme',
      'No quiero seguir viviendo',
      'quiero morir',
      'Pienso en quitarme la vida',
      'Mi vida no tiene sentido',
      'Estarían mejor sin mí',
    ],
    harassment: [
      'Mi jefe me acosa',
      'Sufro acoso en el trabajo',
      'Me tocó el culo en la reunión',
      'Mi compañero me pegó ayer',
      'Me hacen la vida imposible',
      'Me envía fotos desnudo cada noche',
      'Fui violada',
    ],
    medical: [
      'Tengo dolor en el pecho',
      'No puedo respirar',
      'Me han diagnosticado cáncer',
      'Tuve un ataque de pánico',
      'Estoy ingresada en el hospital',
      'Dejé de tomar la medicación',
    ],
    legal: [
      'Me han denunciado',
      'Necesito un abogado',
      'Tengo un juicio el lunes',
      'La policía me interrogó ayer',
      'Me detuvo la policía',
      'Me piden falsificar las cuentas',
      'Me despidieron de forma ilegal',
      'Necesito ayuda legal',
    ],
  },
  fr: {
    crisis: [
      'Je veux mourir',
      'J’ai envie d’en finir',
      'Je pense au suicide',
      'je veux me tuer',
      'Je ne veux plus vivre',
      'Ils seraient mieux sans moi',
      'Je n’ai plus envie de vivre',
      'Je veux disparaître pour toujours',
    ],
    harassment: [
      'Mon chef me harcèle',
      'Je subis du harcèlement',
      'Il m’a touché les fesses',
      'J’ai été agressée dans le parking',
      'Il m’a frappée hier',
      'Elle m’humilie devant tous, ils font de ma vie un enfer',
    ],
    medical: [
      'J’ai mal à la poitrine',
      'Je n’arrive plus à respirer',
      'J’ai fait une crise d’angoisse',
      'Je suis en burn-out',
      'Je suis hospitalisée depuis lundi',
      'Mon médecin m’a dit d’arrêter',
    ],
    legal: [
      'J’ai besoin d’un avocat',
      'Je suis mise en examen',
      'Mon employeur porte plainte contre moi',
      'Je dois passer au tribunal',
      'On me demande de falsifier les chiffres',
      'C’est un licenciement abusif, je veux aller aux prud’hommes',
      'Je veux porter plainte contre mon employeur',
    ],
  },
} as const

/** What people write at work that only looks like it. */
const NEAR_MISSES = {
  en: [
    'This deal is killing me',
    'I want to die laughing',
    'kill the process and restart it',
    'The customer was harassed by our reminders',
    'it hit me that price was not the point',
    'The self-service portal is dead',
    'I could kill myself for forgetting the attachment',
    'I am killing myself to meet the deadline',
    'Skipping discovery would be career suicide',
    'It would be suicide to launch on a Friday',
    'Our customer runs a suicide prevention hotline',
    'I shot myself in the foot with that discount',
    'I cut myself off mid-sentence',
    'I should cut myself some slack',
    'We filter self-harm content with a classifier',
    'The team is better off without me on that call',
    'We can’t go on like this anymore with the old system',
    'I will not die on that hill',
    'Just let the thread die',
    'My boss will kill me if the demo fails',
    'I don’t see any way out of the contract before March',
    'The company may go under, the runway ends in May',
    'I want to end the meeting earlier next time',
    'We should kill the feature',
    'I am drowning myself in details, and that helps nobody',
    'He hit me with another discount request',
    'They beat me to the punch',
    'A competitor beat me on price',
    'Her story really touched me',
    'I was pushed by the customer for a discount',
    'The buyer was rude and shouted at the support agent',
    'Trial users abuse our free tier',
    'He threatened to cancel the contract',
    'The client keeps calling me about the invoice',
    'I grabbed the wrong deck for the call',
    'She kicked me out of the channel by mistake',
    'We ran a training about harassment for the customer’s HR team',
    'The speech choked me up',
    'I followed up with him twice',
    'The market is depressed this quarter',
    'My heart is not in this deal',
    'I can’t breathe with all these meetings',
    'Give me some room to breathe in the calendar',
    'The outage was diagnosed within an hour',
    'We sell scheduling to hospitals, and the ER is the buyer',
    'I was in the hospital for a customer visit',
    'The deal collapsed on Thursday',
    'I have a headache from all these spreadsheets',
    'I want to prevent burnout in my team',
    'We overdosed on slides in that pitch',
    'The health check of the service fails',
    'Doctor appointments are what the app schedules',
    'I drink too much coffee in meetings',
    'Legal has to review the contract',
    'Our lawyer sends redlines on Monday',
    'I need a lawyer to review the NDA before we send it',
    'The customer threatened to sue us over the outage',
    'I was charged with leading the migration',
    'The ball is in their court now',
    'We won the case study with the police department of Lyon',
    'The court is one of our customers and wants an on-premise install',
    'It is illegal to store this data outside the EU, the customer says',
    'Our whistleblower portal needs a new login',
    'The invoice was disputed and the auditors asked for proof',
    'I broke the build this morning',
    'The license was revoked by the vendor',
    'I felt attacked by the questions of the buyer',
    'The demo died on stage',
    'She beat her quota',
    'I have a doctor’s appointment at four',
    'I was charged twice for the license',
    'I don’t want to be here on Friday evening again',
    'She asked me to commit the code',
    'My boss wants me to commit to a date',
    'He asked me to shred the old flyers',
    'The customer hit me with objections',
    'The client keeps beating me down on price',
    'She slapped me on the back after the win',
    'I’d rather die than use that CRM',
    'I am going to die on stage tomorrow',
    'I can’t go on with this call without the data',
    'I want to take it all in before I answer',
    'I have a court booked for tennis',
    'I got a summons to the exec review',
    'I need a lawyer persona for this role play',
    'I need legal advice on the NDA',
    'I am depressed about the numbers',
    'I was in the hospital to train the nurses',
    'I would rather disappear from that thread',
    'We store the keys in AWS KMS',
    'KMS',
    'I want to KMS-encrypt the volume',
    'I am going to KMS for the key rotation',
    'We might KMS keys per tenant',
    'Their site is 30 kms away',
    'I need to get some sleep and wake up early',
    'I want to be dead certain about the numbers',
    'What’s the point of living documentation that nobody reads?',
    'I am sick of living out of a suitcase on this project',
    'We should not give up on life sciences as a segment',
    'I want to write myself off the on-call list',
    'No one would notice if I skipped the slide',
    'The feature does not deserve to live on',
  ],
  de: [
    'Die Migration bringt mich noch um',
    'Ich könnte mich ohrfeigen, dass ich den Anhang vergessen habe',
    'Das wäre Selbstmord, jetzt zu releasen',
    'Ich wollte vor Scham im Boden versinken',
    'Wir beenden das Projekt im März',
    'Der Kunde fühlt sich von unseren Mails belästigt',
    'Der Wettbewerber schlägt mich im Preis',
    'Er schlägt mir einen Termin vor',
    'Die Geschichte hat mich berührt',
    'Der Chef drückt auf den Preis',
    'Ich war im Krankenhaus für eine Demo mit der IT',
    'Der Markt ist depressiv',
    'Ich trinke zu viel Kaffee in Meetings',
    'Die Ärzte sind unsere Nutzer',
    'Ich habe Kopfschmerzen vom Bildschirm',
    'Der Anwalt des Kunden prüft den Vertrag',
    'Ich brauche einen Anwalt für den Vertrag, der den NDA prüft',
    'Die Rechtsabteilung hat noch Fragen',
    'Das Gericht in der Kantine war gut',
    'Die Polizei ist unser größter Kunde',
    'Ich will den Prozess beenden und neu starten',
    'Ich sterbe vor Neugier, was der Kunde sagt',
    'Der Kunde will den Lieferanten verklagen',
    'Das ist doch lebensmüde, am Freitag zu releasen',
    'Ich will mich nicht an Kleinigkeiten aufhängen',
    'Ich habe keinen Bock mehr auf Meetings',
    'Es wäre besser, wenn ich nicht mehr im Verteiler wäre',
    'Der Rechner will sich aufhängen',
    'Machen wir Schluss mit dem alten System',
    'Die Idee wäre nie geboren worden',
    'Das Feature ist es nicht wert, gebaut zu werden',
  ],
  es: [
    'Este cliente me va a matar de paciencia',
    'Me muero de risa con esa respuesta',
    'Sería un suicidio lanzar en viernes',
    'Es un precio suicida',
    'Hay que matar el proceso y reiniciarlo',
    'Me tocó presentar la propuesta',
    'Me pegó la idea de repente',
    'El cliente se siente acosado por nuestros correos',
    'La historia me tocó el corazón',
    'No puedo respirar con tantas reuniones',
    'Estoy en el hospital con el cliente para la demo',
    'Me duele la cabeza de tanto Excel',
    'Los médicos son nuestros usuarios',
    'El sistema colapsó el jueves',
    'El equipo legal revisa el contrato',
    'Necesito un abogado para revisar el contrato con el cliente',
    'La demanda de licencias sube',
    'La policía es cliente nuestro',
    'El juicio del comprador sobre el precio es justo',
    'Quiero terminar la reunión antes',
    'Sobredosis de diapositivas en esa presentación',
    'Tengo que ir al tribunal de cuentas, que es cliente',
    'Necesito asesoramiento legal para el contrato',
  ],
  fr: [
    'Ce client va me rendre fou avec ses mails',
    'Je veux en finir avec ce dossier',
    'C’est mort pour ce trimestre',
    'Ce serait un suicide commercial',
    'C’était à mourir de rire',
    'Il faut tuer le processus et le relancer',
    'Son message m’a touché',
    'Ce retour m’a beaucoup touchée',
    'Ce qui m’a frappé, c’est le prix',
    'Le client se sent harcelé par nos relances',
    'Un concurrent me bat sur le prix',
    'J’ai mal à la tête à cause du tableur',
    'Je suis à l’hôpital pour une démo avec le client',
    'Les médecins sont nos utilisateurs',
    'Overdose de slides dans cette présentation',
    'Je bois trop de café en réunion',
    'Le service juridique relit le contrat',
    'L’avocat du client a envoyé ses remarques',
    'La police municipale est notre cliente',
    'Nous attaquons un nouveau marché',
    'J’ai sauté une étape dans la découverte',
    'Le serveur est tombé dans la nuit',
    'Le client veut porter plainte contre son fournisseur',
  ],
} as const

const hits = Object.entries(HITS).flatMap(([language, kinds]) =>
  Object.entries<readonly string[]>(kinds).flatMap(([kind, replies]) =>
    replies.map((reply) => ({ language, kind, reply })),
  ),
)
const nearMisses = Object.entries<readonly string[]>(NEAR_MISSES).flatMap(([language, replies]) =>
  replies.map((reply) => ({ language, reply })),
)

test.each(hits)('$reply: $kind', ({ language, kind, reply }) => {
  for (const locale of ['en-US', null, language]) expect(hardMoment(reply, locale)).toEqual({ kind, language })
  expect(hardMoment(`The buyer went quiet on Monday.\n\n${reply.toUpperCase()}\n\nSorry.`)).toEqual({ kind, language })
})

test.each(nearMisses)('$reply: work', ({ reply }) => {
  expect(hardMoment(reply)).toBeUndefined()
})

test('there are enough of both to mean something', () => {
  const count = (list: { language: string }[], language: string) =>
    list.filter((one) => one.language === language).length
  expect(count(hits, 'en')).toBeGreaterThanOrEqual(60)
  expect(count(nearMisses, 'en')).toBeGreaterThanOrEqual(60)
  for (const language of ['de', 'es', 'fr']) {
    expect(count(hits, language)).toBeGreaterThanOrEqual(20)
    expect(count(nearMisses, language)).toBeGreaterThanOrEqual(20)
  }
})

test('typed without accents, umlauts or apostrophes it means the same', () => {
  expect(hardMoment('am liebsten waere ich tot')).toEqual({ kind: 'crisis', language: 'de' })
  expect(hardMoment('me han diagnosticado cancer')).toEqual({ kind: 'medical', language: 'es' })
  expect(hardMoment('jai besoin dun avocat')).toEqual({ kind: 'legal', language: 'fr' })
  expect(hardMoment('i dont want to *live*  anymore')).toEqual({ kind: 'crisis', language: 'en' })
})

test('what reads the same in two languages is answered in that of the person’s Slack', () => {
  expect(hardMoment('suicide', 'fr-FR')).toEqual({ kind: 'crisis', language: 'fr' })
  expect(hardMoment('suicide', 'ja-JP')).toEqual({ kind: 'crisis', language: 'en' })
})

test('of several the most urgent is answered', () => {
  expect(hardMoment('My boss bullies me and I want to die.')?.kind).toBe('crisis')
  expect(hardMoment('I need a lawyer, he hit me.')?.kind).toBe('harassment')
})

test('a very long text is read in no time worth speaking of', () => {
  for (const piece of ['i want to ', 'ich werde von ', 'me ha ', 'jai un ', 'a', 'kill my ', '’'])
    expect(hardMoment(piece.repeat(4_000))).toBeUndefined()
})

const NOBODY_NAMED = { contacts: {}, locale: null }
const answers = (['en', 'de', 'es', 'fr'] as const).flatMap((language) =>
  (['crisis', 'harassment', 'medical', 'legal', 'other'] as const).map((kind) => ({
    language,
    kind,
    answer: hardAnswer({ kind, language }, NOBODY_NAMED),
  })),
)

test.each(answers)('the words for $kind in $language', ({ answer }) => {
  expect(answer).toMatchSnapshot()
})

test.each(answers)(
  'the answer for $kind in $language asks nothing, shouts nothing, and marks its round',
  ({ answer }) => {
    expect(answer).not.toMatch(/[?!]/)
    expect(isHardMoment({ reply: 'Put otherwise since.', answer })).toBe(true)
  },
)

test('a model’s own words go before the people, and its round is marked all the same', () => {
  const answer = hardAnswer(unnamedMoment('pt-BR'), { ...NOBODY_NAMED, said: 'Sinto muito.' })
  expect(answer).toMatch(/^Sinto muito\.\n\n- Somebody whom you trust/)
  expect(isHardMoment({ reply: 'O meu chefe…', answer })).toBe(true)
})

test('it is said in the language that the learner chose, with lines to call where the one that they wrote in is spoken', () => {
  const moment = hardMoment('Ich will nicht mehr leben.', 'de-DE')
  if (!moment) throw new Error('not heard')
  const said = (language: string | null, locale: string) =>
    inSpeech(speechOf({ language, locale, timeZone: null }), () => hardAnswer(moment, { contacts: {}, locale }))
  const english = said('en', 'de-DE')
  expect(english).toMatch(
    /^Thank you for telling me[\s\S]*call or text 988[\s\S]*0800 111 0 111[\s\S]*I stop the coaching here/,
  )
  expect(english).not.toMatch(/Danke|Jemand/)
  expect(said('de', 'en-US')).toMatch(/^Danke/)
  expect(said(null, 'en-US')).toMatch(/^Danke/) // nothing chosen: in the language that they wrote in
  expect(said(null, 'en-US').match(/0800/g)).toHaveLength(1)
})

test('the workspace’s own people are shown instead, and the emergency number stays', () => {
  const read = readContacts('{"any":{"any":["Employee assistance: +1 555 0100"]},"de":{"crisis":["Dr. Sommer, 4711"]}}')
  const contacts = 'contacts' in read ? read.contacts : {}
  const german = hardAnswer({ kind: 'crisis', language: 'de' }, { contacts, locale: 'en-US' })
  expect(german).toContain('- Dr. Sommer, 4711')
  expect(german).toContain('112')
  expect(german).not.toContain('Telefonseelsorge')
  expect(hardAnswer({ kind: 'legal', language: 'fr' }, { contacts, locale: null })).toContain('+1 555 0100')
})

test('people are looked for by locale before language before any, and by trouble before any', () => {
  const contacts = { any: { crisis: ['a'], any: ['b'] }, de: { any: ['c'] }, 'de-AT': { legal: ['d'] } }
  const of = (kind: 'crisis' | 'legal' | 'other', locale: string, language: string) =>
    contactsFor(contacts, { kind, locale, language })
  expect(of('legal', 'de-AT', 'de')).toEqual(['d'])
  expect(of('crisis', 'de-AT', 'de')).toEqual(['c'])
  expect(of('crisis', 'en-US', 'en')).toEqual(['a'])
  expect(of('other', 'en-US', 'en')).toEqual(['b'])
  expect(of('legal', 'de-AT', 'en')).toEqual(['b'])
})

test.each([
  ['{', /not JSON/],
  ['[]', /^The file/],
  ['{"german":{"any":["x"]}}', /german is no locale/],
  ['{"de":{"crises":["x"]}}', /^de: crises is unknown\. There are crisis/],
  ['{"de":{"crisis":"x"}}', /^de, crisis is not as it should be: it is a list/],
  ['{"de":{"crisis":[]}}', /^de, crisis names nobody/],
  ['{"de":{"crisis":[" "]}}', /^de, crisis, 0 is blank/],
  [`{"de":{"crisis":["${'x'.repeat(201)}"]}}`, /longer than 200/],
])('contacts that are wrong are said: %s', (text, why) => {
  const read = readContacts(text)
  expect('wrong' in read ? read.wrong.join('\n') : '').toMatch(why)
})
