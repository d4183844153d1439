import { intentOf } from '../../src/coaching/intent.ts'
import { phaseOf } from '../../src/coaching/phase.ts'
import { helpFor, stuckReplies } from '../../src/coaching/stuck.ts'
import { roundsOf } from '../coach.ts'

test.each([
  ['hint', 'hint'],
  ['Can I get a hint please?', 'hint'],
  ['Hi there!', 'greets'],
  ['I don’t know', 'stuck'],
  ['no idea, honestly', 'stuck'],
  ["I don't know who signs there yet", 'tells'],
  ['ok', 'thin'],
  ['👍', 'thin'],
  ['Just tell me what to do', 'wants-answer'],
  ['What would you recommend?', 'wants-answer'],
  ['The customer asked me what I would recommend, and I told her to wait for the new version.', 'tells'],
  ['This is useless', 'upset'],
  ['The customer shouted that this is a waste of his time, so I offered to call him back in the evening.', 'tells'],
  ["Thanks, that's all", 'finished'],
  ['How do I start the worker?', 'asks'],
  ['I will call her on Thursday', 'commits'],
  ['I will look into the docs', 'intends'],
  ['On Thursday I have a call with her.', 'commits'],
  ['On Tuesday I ran a spike with real data.', 'tells'],
  ['By Friday.', 'tells'],
  ['500', 'tells'],
  ['The ops director told us errors cost 40 hours a week.', 'tells'],
  ['Ich weiß nicht, was ich jetzt tun soll.', 'stuck'],
  ['Weiß ich leider nicht', 'stuck'],
  ['Keine Ahnung.', 'stuck'],
  ['Ich komme hier nicht weiter', 'stuck'],
  ['Ich weiß noch nicht, wer dort unterschreibt.', 'tells'],
  ['Ich weiß nicht, wie lange das dauert', 'tells'],
  ['Noch einen Tipp bitte', 'hint'],
  ['Am Donnerstag werde ich die Buchhaltung bitten, mir den Stand zu schicken.', 'commits'],
  ['Am Montag rufe ich sie an', 'commits'],
  ['Bis Freitag schicke ich ihr das Angebot', 'commits'],
  ['Ich werde sie fragen', 'intends'],
  ['Ich habe vor, sie zu fragen', 'intends'],
  ['Ich habe vor zwei Wochen mit ihr gesprochen.', 'tells'],
  ['Am Montag rief sie mich an.', 'tells'],
  ['Ich habe am Montag mit ihr gesprochen.', 'tells'],
  ['Ich schreibe oft Berichte.', 'tells'],
])('%j is read as: %s', (reply, intent) => {
  expect(intentOf(reply)).toBe(intent)
})

test.each([
  [1, 'We sell to Brightline.', 'goal'],
  [2, 'They are big.', 'goal'],
  [2, 'I want to find out who signs.', 'reality'],
  [3, 'They are big.', 'reality'],
  [4, 'They are big.', 'reality'],
  [4, 'We could ask the CFO instead.', 'options'],
  [5, 'They are big.', 'options'],
  [6, 'They are big.', 'options'],
  [6, 'I will ask her.', 'will'],
  [8, 'They are big.', 'will'],
  [9, 'They are big.', 'closing'],
  [40, 'They are big.', 'closing'],
])('round %i with "%s" is the phase: %s', (round, reply, phase) => {
  expect(phaseOf(round, reply)).toBe(phase)
})

test.each([
  [[], 'The CFO signs.', 'question'],
  [[], "I don't know", 'question'],
  [['The CFO signs.', 'no idea'], 'dunno', 'frame'],
  [['no idea', 'ok'], 'dunno', 'example'],
  [['Die Chefin unterschreibt den Vertrag.', 'Ich weiß es nicht'], 'Keine Ahnung', 'frame'],
  [[], 'hint', 'question'],
  [['hint'], 'hint', 'frame'],
  [['hint', 'hint'], 'hint', 'example'],
  [['no idea', ''], 'dunno', 'frame'],
  [['no idea', 'idk', 'The CFO signs the contract.'], 'ok', 'question'],
])('after %j, "%s" is met with: %s', (before, reply, help) => {
  expect(helpFor(roundsOf(before), reply)).toBe(help)
})

test('a reply that tells something ends being stuck', () => {
  expect(stuckReplies(roundsOf(['idk', 'idk']), 'The CFO signs the contract.')).toBe(0)
})
