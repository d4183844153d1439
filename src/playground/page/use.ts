import type { Act, Json } from '../contract.ts'
import { confirmed } from './confirm.ts'
import { filledIn } from './filled-in.ts'
import { record, string } from './json.ts'
import type { Page } from './page.ts'
import { plain, type Spot, text } from './stage.ts'

/** Tells the app that an element was used, once the person agreed where the app wants them asked. */
export async function use(
  { stage, block, element, id }: Spot,
  value?: { [key: string]: Json },
  key = id,
): Promise<void> {
  const { page, where } = stage
  if (page.view.busy.has(key)) return
  if (element.confirm && !(await agreed(record(element.confirm), page))) return
  const { values } = filledIn(stage)
  const act: Act = { do: 'click', where, blockId: block.block_id ?? '', actionId: string(element.action_id), values }
  const acted = await page.act(value ? { ...act, value } : act, key)
  if (!acted.ok) page.notify(acted.error)
}

function agreed(question: { [key: string]: Json }, page: Page): Promise<boolean> {
  return confirmed({
    title: plain(question.title),
    text: text(question.text, page),
    confirm: plain(question.confirm) || 'Yes',
    deny: plain(question.deny) || 'Cancel',
    danger: question.style === 'danger',
  })
}
