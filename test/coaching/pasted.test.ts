import { provenQuotes } from '../../src/coaching/evidence.ts'
import { judgePrompt } from '../../src/coaching/judge-prompt.ts'
import { inOwnWords } from '../../src/coaching/pasted.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { roundsOf, testCoach } from '../coach.ts'

const THEIRS = 'We need the price by Friday'
const OWN = 'I rang her and asked why'

/** In each, THEIRS is pasted and OWN is not. */
test.each([
  ['a quoted line', `She wrote\n> ${THEIRS}\n${OWN}`],
  ['a quoted line as Slack sends it', `&gt; Hi Tom,\n&gt; ${THEIRS}\n${OWN}`],
  ['quoted lines with a blank one between', `> Hi Tom,\n>\n> ${THEIRS}\n\n> Jo\n\n${OWN}`],
  [
    'a mail with headers',
    `From: Jo Park <jo@example.com>\nTo: Tom\nSubject: Price\n\nHi Tom,\n\n${THEIRS}.\n\nBest regards\nJo Park\nBrightline Ltd.\n\n${OWN}`,
  ],
  ['a mail without a farewell', `From: Jo Park\nDate: 3 May\nSubject: Price\n\n${THEIRS}.\n\n${OWN}`],
  [
    'a German mail',
    `Das kam heute:\nVon: Jo Park\nGesendet: Montag, 3. Mai\nAn: Tom\nBetreff: Preis\n\nSehr geehrter Herr Weber,\n\n${THEIRS}.\n\nMit freundlichen Grüßen\nJo Park\n\n${OWN}`,
  ],
  ['a Spanish mail', `De: Jo\nEnviado el: lunes\nPara: Tom\nAsunto: Precio\n\n${THEIRS}.\n\nUn saludo,\nJo\n\n${OWN}`],
  [
    'a French mail',
    `De : Jo\nEnvoyé : lundi\nÀ : Tom\nObjet : Prix\n\nBonjour Tom,\n\n${THEIRS}.\n\nCordialement,\nJo\n\n${OWN}`,
  ],
  [
    'what Outlook puts over a reply',
    `${OWN}\n-----Original Message-----\nFrom: Jo\nSent: Monday\nSubject: Price\n\n${THEIRS}`,
  ],
  ['the same in German', `${OWN}\n-----Ursprüngliche Nachricht-----\nVon: Jo\nBetreff: Preis\n\n${THEIRS}`],
  [
    'what Gmail puts over a forward',
    `${OWN}\n\n---------- Forwarded message ---------\nFrom: Jo <jo@example.com>\nDate: Mon, May 3\nSubject: Price\nTo: Tom\n\n${THEIRS}`,
  ],
  ['what Apple puts over a forward', `${OWN}\n\nBegin forwarded message:\n\nFrom: Jo\nSubject: Price\n\n${THEIRS}`],
  ['a reply by mail', `${OWN}\n\nOn Mon, May 3, 2026 at 10:02 AM Jo Park <jo@example.com> wrote:\n${THEIRS}`],
  ['a German reply', `${OWN}\n\nAm 03.05.2026 um 10:02 schrieb Jo Park <jo@example.com>:\n${THEIRS}`],
  ['a Spanish reply', `${OWN}\n\nEl lun, 3 may 2026 a las 10:02, Jo Park escribió:\n${THEIRS}`],
  ['a French reply', `${OWN}\n\nLe lun. 3 mai 2026 à 10:02, Jo Park a écrit :\n${THEIRS}`],
  [
    'a mail by the words before it',
    `She sent me this yesterday, her mail:\n\nHi Tom,\n\n${THEIRS}.\n\nBest,\nJo\n\n${OWN}`,
  ],
  ['the same in German', `Heute kam die Mail von Jo:\nHallo Tom,\n${THEIRS}.\nViele Grüße\nJo\n\n${OWN}`],
  ['a log with times', `[10:02] Jo Park: ${THEIRS}\n[10:03] Tom: ok\n${OWN}`],
  ['a log with days', `03.05.26, 10:02 - Jo Park: ${THEIRS}\n03.05.26, 10:04 - Tom: ok\n${OWN}`],
  ['what is copied from Slack', `Jo Park  10:02 AM\n${THEIRS}\n\nTom Weber  10:04 AM\nok\n\n${OWN}`],
  ['two in turn', `Jo: ${THEIRS}\nTom: Why?\nJo: Because of the board.\n${OWN}`],
  ['one turn each, called a chat', `From our chat:\nJo: ${THEIRS}\nTom: Why?\n${OWN}`],
  ['a block of code', `The ticket says\n\`\`\`\n${THEIRS}\n\`\`\`\n${OWN}`],
  ['a block of code in a line', `\`\`\`${THEIRS}\`\`\` ${OWN}`],
  ['long code in a line', `\`select * from prices where due < now() -- ${THEIRS}\` ${OWN}`],
  ['two pastes', `> ${THEIRS}\n${OWN}\n> and the date`],
])('%s is told apart from what the learner says to it', (_, reply) => {
  const { own, pasted } = inOwnWords(reply)
  expect(own).toContain(OWN)
  expect(own).not.toContain(THEIRS)
  expect(pasted.join('\n')).toContain(THEIRS)
  expect(pasted.join('\n')).not.toContain(OWN)

  const transcript = transcriptOf(testCoach('sales_workflow_coach'), roundsOf([reply]))
  const proven = (text: string) => provenQuotes([{ round: 1, text }], transcript)
  expect(proven(THEIRS)).toEqual([])
  expect(proven(OWN)).toEqual([{ round: 1, text: OWN }])
})

test.each([
  'I would say: "We understand that you need it by Friday. What happens if it comes later?"',
  "I'd say: 'You waited all day.' Then I stop talking.",
  'My draft:\n\nDear Ms Noor,\n\nwhat would have to be true for you to sign?\n\nBest regards\nTom',
  'Mein Entwurf:\n\nHallo Frau Noor,\n\nwas müsste geklärt sein?\n\nViele Grüße\nTom',
  'Here is the reply I sent:\nHi Jo,\nI need until Friday.\nBest\nTom',
  'To: Ms Noor\nSubject: Friday\n\nI can do Friday at ten.',
  'On Monday I wrote:\nI need the number by Friday.',
  'Am Montag schrieb ich:\nIch brauche die Zahl bis Freitag.',
  '- she signs by Friday\n- Pete pays\n- I ask both',
  '* erst zuhören\n* dann fragen',
  '1. Ask why\n2. Wait',
  '> 40 hours a week, that is what it costs',
  '&gt; 10 % is too much for me',
  'stage -> proof -> next step',
  'Problem: errors\nCost: 40 hours\nOwner: Jo',
  'Pro: cheap\nCon: slow\nPro: known\nCon: old',
  'Me: What worries you?\nHer: The price.\nMe: Compared with what?',
  'Ich: Was hält Sie ab?\nKunde: Der Preis.\nIch: Verglichen womit?',
  'Customer: Too dear.\nRep: Compared with what?\nCustomer: The old one.',
  'Q: who signs?\nA: Jo\nQ: when?\nA: Friday',
  'From: 3 days\nTo: 1 day',
  '9:00 Intro: who is who\n9:15 Demo: only the report\n9:45 Close: a day and an owner',
  'At 10:02 I rang her: no answer.',
  'I changed `retry` to `once` and it held.',
  'She wrote: we need it by Friday. I asked why.',
  'From Jo I know that they lose 40 hours.',
  'Dear me, that went wrong.\nThanks\nI will ring her.',
  'Date: Friday\nSubject: the price',
])('what comes close stays the learner’s own: %j', (reply) => {
  expect(inOwnWords(reply)).toEqual({ own: reply, pasted: [] })
})

test('the judge sees what is pasted apart, and no quote reaches across where it stood', () => {
  const coach = testCoach('sales_workflow_coach')
  const transcript = transcriptOf(coach, roundsOf([`I opened it\n> ${THEIRS}\nand rang her.`]))
  const [, user] = judgePrompt(coach, transcript, coach.rubric.dimensions)
  expect(user?.content).toContain(`"learner":"I opened it\\n[…]\\nand rang her.","pasted":"> ${THEIRS}"`)
  for (const text of ['I opened it […] and rang her', 'opened it [...] and rang', 'I opened it and rang her'])
    expect(provenQuotes([{ round: 1, text }], transcript)).toEqual([])
})
