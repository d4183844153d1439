import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../src')
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('playground') && !file.startsWith('llm'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

/** The methods of Slack that the code calls. */
export const CALLED_METHODS = [
  ...new Set(
    [
      ...code.matchAll(
        /\.((?:agents|assistant|auth|blocks(?=\.validate)|bots|chat|conversations|files|reactions|team(?=\.profile)|usergroups|users|views)(?:\s*\.[a-zA-Z]+)+)\(/g,
      ),
      ...code.matchAll(/apiCall\(\s*'([\w.]+)'/g),
    ].map(([, method = '']) => method.replace(/\s/g, '')),
  ),
].sort()
