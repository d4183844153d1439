const TEXT_AT_MOST = 40_000 // Slack's own limit

/** What a person meant by Slack's form of their text: entities, links and mentions as they read, without what a database cannot hold. */
export function plainText(slack: string, bot: string): string {
  const said = slack
    .slice(0, TEXT_AT_MOST)
    .replace(/<@([^<>|]*)(?:\|[^<>]*)?>/g, (mention, whom: string) => (whom === bot ? ' ' : mention))
    .replace(/<([^<>|]*)\|([^<>]*)>/g, (_, target: string, label: string) =>
      /^[@#!]/.test(target) ? sigil(target, label) : label || target,
    )
    .replace(/<([^<>]*)>/g, (_, target: string) =>
      /^[@#!]/.test(target) ? sigil(target, '') : target.replace(/^mailto:/, ''),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  return cleanText(said)
}

/** A text without what a database cannot hold and nobody types: halves of letters, NUL and other control characters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

function sigil(target: string, label: string): string {
  const name = label.replace(/^[@#]/, '')
  if (target.startsWith('@')) return `@${name || 'someone'}`
  if (target.startsWith('#')) return `#${name || 'a channel'}`
  if (target.startsWith('!subteam')) return `@${name || 'a group'}`
  return name || `@${target.slice(1).split('^')[0]}`
}
