import type { Acted, State } from '../src/playground/contract.ts'
import type { Playground } from '../src/playground/playground.ts'
import { CONSENT_START } from '../src/slack/views/consent.ts'
import { buttonsOf } from './person.ts'

/** Somebody who never was coached before read who sees what, and presses Start there. */
export async function pressStart(playground: Playground, person: string, channel: string): Promise<Acted> {
  const page = await fetch(`${playground.url}/playground/api/state?as=${person}`)
  const state: State = JSON.parse(await page.text())
  for (const message of state.messages[channel]?.toReversed() ?? []) {
    const button = buttonsOf(message.blocks ?? []).find(({ action }) => action === CONSENT_START)
    if (!button) continue
    const where = { channel, ts: message.ts }
    const value = { value: button.value ?? null }
    return playground.act(person, { do: 'click', where, blockId: button.block, actionId: CONSENT_START, value })
  }
  throw new Error('nobody asked for consent')
}
