import { t } from '../../words/words.ts'

type Prompt = { title: string; message: string }

/**
 * What Slack suggests to write to the bot, four at most (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts). A press
 * sends it, so while a session is open there is nothing here that ends it.
 */
export function suggestedPrompts(isOpen: boolean): [Prompt, ...Prompt[]] {
  if (isOpen) {
    return [
      { title: t`Continue`, message: t`Let us go on.` },
      { title: t`Hint`, message: t`hint` },
      { title: t`Score so far`, message: t`score` },
      { title: t`Help`, message: t`help` },
    ]
  }
  return [
    { title: t`A hard conversation`, message: t`I would like to prepare a hard conversation at work.` },
    { title: t`A difficult customer`, message: t`I would like to work on a difficult talk with a customer.` },
    { title: t`A sales opportunity`, message: t`I would like to talk through a sales opportunity.` },
    { title: t`An architecture decision`, message: t`I would like to think through an architecture decision.` },
  ]
}
