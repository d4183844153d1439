import { markdownOf } from '../report.ts'
import { gatesSection } from '../shared-sections.ts'
import { type CoachRun, checksSection, languagesSection, plantedSection } from './report.ts'

/** The coach card: one page that says what was measured, how, and what was not. */
export function coachCard(run: CoachRun): string {
  const { figures, planted, scripted } = run
  const rounds = run.talks.map((talk) => talk.rounds.length)
  const missed = run.held.filter(({ outcome }) => outcome === 'missed').length
  return markdownOf({
    title: 'Coach card',
    lead: [
      scripted
        ? 'Measured: the scripted coach, which is no AI. It is the floor: what a model has to beat, with the same learners.'
        : `Measured: ${figures.coach}, beside the scripted coach, which is no AI and the floor.`,
      `${figures.sessions} talks of ${Math.min(...rounds)} to ${Math.max(...rounds)} rounds, ${figures.answers} answers. ${missed === 0 ? 'Every gate is met.' : `${missed} of ${run.held.length} gates are missed.`} Written by \`npm run eval -- --coach --card docs/coach-card.md\`, which fails when a gate is missed.`,
    ],
    sections: [
      gatesSection(run.held),
      languagesSection(run),
      plantedSection(planted),
      checksSection(figures),
      {
        title: 'How it was measured',
        text: [
          'Simulated learners bring a case in which seven things hold them back: what they want, what happened, the other side, their own part, the ways on, a plan, and how they would notice that it worked. They move when an open question is aimed at one of these, or when they are stuck for the second time and are helped; else they go round it. In between some of them press with authority, fish for praise, let off steam, ask for facts, say no, want the answer, insult or try to give orders. All of them say goodbye in the end. Who was told what to do takes the coach’s plan.',
          'They need no model and are the same in every run. What an answer does is read by expressions for English and German (`src/cli/eval/coach/reading.ts`), apart from the checks that hold answers back. The cases are in `test/transcripts/cases.json`, the gates in `test/transcripts/coach-gates.json`.',
          'Two other commands measure more: `npm run eval -- --answers` the checks, on single good and bad answers in fifteen languages, and `npm run eval -- --talks` the scripted coach, in talks that are read aloud.',
        ].join('\n\n'),
      },
      {
        title: 'What was not measured',
        text: [
          '- Whether anybody learns, comes back, or does what they planned. No person took part.',
          '- Whether an answer is true, or wise for the case. Expressions see that something is taken up or explained, not whether it is right.',
          '- Any language but English and German in the talks.',
          '- Rehearsals, the first message of a session, what is remembered from earlier ones, and hard moments such as distress.',
          '- Learners unlike these: their cases and words are made up by the project, which also wrote the planted coaches.',
          ...(scripted ? ['- What only a reader can tell, such as invented facts: that takes a model.'] : []),
        ].join('\n'),
      },
    ],
  })
}
