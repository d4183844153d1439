import { withoutThinking } from '../../src/llm/thinking.ts'
import { processorMs } from '../processor-time.ts'

const A = 'What matters most?'
const T = 'SECRET: they are nervous.'

/** Shapes in which models and their servers have been seen to mix thoughts with what they say. Of each a learner sees A. */
const SHAPES: Record<string, string[]> = {
  'in a block': [
    `<think>${T}</think>\n\n${A}`,
    `<THINK>${T}</THINK>${A}`,
    `<thinking>${T}</thinking>${A}`,
    `<thought>\n${T}\n</thought>\n${A}`,
    `<thoughts>${T}</thoughts>${A}`,
    `<reasoning>${T}</reasoning>${A}`,
    `<seed:think>${T}</seed:think>${A}`,
    `<think:opensource>${T}</think:opensource>${A}`,
    `<think effort="low">${T}</think >${A}`,
    `< think >${T}< / think >${A}`,
    `<scratchpad>${T}</scratchpad>${A}`,
    `<inner_monologue>${T}</inner_monologue>${A}`,
    `<reflection>${T}</reflection>${A}`,
    `[THINK]${T}[/THINK]${A}`,
    `[think]${T}[/think]${A}`,
    `◁think▷${T}◁/think▷${A}`,
    `＜think＞${T}＜/think＞${A}`,
    `&lt;think&gt;${T}&lt;/think&gt;${A}`,
    `<|think|>${T}<|/think|>${A}`,
    `<think_start>${T}<think_end>${A}`,
    `<|begin_of_thought|>${T}<|end_of_thought|><|begin_of_solution|>${A}<|end_of_solution|>`,
    `<|START_THINKING|>${T}<|END_THINKING|><|START_RESPONSE|>${A}<|END_RESPONSE|>`,
    `<|channel>thought\n${T}<channel|>${A}`,
    `<unused94>thought\n${T}<unused95>${A}`,
    `\`\`\`thinking\n${T}\n\`\`\`\n${A}`,
    `<details type="reasoning" done="true">\n<summary>Thought for 5 seconds</summary>\n> ${T}\n</details>\n${A}`,
    `<details><summary>Thinking…</summary>${T}</details>${A}`,
  ],
  'of other names': [
    `<plan>${T}</plan>${A}`,
    `<critique>${T}</critique>\n${A}`,
    `<internal>${T}</internal>${A}`,
    `<tool_call>{"name": "${T}"}</tool_call>${A}`,
    `${A}<tool_call>{"name": "${T}"}`,
    `${A}\n<function_call>${T}</function_call>`,
  ],
  'in a block without words': [`<think></think>\n\n${A}`, `<think/>${A}`, `<|channel>thought\n<channel|>${A}`],
  'in a block of which only the end is marked': [`${T}</think>\n${A}`, `${T}[/THINK]${A}`, `${T}</thought>${A}`],
  'in several blocks': [
    `<think>${T}</think> <think>${T}</think> ${A}`,
    `<think>${T}</think><reasoning>${T}</reasoning>${A}`,
    `<think>${T} <think>${T}</think> ${T}</think>${A}`,
    `<think>${T} <analysis>${T}</analysis> ${T}</think>${A}`,
    `<think>${T}, so no \`</think>\` yet. ${T}</think>${A}`,
  ],
  'after it': [`${A}\n<think>${T}</think>`, `${A}\n<think>${T}`, `${A}assistantanalysis${T}`],
  'in channels': [
    `<|channel|>analysis<|message|>${T}<|end|><|start|>assistant<|channel|>final<|message|>${A}<|return|>`,
    `<|start|>assistant<|channel|>analysis<|message|>${T}<|channel|>final <|constrain|>json<|message|>${A}`,
    `<|channel|>final<|message|>${A}<|end|><|start|>assistant<|channel|>analysis<|message|>${T}`,
    `${T}<|end|><|start|>assistant<|channel|>final<|message|>${A}<|end|>`,
    `final<|message|>${A}<|return|>`,
    `analysis${T}assistantfinal${A}`,
    `analysis ${T} assistantcommentary${T} assistantfinal ${A}`,
    `assistantanalysis\n${T}\nassistantfinal\n${A}`,
    `analysiswe need ${T}assistantfinal${A}`,
    `final${A}`,
    `final\n${A}`,
    `<|im_assistant|>think<|im_middle|>${T}<|im_end|><|im_assistant|>assistant<|im_middle|>${A}<|im_end|>`,
    `${T}<|im_end|><|im_assistant|>assistant<|im_middle|>${A}<|im_end|><|im_user|>user<|im_middle|>${T}`,
    `analysis\n${T}\n\nfinal\n\n${A}`,
  ],
  'under headings': [
    `Here is my thought process:\n${T}\n\nHere is my response:\n${A}`,
    `Thinking...\n${T}\n...done thinking.\n\n${A}`,
    `Here are my reasoning steps:\n${T}\n[BEGIN FINAL RESPONSE]\n${A}\n[END FINAL RESPONSE]\n<|end|>`,
    `Here are my reasoning steps:\n${T}\n[BEGIN FINAL RESPONSE]\n${A}`,
    `**Thinking:** ${T}\n\n**Answer:** ${A}`,
    `Thought: ${T}\nFinal Answer: ${A}`,
  ],
  'beside marks of the model’s own format': [
    `<think>${T}</think><answer>${A}</answer>`,
    `${T} <final_answer>${A}</final_answer>`,
    `<response>${A}</response>`,
    `<|begin_of_box|>${A}<|end_of_box|>`,
    `<think>${T}</think>/no_think ${A}`,
    `${A} /no_think`,
    `/nothink\n${A}`,
    `<|im_start|>assistant\n${A}<|im_end|>`,
    `${A}<|im_end|>\n<|im_start|>user\n${T}`,
    `${A}<|eot_id|>`,
    `${A}<end_of_turn>`,
    `${A}</s>`,
    `${A}<｜end▁of▁sentence｜>`,
  ],
}
test.each(Object.entries(SHAPES).flatMap(([how, texts]) => texts.map((text) => [how, text] as const)))(
  'thoughts %s are not seen: %j',
  (_how, text) => {
    expect(withoutThinking(text)).toBe(A)
  },
)

test.each([
  `<think>${T}`,
  `<thought>${T}\n\n${T}`,
  `[THINK]${T}`,
  `◁think▷${T}`,
  `<analysis>${T}`,
  `<think><analysis>${T}</analysis>${T}`,
  `${T}</think>`,
  `<|channel|>analysis<|message|>${T}`,
  `<|channel|>analysis<|message|>${T}<|end|>`,
  'analysisWe SECRET',
  'analysiswe need SECRET',
  'analysis we need SECRET',
  'commentarythey are SECRET',
  `<|im_assistant|>think<|im_middle|>${T}`,
  `<|im_assistant|>think<|im_middle|>${T}<|im_end|>`,
  `Here are my reasoning steps:\n${T}`,
  `<plan>${T}`,
  `<tool_call>${T}`,
  `Thinking Process:\n1. ${T}`,
])('%j is thought alone: nothing is seen of it', (text) => {
  expect(withoutThinking(text)).toBe('')
})

test.each([
  A,
  'You wrote `<think>` into the prompt. What should it do?',
  'Say `<think>draft</think>` as the example shows. What does it change?',
  'You wrote `<answer>` into the prompt. What should it do?',
  'Say it like this: “I cannot, because of [reason].” What stops you?',
  'You say “because of <reason>”. What is it?',
  'You say “by <plan>”. What is it?',
  'Final is the word you chose. Why?',
  'analysis of the numbers is one part. What is the other?',
  'You wrote /no_think into it. What should it do?',
  'Your [thoughts] are in brackets. Why?',
  'The assistant gave its final answer. What did you make of it?',
  'Analysis of the numbers is one part. What is the other?',
  'Thoughts: you have two of them. Which comes first?',
  'I <3 this. What is next?',
  'You take a < b and think > that holds. Does it?',
])('%j is said as it stands', (text) => {
  expect(withoutThinking(text)).toBe(text)
})

test.each([
  '<think>',
  '</think>',
  '<reason>',
  '[think]',
  '<|channel|>',
  '<details>',
  '```think\n',
  'assistantfinal',
  '<|im_assistant|>',
  ' /think',
  '[BEGIN FINAL RESPONSE]',
  '<a ',
  '<answer>',
])('a long text of nothing but %j is read at once', (piece) => {
  const text = piece.repeat(100_000 / piece.length)
  expect(processorMs(() => withoutThinking(text))).toBeLessThan(500)
})
