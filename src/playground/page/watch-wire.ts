import { readWire } from './api.ts'
import type { Page } from './page.ts'

const SHOWN = 300
const PAUSE_MS = 500

/** Opens or closes the engineer's view. While it is open it asks for what is new: nobody pays for it otherwise. */
export function showEngineer(page: Page, isOpen: boolean): void {
  const wasOpen = page.view.engineer !== undefined
  if (isOpen === wasOpen) return
  page.show({ drawer: false, engineer: isOpen ? { entries: [], faults: [], only: 'all', opened: [] } : undefined })
  if (isOpen) void ask(page)
}

async function ask(page: Page): Promise<void> {
  const before = page.view.engineer
  if (!before) return
  const read = await readWire(before.entries.at(-1)?.n ?? 0)
  const now = page.view.engineer
  if (!now) return
  const isNew = read && (read.entries.length > 0 || JSON.stringify(read.faults) !== JSON.stringify(now.faults))
  if (isNew)
    page.show({ engineer: { ...now, entries: [...now.entries, ...read.entries].slice(-SHOWN), faults: read.faults } })
  setTimeout(() => void ask(page), PAUSE_MS)
}
