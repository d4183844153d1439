/**
 * What a model says, without what it thinks aloud. Servers are meant to keep the two apart, and many do not. Where both cannot be told
 * apart nothing is left: an answer that is asked for again is better than a thought that somebody reads.
 */
export function withoutThinking(text: string): string {
  return onlyTheAnswer(afterHeading(withoutBlocks(finalChannel(text)))).trim()
}

/** gpt-oss speaks in channels, and only the one named "final" is for people. Their marks may be all there, or eaten in part. */
function finalChannel(text: string): string {
  const named = text.replace(TURN, (_turn, name) => (STEM.test(name) ? THOUGHT_CHANNEL : FINAL_CHANNEL))
  const marked = named.replace(/(^|assistant|<\|end\|>)\s{0,3}(final|analysis|commentary)<\|message\|>/g, CHANNEL_AGAIN)
  const [before = '', ...channels] = marked.split('<|channel|>')
  if (channels.length > 0) {
    return channels.findLast((channel) => /^\s*final\b/.test(channel))?.replace(CHANNEL_HEAD, '') ?? ''
  }
  if (before.includes('<|message|>')) return before.split('<|message|>').at(1) ?? ''
  return finalUnmarked(before)
}
/** Kimi names its turns: <|im_assistant|>think<|im_middle|>… */
const TURN = /<\|im_assistant\|>([^<\n]{0,40})<\|im_middle\|>/g
const THOUGHT_CHANNEL = '<|channel|>analysis<|message|>'
const FINAL_CHANNEL = '<|channel|>final<|message|>'
const CHANNEL_AGAIN = '$1<|channel|>$2<|message|>'
const CHANNEL_HEAD = /^\s*final(?:[^<\n]{0,80}(?:<\|constrain\|>[^<\n]{0,40})?<\|message\|>)?/

/** The same where a server left nothing but the words in the marks: analysis…assistantfinal… */
function finalUnmarked(text: string): string {
  const at = text.lastIndexOf('assistantfinal')
  if (at >= 0) return text.slice(at + 'assistantfinal'.length)
  if (!CHANNEL_WORD.test(text)) {
    return text.replace(/assistant(?:analysis|commentary)[\s\S]*/, '').replace(/^\s*final(?=\s{0,3}\n|[A-Z“"¿¡])/, '')
  }
  const [, final = ''] = text.split(/\n\s{0,3}(?:assistant\s{0,3})?final\s{0,3}\n|assistant\s{1,3}final(?=\s)/)
  return final
}

/** In small letters no sentence begins so: analysiswe need…, analysis the user… */
const CHANNEL_WORD =
  /^\s*(?:assistant\s{0,3})?(?:analysis|commentary)(?=\s*\n|\s*[A-Z“"]|[a-z]|\s{1,3}(?:we|i|let|need|they|user|okay|ok|so|the user|the learner)\b)/

/** What stands between these is thought: <think>, [THINK], ◁think▷, <seed:think>, <|begin_of_thought|>, <|channel>thought, and so on. */
const MARK =
  /(?<gemma><\|channel>\s{0,3}thought|<unused94>)|(?<gemmaEnd><channel\|>|<unused95>)|(?:<|＜|&lt;|◁|⟨)\s{0,3}[|｜]?(?<end>\/?)\s{0,3}(?<name>[\w:.▁-]{1,40})(?:\s[^<>\n]{0,200}?)?\/?[|｜]?\s{0,3}(?:>|＞|&gt;|▷|⟩)|\[(?<squareEnd>\/?)(?<square>think(?:ing)?|thoughts?|reasoning)\]/gi
const CODE = /`[^`\n]{1,400}`/g
const STEM =
  /think|thought|reason|reflecti|analysis|scratchpad|monologue|deliberat|rationale|chain_of|(?:^|_)cot(?:$|_)|^plan(?:ning)?$|critique|^internal|(?:tool|function)_(?:call|response|result|code)/i
/** Words that also stand as a placeholder in somebody's sentence: alone they hide nothing but what begins with them. */
const IS_PLACEHOLDER = /^(?:reason|reflection|analysis|rationale|plan|planning|critique|internal|\[.*)$/

type Mark = { from: number; to: number; stem: string; name: string; closes: boolean }

function marksIn(text: string): Mark[] {
  const spoken = text.replace(CODE, (code) => ' '.repeat(code.length)) // there somebody speaks of a mark
  return [...spoken.matchAll(MARK)].flatMap(({ 0: found, index, groups = {} }): Mark[] => {
    const [from, to] = [index, index + found.length]
    if (groups.gemma || groups.gemmaEnd) return [{ from, to, stem: 'gemma', name: '', closes: !!groups.gemmaEnd }]
    const name = (groups.name ?? groups.square ?? '').toLowerCase()
    const stem = STEM.exec(name)?.[0].replace('thought', 'think') ?? ''
    if (!stem) return []
    const isEnd = /(?:^|_)(?:end|stop|close)(?:_|$)/.test(name) || groups.end || groups.squareEnd
    const isWord = groups.square && groups.square !== groups.square.toUpperCase()
    return [{ from, to, stem, name: isWord ? `[${name}` : name, closes: Boolean(isEnd) }]
  })
}

/** Blocks of thought are left out wherever they stand. What nothing closes goes on to the end, and what nothing opens began with the text. */
function withoutBlocks(text: string): string {
  const plain = text.replace(FENCED, '').replace(FOLDED, '').replace(EMPTY, '')
  const marks = marksIn(plain)
  const lastEnds = new Map(marks.flatMap(({ closes, stem }, at) => (closes ? [[stem, at]] : [])))
  let said = ''
  let at = 0
  let open: Mark | undefined
  for (const [index, mark] of marks.entries()) {
    if (open) {
      if (!mark.closes || mark.stem !== open.stem) continue
      open = undefined
    } else if (mark.closes) {
      said = ''
    } else {
      const isClosed = (lastEnds.get(mark.stem) ?? -1) > index
      if (!isClosed && IS_PLACEHOLDER.test(mark.name) && plain.slice(0, mark.from).trim() !== '') continue
      said += plain.slice(at, mark.from)
      open = mark
    }
    at = mark.to
  }
  return open ? said : said + plain.slice(at)
}
const EMPTY = /<(?:think|thinking|thought)\s?\/>/gi
const FENCED = /^```(?:think\w*|thought\w*|reasoning)[ \t]*\n[\s\S]*?(?:\n```|(?![\s\S]))/gm
const FOLDED =
  /<details\b(?:[^<>]{0,100}\b(?:reasoning|thinking)\b[^<>]{0,100}>|[^<>]{0,200}>\s{0,9}<summary>[^<]{0,40}(?:think|thought|reason))[\s\S]*?(?:<\/details>|(?![\s\S]))/gi

/** "Here is my thought process: … Here is my response: …", and what a command line writes around thoughts. */
function afterHeading(text: string): string {
  const [, ...marked] = text.split('[BEGIN FINAL RESPONSE]')
  if (marked.length > 0) return marked.at(-1) ?? ''
  if (!THINKING_HEAD.test(text)) return text
  const parts = text.split(ANSWER_HEAD)
  if (parts.length > 1) return parts.at(-1) ?? ''
  return SURELY_THINKING.test(text) ? '' : text
}
const THINKING_HEAD =
  /^[\s*#]{0,9}(?:here(?:’s|'s| is| are) )?(?:my )?(?:thought process|thinking process|thinking|thoughts?|reasoning(?: steps)?|analysis|chain of thought|internal monologue)[*\s]{0,4}(?::|\.\.\.|…)/i
const SURELY_THINKING =
  /^[\s*#]{0,9}(?:(?:here(?:’s|'s| is| are) )?(?:my )?(?:(?:thought|thinking) process|reasoning steps)[*\s]{0,4}:|thinking(?:\.\.\.|…)\s*\n)/i
const ANSWER_HEAD =
  /^[ \t*#]{0,9}(?:(?:here(?:’s|'s| is) )?(?:my )?(?:final )?(?:answer|response|reply|output)[* \t]{0,4}:[* \t]{0,4}|(?:\.\.\.|…)?\s?done thinking\.?[ \t]*$)/im

const ENDS =
  /<\|(?:im_end|im_start|im_user|im_system|eot_id|eom_id|end|return|call|start|user|endoftext|end_of_text|start_header_id)\|>|<end_of_turn>|<eos>|<｜(?:end▁of▁sentence|User)｜>|<\/s>\s*$|\[\/INST\]|\[END FINAL RESPONSE\]/
const BEGINS =
  /^(?:\s|<\|im_start\|>\s*assistant|<\|start_header_id\|>assistant<\|end_header_id\|>|<\|(?:start|assistant|START_RESPONSE|START_TEXT|begin_of_solution)\|>|<start_of_turn>model|<｜Assistant｜>|<bos>|<s>|\[\/INST\]){1,9}/
const WRAPPED =
  /(?<!`)<(?:\|begin_of_)?(answer|final_answer|final_response|final|solution)\|?>([\s\S]*?)(?:<\/\1>|<\|end_of_solution\|>|(?![\s\S]))/i
const WRAPPED_WHOLE = /^\s*<(response|output|reply)>([\s\S]*?)(?:<\/\1>|(?![\s\S]))/i

/** Without the marks of a model's own format, and what a model goes on with after its end: an invented turn of somebody else. */
function onlyTheAnswer(text: string): string {
  const [answer = ''] = text.replace(BEGINS, '').split(ENDS)
  const [, , inside = answer] = WRAPPED.exec(answer) ?? WRAPPED_WHOLE.exec(answer) ?? []
  return inside.replace(/<\|(?:END_RESPONSE|END_TEXT|end_of_solution)\|>\s*$/, '').replace(OF_NO_MEANING, '')
}
/** A frame around what counts, and the switch for thinking that a model repeats. */
const OF_NO_MEANING = /<\|(?:begin|end)_of_box\|>|^\s*\/(?:no_?)?think\b|(?<!\S)\/(?:no_?)?think\s*$/g
