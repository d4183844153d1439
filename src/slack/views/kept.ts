import { t } from '../../words/words.ts'
import { type Message, say } from './blocks.ts'

/** To a person whose message waits because the database is away. */
export const keptMessage = (): Message =>
  say(t`I cannot reach my records just now. Your message is kept, and I answer as soon as I can.`)
