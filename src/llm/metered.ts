import type { LanguageModel, Usage } from './llm.ts'
import type { Minds } from './minds.ts'

/** What stands between whoever asks and a model: it may refuse a call beforehand, hears what each request cost, and knows whether
 * the work is tried for the first time. */
export type Meter = { before(): Promise<void>; spent(usage: Usage): void; isNew: boolean }

/** Opens the coach and the judge for one piece of work, so that nothing of theirs is asked past its meter. */
export type MindsFor = (meter: Meter) => Minds

/** A model that is asked only as far as the meter allows. */
export function metered(model: LanguageModel, { before, spent, isNew }: Meter): LanguageModel {
  return {
    name: model.name,
    async write(messages, options) {
      await before()
      return model.write(messages, { ...options, spent, isNew })
    },
    async fill(messages, schema, options) {
      await before()
      return model.fill(messages, schema, { ...options, spent, isNew })
    },
  }
}
