import type { Fault, FaultMode, FaultName, Json, WireEntry } from '../contract.ts'
import { setFault } from './api.ts'
import { el } from './element.ts'
import { record, string } from './json.ts'
import type { Engineer, Page } from './page.ts'
import { showEngineer } from './watch-wire.ts'

const JSON_MAX = 20_000

/** The engineer's view, at the foot of the window: what crossed the wire, and what is to go wrong. */
export function engineer(page: Page): HTMLElement | undefined {
  const shown = page.view.engineer
  if (!shown) return undefined
  const entries = shown.entries.filter((entry) => ONLY[shown.only].is(entry)).toReversed()
  return el(
    'section',
    { class: 'engineer', 'data-key': 'engineer', 'aria-label': 'Engineer’s view' },
    el(
      'header',
      { class: 'engineer-head' },
      el('h2', {}, 'On the wire'),
      filter(page, shown),
      el('div', { class: 'faults', role: 'group', 'aria-label': 'What goes wrong' }, faults(page, shown.faults)),
      el(
        'button',
        {
          type: 'button',
          class: 'tool',
          'aria-label': 'Close the engineer’s view',
          onclick: () => showEngineer(page, false),
        },
        '✕',
      ),
    ),
    el(
      'div',
      { class: 'wire', tabindex: '0', role: 'region', 'aria-label': 'Deliveries and calls, the newest first' },
      entries.length === 0 && el('p', { class: 'empty' }, 'Nothing yet. Say something, and it shows here.'),
      entries.map((entry) => row(page, shown, entry)),
    ),
  )
}

const ONLY: Record<Engineer['only'], { label: string; is: (entry: WireEntry) => boolean }> = {
  all: { label: 'Everything', is: () => true },
  deliveries: { label: 'To the app', is: ({ kind }) => kind === 'delivery' },
  calls: { label: 'From the app', is: ({ kind }) => kind === 'call' },
  problems: { label: 'What went wrong', is: (entry) => outcome(entry).isBad },
}

function filter(page: Page, shown: Engineer): HTMLElement {
  const choose = ({ currentTarget }: Event) => {
    const only = currentTarget instanceof HTMLSelectElement ? currentTarget.value : ''
    if (isOnly(only)) page.show({ engineer: { ...shown, only } })
  }
  return el(
    'select',
    { class: 'input', 'aria-label': 'Show', onchange: choose },
    Object.entries(ONLY).map(([value, { label }]) => el('option', { value, selected: value === shown.only }, label)),
  )
}

const isOnly = (value: string): value is Engineer['only'] => value in ONLY

function row(page: Page, shown: Engineer, entry: WireEntry): HTMLElement {
  const { words, isBad } = outcome(entry)
  const isOpened = shown.opened.includes(entry.n)
  const time = new Date(entry.at).toISOString().slice(11, 23)
  const isCall = entry.kind === 'call'
  return el(
    'details',
    {
      class: isBad ? 'crossing bad' : 'crossing',
      'data-key': String(entry.n),
      ontoggle: ({ currentTarget }) => {
        const isOpen = currentTarget instanceof HTMLDetailsElement && currentTarget.open
        const now = page.view.engineer
        if (isOpen && now && !now.opened.includes(entry.n))
          page.show({ engineer: { ...now, opened: [...now.opened, entry.n] } })
      },
    },
    el(
      'summary',
      {},
      el('time', {}, time),
      el('span', { class: 'way' }, isCall ? '↑ call' : `↓ ${WAYS[entry.type]}`),
      el('span', { class: 'crossing-name' }, isCall ? entry.method : entry.name),
      el('span', { class: 'outcome' }, words),
    ),
    isOpened && el('div', { class: 'crossing-body' }, isCall ? called(entry) : handed(entry)),
  )
}

const WAYS = { events_api: 'event', slash_commands: 'command', interactive: 'action' }

/** What came of it, in a few words, and whether that is what one would look for. */
function outcome(entry: WireEntry): { words: string; isBad: boolean } {
  if (entry.kind === 'delivery') {
    const again = entry.attempt > 0 ? `, try ${entry.attempt + 1}` : ''
    return entry.acked
      ? { words: `acknowledged after ${entry.tookMs} ms${again}`, isBad: false }
      : { words: `not acknowledged (${entry.reason})${again}`, isBad: true }
  }
  const { ok, error } = record(entry.answer)
  const onPurpose = entry.fault ? `${FAULTS[entry.fault].done}, on purpose` : ''
  const found = entry.findings.length > 0 ? `, ${entry.findings.length} found` : ''
  return {
    words: onPurpose || (ok === true ? 'ok' : `${string(error)}${found}`),
    isBad: ok !== true || onPurpose !== '',
  }
}

const handed = (entry: Extract<WireEntry, { kind: 'delivery' }>) => [
  part('Handed to the app', entry.payload),
  entry.answer !== undefined && entry.answer !== null && part('The app’s acknowledgement', entry.answer),
]

const called = (entry: Extract<WireEntry, { kind: 'call' }>) => [
  entry.findings.map(({ message, pointer, part: meant }) =>
    part(`${message}, at ${pointer || 'the top'}`, meant, 'bad'),
  ),
  part('The app called with', entry.args),
  part('It was answered', entry.answer),
]

function part(title: string, json: Json, kind = ''): HTMLElement {
  const text = JSON.stringify(json, null, 2)
  const cut = text.length > JSON_MAX ? `${text.slice(0, JSON_MAX)}\n… (${text.length} characters)` : text
  return el('div', { class: `crossing-part ${kind}` }, el('h3', {}, title), el('pre', {}, cut))
}

const FAULTS: Record<FaultName, { label: string; hint: string; done: string }> = {
  'rate-limited': { label: 'Answer 429', hint: 'A call is refused: try again in 5 seconds', done: 'answered 429' },
  slow: { label: 'Answer late', hint: 'A call is answered after 4 seconds', done: 'answered late' },
  'answer-lost': {
    label: 'Lose the answer',
    hint: 'A message is posted, and the app never hears so',
    done: 'answer lost',
  },
  'page-instead': {
    label: 'Answer with a page',
    hint: 'A call is answered with a page of HTML, as by a proxy, and not done',
    done: 'answered with a page',
  },
  refused: { label: 'Refuse uploads', hint: 'No file is taken, as where a company forbids them', done: 'refused' },
  'reply-astray': {
    label: 'Misplace replies',
    hint: 'A reply to a first message that is gone is posted in the channel instead of being refused',
    done: 'misplaced',
  },
  'delivered-twice': { label: 'Deliver twice', hint: 'An event comes a second time', done: 'delivered twice' },
  'socket-dropped': { label: 'Drop the connection', hint: 'The app has to connect again', done: 'dropped' },
}
const MODES: [FaultMode, string][] = [
  ['off', 'off'],
  ['once', 'next time'],
  ['on', 'always'],
]

function faults(page: Page, all: Fault[]): HTMLElement[] {
  return all.map(({ name, mode }) => {
    const { label, hint } = FAULTS[name]
    const set = (to: FaultMode) => void setFault(name, to).then((sentence) => sentence && page.notify(sentence))
    if (name === 'socket-dropped')
      return el('button', { type: 'button', class: 'button small', title: hint, onclick: () => set('once') }, label)
    const choose = ({ currentTarget }: Event) => {
      const to = currentTarget instanceof HTMLSelectElement ? currentTarget.value : ''
      for (const [one] of MODES) if (one === to) set(one)
    }
    return el(
      'label',
      { class: mode === 'off' ? 'fault' : 'fault on', title: hint, 'data-key': name },
      label,
      el(
        'select',
        { class: 'input', onchange: choose, 'data-key': `${name}:${mode}` },
        MODES.map(([value, words]) => el('option', { value, selected: value === mode }, words)),
      ),
    )
  })
}
