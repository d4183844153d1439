import { type Check, flag, list, matching, number, oneOf, pick, shape, text, typed } from './block-checks.ts'
import { RULES } from './slack-rules.ts'

const id = text(255)
const url = matching(/^[a-z][a-z0-9+.-]*:/i, 'a valid URL')

const styled: Record<string, Check> = {
  'style?': shape({
    'bold?': flag,
    'italic?': flag,
    'strike?': flag,
    'code?': flag,
    'underline?': flag,
    'highlight?': flag,
    'client_highlight?': flag,
    'unlink?': flag,
  }),
}
const inline = (type: string, fields: Record<string, Check>): Check =>
  shape({ type: oneOf(type), ...fields, ...styled })
const INLINE: Record<string, Check> = {
  text: inline('text', { text: text(40_000) }),
  link: inline('link', { url: text(3000), 'text?': text(40_000), 'unsafe?': flag }),
  emoji: inline('emoji', { name: text(255), 'unicode?': text(100), 'url?': url }),
  user: inline('user', { user_id: id }),
  usergroup: inline('usergroup', { usergroup_id: id }),
  team: inline('team', { team_id: id }),
  channel: inline('channel', { channel_id: id }),
  broadcast: inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  color: inline('color', { value: text(50) }),
  date: inline('date', { timestamp: number(), format: text(255), 'url?': url, 'fallback?': text(255) }),
}
const inlines = list(
  0,
  5000,
  typed(() => INLINE),
)
const border = { 'border?': number(0, RULES.rich_text.most.border) }
const RICH: Record<string, Check> = {
  rich_text_section: shape({ type: oneOf('rich_text_section'), elements: inlines }),
  rich_text_list: shape({
    type: oneOf('rich_text_list'),
    style: oneOf('bullet', 'ordered'),
    'indent?': number(0, RULES.rich_text.most.indent),
    'offset?': number(0),
    elements: list(
      1,
      1000,
      typed(() => pick(RICH, 'rich_text_section')),
    ),
    ...border,
  }),
  rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: inlines, ...border }),
  rich_text_preformatted: shape({
    type: oneOf('rich_text_preformatted'),
    elements: list(
      0,
      5000,
      typed(() => pick(INLINE, 'text', 'link')),
    ),
    'language?': text(50),
    ...border,
  }),
}
/** Slack's rich text: sections, lists, quotes and code, and what stands in them. */
export const RICH_TEXT: Check = shape({
  type: oneOf('rich_text'),
  'block_id?': id,
  elements: list(
    1,
    1000,
    typed(() => RICH),
  ),
})
