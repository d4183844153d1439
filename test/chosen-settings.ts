import type { Json } from '../src/playground/contract.ts'

const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } })
const ticked = (...values: string[]) => ({ type: 'checkboxes', selected_options: values.map((value) => ({ value })) })

/** What somebody filled in in the settings; what is not named stays as it comes. */
export const chosenSettings = ({
  language = 'slack',
  streak = false,
  discreet = false,
  kinds = ['goal', 'situation', 'commitment'],
  reminds = true,
  from = 9,
  until = 17,
} = {}): Record<string, Record<string, Json>> => ({
  language: { language: chosen(language) },
  streak: { streak: ticked(...(streak ? ['on'] : [])) },
  discreet: { discreet: ticked(...(discreet ? ['on'] : [])) },
  kinds: { kinds: ticked(...kinds) },
  ask: { ask: ticked(...(reminds ? ['ask'] : [])) },
  from: { from: chosen(`${from}`) },
  until: { until: chosen(`${until}`) },
})
