import { verdict } from '../../src/coaching/verdict.ts'
import { readFilled } from '../../src/llm/shape.ts'
import { withoutThinking } from '../../src/llm/thinking.ts'

const judgement = {
  dimension: 'clarity',
  evidence: [{ round: 1, quote: 'we lose 40 hours a week' }],
  observation: 'You name the cost.',
  sufficiency: 'enough',
  anchor: '5',
  adjust: '+1',
  next_step: 'Ask who signs.',
  better_wording: '',
}
const whole = { judgements: [judgement] }
const text = JSON.stringify(whole)
const other = { judgements: [{ ...judgement, anchor: '10', evidence: [] }] }
const python = text.replaceAll('"', "'").replaceAll('null', 'None')
const changed = (about: object) => JSON.stringify({ judgements: [{ ...judgement, ...about }] })
const read = (said: string) => readFilled(withoutThinking(said), verdict)

test.each([
  [
    'raw line breaks',
    text.replace('You name', 'You\\n name').replace('\\n', '\n'),
    { observation: 'You\n name the cost.' },
  ],
  ['a comma too many', text.replace(/([\]}])/g, ',$1'), {}],
  ['Python’s quotes', python, {}],
  ['Python’s None', python.replace("'+1'", 'None'), { adjust: null }],
  ['curly quotes around what it names', text.replaceAll('"', '“'), {}],
  ['a comment', text.replace('"anchor"', '// solid\n"anchor"'), {}],
  [
    'harmony around it',
    `<|channel|>analysis<|message|>Perhaps ${JSON.stringify(other)}<|end|><|start|>assistant<|channel|>final<|message|>${text}`,
    {},
  ],
  ['an example among its thoughts', `<think>Perhaps ${JSON.stringify(other)}?</think>${text}`, {}],
  [
    'an example before it',
    `An example would be ${JSON.stringify(other)}. My verdict:\n\`\`\`json\n${text}\n\`\`\``,
    {},
  ],
  ['its form after it', `${text}\n\nFormat: {"judgements": [...]} or {"judgements": [{...}]}`, {}],
  ['words with braces after it', `${text}\nI hope it helps {sincerely}.`, {}],
  ['the object within a list', `[${text}]`, {}],
  ['the list alone', JSON.stringify([judgement]), {}],
  ['one judgement alone', JSON.stringify(judgement), {}],
  ['the object under a name', JSON.stringify({ verdict: whole }), {}],
  ['the object under two names', JSON.stringify({ result: { output: whole } }), {}],
  ['JSON within a string', JSON.stringify(text), {}],
  [
    'judgements under their dimensions',
    JSON.stringify({ judgements: { clarity: { ...judgement, dimension: undefined } } }),
    {},
  ],
  [
    'other spellings of its names',
    text.replace('next_step', 'nextStep').replace('better_wording', 'Better wording'),
    {},
  ],
  ['numbers', changed({ anchor: 5, adjust: 1 }), {}],
  ['a plus before a number', text.replace('"+1"', '+1'), {}],
  ['escapes as in Markdown', text.replaceAll('_', '\\_'), {}],
  [
    'quotation marks within its words',
    text.replace('the cost', '"the cost" well'),
    { observation: 'You name "the cost" well.' },
  ],
  ['its last brackets forgotten', `Here:\n${text.slice(0, -2)}\n\`\`\``, {}],
  ['the number nought', changed({ adjust: 0 }), { adjust: '0' }],
  ['a number with words', changed({ anchor: '5 (developing)' }), {}],
  ['a number of ten', changed({ anchor: '8/10' }), { anchor: '8' }],
  [
    'a round as a text',
    changed({ evidence: [{ round: '1', quote: 'we lose' }] }),
    { evidence: [{ round: 1, quote: 'we lose' }] },
  ],
  [
    'a round in words',
    changed({ evidence: [{ round: 'Round 1', quote: 'we lose' }] }),
    { evidence: [{ round: 1, quote: 'we lose' }] },
  ],
  ['no round', changed({ evidence: [{ quote: 'we lose' }] }), { evidence: [{ round: 0, quote: 'we lose' }] }],
  ['quotes alone', changed({ evidence: ['we lose'] }), { evidence: [{ round: 0, quote: 'we lose' }] }],
  ['no evidence', changed({ evidence: null }), { evidence: [] }],
  ['other cases and spaces', changed({ sufficiency: ' Enough', anchor: '5 ' }), {}],
  [
    'words in place of null',
    changed({ sufficiency: 'Not enough', anchor: 'null', adjust: 'N/A' }),
    { sufficiency: 'not_enough', anchor: null, adjust: null },
  ],
  ['a word that it explains', changed({ sufficiency: 'Enough evidence', anchor: 5 }), {}],
  [
    'a denial that it explains',
    changed({ sufficiency: 'not enough evidence', anchor: 'none' }),
    { sufficiency: 'not_enough', anchor: null },
  ],
  [
    'no level where there is none',
    changed({ sufficiency: 'not_enough', anchor: undefined, adjust: undefined }),
    { sufficiency: 'not_enough', anchor: null, adjust: null },
  ],
  ['the other spelling of its list', text.replace('judgements', 'judgments'), {}],
  ['judgements under their dimensions alone', JSON.stringify({ clarity: { ...judgement, dimension: undefined } }), {}],
  ['each judgement under a name', JSON.stringify([{ judgement }]), {}],
  ['each judgement under its dimension', JSON.stringify([{ clarity: { ...judgement, dimension: undefined } }]), {}],
  ['each judgement of its list under a name', JSON.stringify({ judgements: [{ judgement }] }), {}],
  ['a call with it as a text', JSON.stringify({ name: 'verdict', arguments: text }), {}],
  ['its list as a text', JSON.stringify({ judgements: JSON.stringify([judgement]) }), {}],
  ['an example in its own thoughts', JSON.stringify({ reasoning: other, verdict: whole }), {}],
  ['words run together', changed({ sufficiency: 'notEnough' }), { sufficiency: 'not_enough' }],
  ['other words for enough', changed({ sufficiency: 'Sufficient' }), {}],
  ['other words for not enough', changed({ sufficiency: 'insufficient evidence' }), { sufficiency: 'not_enough' }],
  ['a short form', changed({ sufficiency: 'doesn’t apply' }), { sufficiency: 'does_not_apply' }],
  ['an abbreviation', changed({ sufficiency: 'N/A' }), { sufficiency: 'does_not_apply' }],
  ['a level in a list', changed({ anchor: ['5'] }), {}],
  [
    'a level that is no number',
    changed({ sufficiency: 'not_enough', anchor: 0 }).replace('"anchor":0', '"anchor":NaN'),
    { sufficiency: 'not_enough', anchor: null },
  ],
  ['an observation in sentences', changed({ observation: ['You name', 'the cost.'] }), {}],
  ['a quote that is called a text', changed({ evidence: [{ round: 1, text: 'we lose 40 hours a week' }] }), {}],
  ['a comment as in Python', JSON.stringify(whole, null, 2).replace('"anchor"', '# solid: "5"\n"anchor"'), {}],
  ['a path', changed({ observation: 'C:?users' }).replace('?', '\\'), { observation: 'C:\\users' }],
  ['a box around it', `The verdict: $\\boxed{${text}}$`, {}],
  ['a minus as in print', changed({ adjust: '−1' }), { adjust: '-1' }],
])('a verdict with %s is read as it is meant', (_how, said, about) => {
  expect(read(said).data).toEqual({ judgements: [{ ...judgement, ...about }] })
})

test.each([
  ['that breaks off', text.slice(0, -20)],
  ['that breaks off within a judgement', text.slice(0, text.indexOf('"sufficiency"'))],
  ['that breaks off after a judgement', `${text.slice(0, -2)},`],
  ['with a level that does not exist', changed({ anchor: '7' })],
  ['that may be a denial', changed({ sufficiency: 'not really enough' })],
  ['with two levels', changed({ anchor: '5 or 8' })],
  ['with a score out of range', changed({ anchor: '11' })],
  ['without a judgement', '{"judgements": null}'],
  ['of other things', '{"ready": true}'],
  ['that only quotes a verdict', JSON.stringify({ role: 'learner', content: text, says: [{ quote: text }] })],
  ['whose example stands in its own thoughts', JSON.stringify({ thinking: whole })],
  ['that is only thought', `<think>${text}`],
  [
    'whose last words do not fit, whatever was quoted before',
    `They wrote ${JSON.stringify(other)}. Mine: ${changed({ anchor: '7' })}`,
  ],
])('an answer %s is none', (_how, said) => {
  expect(read(said).success).toBe(false)
})
