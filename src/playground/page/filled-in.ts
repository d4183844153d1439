import type { Block, Json } from '../contract.ts'
import { INPUTS } from './inputs.ts'
import { list, number, string } from './json.ts'
import { childrenOf, type Spot, type Stage, spotOf } from './stage.ts'

/** block_id → action_id → state, as Slack hands it to an app. */
export type Values = { [blockId: string]: { [actionId: string]: Json } }

/** All that is filled in in a message or view, and by block what keeps it from being sent. */
export function filledIn(stage: Stage): { values: Values; missing: Record<string, string> } {
  const values: Values = {}
  const missing: Record<string, string> = {}
  for (const spot of stage.blocks.flatMap((block) => spotsOf(block, stage))) {
    const state = stateOf(spot)
    const blockId = spot.block.block_id
    if (!state || blockId === undefined) continue
    values[blockId] = {
      ...values[blockId],
      [string(spot.element.action_id)]: { type: string(spot.element.type), ...state },
    }
    const problem = spot.block.type === 'input' ? problemOf(spot, Object.values(state)[0] ?? null) : undefined
    if (problem) missing[blockId] = problem
  }
  return { values, missing }
}

/** What one control on the page holds, or undefined when it is none that holds something. */
export function stateOf(spot: Spot): { [key: string]: Json } | undefined {
  const input = INPUTS[string(spot.element.type)]
  const control = document.getElementById(spot.id)
  return input && control ? input.read(spot, control) : undefined
}

function spotsOf(block: Block, stage: Stage): Spot[] {
  if (block.type === 'container') return childrenOf(block).flatMap((child) => spotsOf(child, stage))
  if (block.type === 'input') return [spotOf(stage, block, block.element)]
  if (block.type === 'section' && block.accessory) return [spotOf(stage, block, block.accessory)]
  return block.type === 'actions' ? list(block.elements).map((one) => spotOf(stage, block, one)) : []
}

function problemOf({ block, element }: Spot, value: Json): string | undefined {
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return block.optional === true ? undefined : 'Please complete this required field.'
  const least = number(element.min_length)
  if (typeof value === 'string' && least !== undefined && value.length < least)
    return `Please write at least ${least} characters.`
  return undefined
}
