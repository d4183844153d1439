import type { Person } from '../contract.ts'
import { el } from './element.ts'
import type { Page } from './page.ts'
import { picture } from './person.ts'

/** The bar across the top: where one is, that it is not Slack, and as whom one looks at it. */
export function topBar(page: Page): HTMLElement {
  const { state, view } = page
  const people = state.people.filter(({ isBot }) => !isBot)
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
      people.map((of) => personLink(page, of)),
    ),
  )
}

/** A link, so that a second window can be a second person. */
function personLink(page: Page, of: Person): HTMLElement {
  const isMe = of.id === page.state.me
  const about = `${of.realName}, ${of.title}${of.isSample ? ' (sample person)' : ''}`
  return el(
    'a',
    {
      class: isMe ? 'person me' : 'person',
      href: `?as=${encodeURIComponent(of.id)}`,
      title: about,
      'aria-label': about,
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
