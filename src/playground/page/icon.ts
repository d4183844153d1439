import { svg } from './svg.ts'

/** Drawn rather than written: not every machine has a font with these signs. */
const PATHS = {
  clip: 'M14.5 7.5 8.6 13.4a2 2 0 0 1-2.9-2.9l6.6-6.6a3.4 3.4 0 0 1 4.8 4.8l-6.7 6.7a4.9 4.9 0 0 1-6.9-6.9L9.4 2.6',
  thread: 'M3 4.5h14v9H9.5L5.5 17v-3.5H3zM6.5 7.8h7M6.5 10.5h4.5',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.2l2.8 1.8',
}

/** A small picture on a button or beside a name. It says nothing by itself: what it stands on has a name. */
export const icon = (of: keyof typeof PATHS): Element =>
  svg('svg', { viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: PATHS[of] }))
