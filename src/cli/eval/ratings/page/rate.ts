type Words = { language: string; says: Record<string, string>; rules: string[]; keys: string[] }
type Dimension = {
  id: string
  label: string
  question: string
  lookFor: string[]
  notEvidence: string[]
  applies: string
  levels: [string, string][]
}
type Domain = { name: string; never: string[]; dimensions: Dimension[] }
type Talk = { number: number; domain: string; language: string; turns: { by: 'learner' | 'coach'; text: string }[] }
type Told = {
  packet: string
  rater: string
  words: Record<string, Words>
  domains: Record<string, Domain>
  talks: Talk[]
}
type Kept = { language?: string; at?: number; ratings: Record<string, string> }

const told: Told = JSON.parse(document.getElementById('told')?.textContent ?? '') // by the program that wrote this page
const page = document.body.appendChild(document.createElement('div'))
const { packet, rater, talks } = told
const KEY = `threadcoach-ratings-${packet}-${rater}`
const RUBRIC = { lang: 'en' } // it stands as the judge reads it
const LEVELS = Array.from({ length: 10 }, (_, at) => `${at + 1}`)
const NONES: Record<string, string> = { 'not-enough': 'notEnough', 'does-not-apply': 'doesNotApply' }
const KEYS: Record<string, string> = { '0': '10', n: 'not-enough', x: 'does-not-apply' }

const before = read()
let keeps = before !== undefined
const kept: Kept = before ?? { ratings: {} }
let isDownloaded = true
let askedOnce = false

/** What was kept of an earlier visit; undefined where this browser keeps nothing for pages from a file. */
function read(): Kept | undefined {
  try {
    const text = localStorage.getItem(KEY)
    localStorage.setItem(KEY, text ?? '{"ratings":{}}')
    return text === null ? { ratings: {} } : JSON.parse(text)
  } catch {
    return undefined
  }
}

function keep(): void {
  isDownloaded = false
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
    keeps = true
  } catch {
    keeps = false
  }
}

addEventListener('beforeunload', (event) => {
  if (!keeps && !isDownloaded) event.preventDefault()
})

// --- words

const codes = Object.keys(told.words)
const spoken = () => kept.language ?? codes.find((code) => navigator.language.startsWith(code)) ?? codes[0] ?? 'en'
const words = () => told.words[spoken()]
const say = (name: string, ...values: (string | number)[]): string =>
  values.reduce<string>((text, value, at) => text.replace(`{${at}}`, `${value}`), words()?.says[name] ?? name)

// --- what is rated

const dimensionsOf = (talk: Talk): Dimension[] => told.domains[talk.domain]?.dimensions ?? []
const idOf = (talk: Talk, dimension: Dimension) => `${talk.number}/${dimension.id}`
const openIn = (talk: Talk) => dimensionsOf(talk).filter((dimension) => !kept.ratings[idOf(talk, dimension)])
const openTalks = () => talks.filter((talk) => openIn(talk).length > 0)

function rate(talk: Talk, dimension: Dimension, rating: string): void {
  kept.ratings[idOf(talk, dimension)] = rating
  keep()
  drawState(talk)
}

// --- the file

const COLUMNS = ['packet', 'rater', 'talk', 'dimension', 'rating']

function asCsv(): string {
  const rows = talks.flatMap((talk) =>
    dimensionsOf(talk).map(({ id }) => [packet, rater, talk.number, id, kept.ratings[`${talk.number}/${id}`] ?? '']),
  )
  return [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function download(): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([asCsv()], { type: 'text/csv' }))
  link.download = `ratings-${packet}-${rater}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  isDownloaded = true
}

/** Takes over what an earlier download of this page holds: how many ratings, or undefined where it is of another one. */
function takeOver(text: string): number | undefined {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.replace(/^["\uFEFF]+|"$/g, '').trim()))
  const own = rows.filter(([one, other]) => one === packet && other === rater)
  if (own.length === 0) return undefined
  let count = 0
  for (const [, , number, dimension, rating = ''] of own) {
    const talk = talks.find((one) => `${one.number}` === number)
    const isKnown = talk && dimensionsOf(talk).some(({ id }) => id === dimension)
    if (!isKnown || !(LEVELS.includes(rating) || rating in NONES)) continue
    kept.ratings[`${number}/${dimension}`] = rating
    count += 1
  }
  keep()
  return count
}

// --- drawing

type Child = Node | string | undefined | false
type About = Record<string, string | boolean | ((event: Event) => void)>

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  about: About = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(about)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (typeof value === 'string') element.setAttribute(name, value)
    else if (value) element.setAttribute(name, '')
  }
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

const list = (items: string[], about: About = {}) => make('ul', about, ...items.map((item) => make('li', {}, item)))
const button = (text: string, click: () => void, about: About = {}) =>
  make('button', { type: 'button', click, ...about }, text)

type Place = number | 'start' | 'end'
let place: Place = 'start'

/** Shows a talk, the start or the end; who comes there by a button hears where they are. */
function go(to: Place): void {
  place = to
  askedOnce = false
  if (typeof to === 'number') {
    kept.at = to
    keep()
  }
  draw()
  scrollTo(0, 0)
  document.querySelector('h1')?.focus()
}

function draw(): void {
  document.documentElement.lang = spoken()
  document.title =
    typeof place === 'number' ? `${say('talk', place + 1, talks.length)} · ${say('title')}` : say('title')
  const talk = typeof place === 'number' ? talks[place] : undefined
  page.replaceChildren(top(), talk ? talkView(talk) : place === 'end' ? endView() : startView())
  drawState(talk)
}

function top(): HTMLElement {
  const rated = make('progress', { id: 'progress', max: `${talks.length}`, 'aria-label': say('title') })
  const others = codes.filter((code) => code !== spoken())
  return make(
    'header',
    {},
    make('span', { class: 'rater' }, say('rater', rater)),
    rated,
    make('span', { id: 'rated' }),
    make('span', { id: 'kept', role: 'status' }),
    make(
      'span',
      { class: 'tools' },
      ...others.map((code) =>
        button(
          told.words[code]?.language ?? code,
          () => {
            kept.language = code
            keep()
            draw()
          },
          { lang: code, class: 'quiet' },
        ),
      ),
      typeof place === 'number' && button(say('downloadShort'), download, { class: 'quiet' }),
    ),
  )
}

/** What changes with each rating. */
function drawState(talk: Talk | undefined): void {
  const done = talks.length - openTalks().length
  const [progress, rated, where, open] = ['progress', 'rated', 'kept', 'open'].map((id) => document.getElementById(id))
  progress?.setAttribute('value', `${done}`)
  if (rated) rated.textContent = say('progress', done, talks.length)
  if (where) {
    where.textContent = keeps ? say('saved') : say('unsaved')
    where.className = keeps ? '' : 'warn'
  }
  if (open && talk && openIn(talk).length === 0) open.textContent = say('allRated')
  else if (open && !askedOnce) open.textContent = ''
}

function startView(): HTMLElement {
  const isBegun = Object.keys(kept.ratings).length > 0
  const heard = make('p', { role: 'status' })
  const file = make('input', {
    type: 'file',
    id: 'file',
    accept: '.csv,text/csv',
    'aria-describedby': 'file-hint',
    change: async () => {
      const count = takeOver((await file.files?.[0]?.text()) ?? '')
      heard.textContent = count === undefined ? say('otherFile') : say('resumed', count)
      if (count) first.textContent = say('goOn')
      drawState(undefined)
    },
  })
  const first = button(say(isBegun ? 'goOn' : 'start'), () => go(whereToGoOn()), { class: 'main' })
  return make(
    'main',
    { class: 'narrow' },
    make('h1', { tabindex: '-1' }, say('title')),
    make('p', { class: 'lead' }, say('startLead', talks.length)),
    make('p', {}, first),
    make('h2', {}, say('rules')),
    list(words()?.rules ?? []),
    make('h2', {}, say('keys')),
    list(words()?.keys ?? []),
    make('h2', {}, make('label', { for: 'file' }, say('resume'))),
    make('p', { id: 'file-hint' }, say('resumeHint')),
    make('p', {}, file),
    heard,
  )
}

function whereToGoOn(): Place {
  const at = kept.at ?? 0
  const here = talks[at]
  if (here && openIn(here).length > 0) return at
  const next = talks.findIndex((talk) => openIn(talk).length > 0)
  return next < 0 ? 'end' : next
}

function talkView(talk: Talk): HTMLElement {
  const at = talks.indexOf(talk)
  const domain = told.domains[talk.domain]
  const isLast = at === talks.length - 1
  return make(
    'main',
    { class: 'talk' },
    make('h1', { tabindex: '-1' }, say('talk', at + 1, talks.length), make('small', {}, domain?.name)),
    make(
      'section',
      { class: 'said', tabindex: '0', 'aria-label': say('talkRegion') },
      ...talk.turns.map(({ by, text }) =>
        make('div', { class: `turn ${by}` }, make('strong', {}, say(by)), make('p', { lang: talk.language }, text)),
      ),
    ),
    make(
      'form',
      {
        class: 'rubric',
        submit: (event) => {
          event.preventDefault()
          goOn(talk)
        },
      },
      make('h2', {}, say('skills')),
      ...dimensionsOf(talk).map((dimension) => dimensionView(talk, dimension)),
      make('details', {}, make('summary', {}, say('never')), list(domain?.never ?? [], RUBRIC)),
      make('p', { id: 'open', role: 'status' }),
      make(
        'p',
        { class: 'steps' },
        button(say('back'), () => go(at === 0 ? 'start' : at - 1)),
        make('button', { type: 'submit', class: 'main' }, say(isLast ? 'finish' : 'next')),
      ),
    ),
  )
}

/** To the next talk; where something is open, it is asked once whether that is meant. */
function goOn(talk: Talk): void {
  const open = openIn(talk)
  if (open.length > 0 && !askedOnce) {
    askedOnce = true
    const status = document.getElementById('open')
    if (status) status.textContent = say('open', open.map(({ label }) => label).join(', '))
    focusOn(talk, open[0])
    return
  }
  const at = talks.indexOf(talk)
  go(at === talks.length - 1 ? 'end' : at + 1)
}

function focusOn(talk: Talk, dimension: Dimension | undefined): void {
  const group = dimension && document.getElementById(idOf(talk, dimension))
  const radio =
    group?.querySelector<HTMLInputElement>('input:checked') ?? group?.querySelector<HTMLInputElement>('input')
  radio?.focus()
  group?.scrollIntoView({ block: 'nearest' })
}

function dimensionView(talk: Talk, dimension: Dimension): HTMLElement {
  const id = idOf(talk, dimension)
  const choice = (rating: string, text: string) => {
    const about = { type: 'radio', name: id, value: rating, checked: kept.ratings[id] === rating }
    const radio = make('input', { ...about, change: () => rate(talk, dimension, rating) })
    return make('label', { class: LEVELS.includes(rating) ? 'level' : 'none' }, radio, make('span', {}, text))
  }
  const pressed = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return
    const rating = KEYS[event.key.toLowerCase()] ?? (LEVELS.includes(event.key) ? event.key : undefined)
    const radio = rating && group.querySelector<HTMLInputElement>(`input[value="${rating}"]`)
    if (!radio) return
    event.preventDefault()
    radio.checked = true
    rate(talk, dimension, radio.value)
    const all = dimensionsOf(talk)
    const next = all[all.indexOf(dimension) + 1]
    if (next) focusOn(talk, next)
    else group.closest('form')?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }
  const group = make(
    'fieldset',
    { id, keydown: pressed },
    make('legend', RUBRIC, dimension.label),
    make('p', { class: 'question', ...RUBRIC }, dimension.question),
    make('p', { class: 'applies' }, `${say('applies')} `, make('span', RUBRIC, dimension.applies)),
    make(
      'dl',
      { 'aria-label': say('levels') },
      ...dimension.levels.flatMap(([level, text]) => [make('dt', {}, level), make('dd', RUBRIC, text)]),
    ),
    make(
      'details',
      {},
      make('summary', {}, say('lookFor')),
      make('h3', {}, say('evidence')),
      list(dimension.lookFor, RUBRIC),
      make('h3', {}, say('notEvidence')),
      list(dimension.notEvidence, RUBRIC),
    ),
    make(
      'div',
      { class: 'choices' },
      ...LEVELS.map((level) => choice(level, level)),
      ...Object.entries(NONES).map(([rating, name]) => choice(rating, say(name))),
    ),
  )
  return group
}

function endView(): HTMLElement {
  const open = openTalks()
  return make(
    'main',
    { class: 'narrow' },
    make('h1', { tabindex: '-1' }, say(open.length > 0 ? 'partTitle' : 'doneTitle')),
    make('p', { class: 'lead' }, say(open.length > 0 ? 'partLead' : 'doneLead')),
    make('p', {}, button(say('download'), download, { class: 'main' })),
    open.length > 0 && make('h2', {}, say('openTalks')),
    open.length > 0 &&
      make(
        'ul',
        { class: 'open' },
        ...open.map((talk) =>
          make(
            'li',
            {},
            button(say('talk', talk.number, talks.length), () => go(talks.indexOf(talk))),
          ),
        ),
      ),
    make(
      'p',
      {},
      button(say('back'), () => go(talks.length - 1)),
    ),
  )
}

draw()

export {}
