import type { Person, State } from '../contract.ts'
import { el } from './element.ts'
import { type Choice, menu } from './menu.ts'
import type { Page } from './page.ts'
import { picture } from './person.ts'
import { personOf } from './state.ts'

const SHOWN = 3 // as many people as fit beside the words, also on a small screen

/** The bar across the top: where one is, that it is not Slack, and as whom one looks at it. */
export function topBar(page: Page): HTMLElement {
  const { state, view } = page
  return el(
    'header',
    { class: 'top' },
    el(
      'button',
      {
        type: 'button',
        class: 'drawer-button',
        'aria-label': 'Conversations',
        'aria-controls': 'sidebar',
        'aria-expanded': view.drawer ? 'true' : 'false',
        onclick: () => page.show({ drawer: !view.drawer }),
      },
      '☰',
    ),
    el('strong', { class: 'workspace' }, state.workspace.name),
    el('span', { class: 'what' }, 'A stand-in for Slack on your machine: nothing is sent to Slack.'),
    el(
      'nav',
      { class: 'people', 'aria-label': 'Look at it as' },
      shownPeople(state).map((of) => personLink(page, of)),
      menu('people', { class: 'more-people', 'aria-label': 'More people', title: 'More people' }, '▾', () => [
        beside(page),
        ...humans(state).map((of) => choiceOf(page, of)),
      ]),
    ),
  )
}

const humans = ({ people }: State) => people.filter(({ isBot }) => !isBot)

/** The first few people, and always the one who looks. */
function shownPeople(state: State): Person[] {
  const first = humans(state).slice(0, SHOWN)
  const me = personOf(state, state.me)
  return me && !first.includes(me) ? [...first.slice(0, -1), me] : first
}

/** A link, so that a second window can be a second person. */
function personLink(page: Page, of: Person): HTMLElement {
  const isMe = of.id === page.state.me
  const about = `${of.realName}, ${of.title}${of.isSample ? ' (sample person)' : ''}`
  return el(
    'a',
    {
      class: isMe ? 'person me' : 'person',
      'data-key': of.id,
      href: addressAs(of),
      title: about,
      'aria-current': isMe ? 'true' : undefined,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        page.switchTo(of.id)
      },
    },
    picture(of, 'small'),
    el(
      'span',
      { class: 'person-words' },
      el('span', {}, of.realName),
      el('span', { class: 'person-title' }, of.isSample ? `${of.title} · sample` : of.title),
    ),
  )
}

function choiceOf(page: Page, of: Person): Choice {
  const isMe = of.id === page.state.me
  return {
    label: of.realName,
    face: picture(of, 'tiny'),
    hint: isMe ? `${of.title} · you` : of.isSample ? `${of.title} · sample` : of.title,
    group: of.team ?? 'Others',
    choose: () => page.switchTo(of.id),
  }
}

/** A second window at the right half of the screen, for a talk of two. */
function beside({ state }: Page): Choice {
  const other = humans(state).find(({ id }) => id !== state.me)
  return {
    label: 'Open a second window beside this one',
    hint: `As ${other?.realName ?? 'somebody else'}; it can become anyone`,
    choose: () => {
      const { availWidth, availHeight } = window.screen
      const half = Math.floor(availWidth / 2)
      if (other) window.open(addressAs(other), '_blank', `popup,left=${half},width=${half},height=${availHeight}`)
    },
  }
}

const addressAs = ({ id }: Person) => `/?as=${encodeURIComponent(id)}`
