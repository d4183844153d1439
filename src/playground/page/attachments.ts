import type { Act, Message, SharedFile } from '../contract.ts'
import { el } from './element.ts'
import { icon } from './icon.ts'
import type { Page } from './page.ts'

type Sent = NonNullable<Extract<Act, { do: 'say' }>['files']>

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
const MOST_BYTES = 2_500_000 // with what encoding adds, the server still takes it

/** The button that adds files to what is being written. */
export function attachButton(page: Page, composer: string): HTMLElement {
  const id = `${composer}:files`
  const input = el('input', {
    type: 'file',
    id,
    class: 'unseen',
    multiple: true,
    'aria-label': 'Add files',
    onchange: ({ currentTarget: of }) => {
      if (!(of instanceof HTMLInputElement)) return
      attach(page, composer, [...(page.view.attached[composer] ?? []), ...(of.files ?? [])])
      of.value = ''
    },
  })
  return el('label', { class: 'tool attach', title: 'Add files' }, input, icon('clip'))
}

/** What was added so far, each with a way to take it off again. */
export function attachedFiles(page: Page, composer: string): HTMLElement | undefined {
  const files = page.view.attached[composer] ?? []
  if (files.length === 0) return undefined
  return el(
    'ul',
    { class: 'attached', 'data-key': 'attached', 'aria-label': 'Files to send' },
    files.map((file) =>
      el(
        'li',
        {},
        file.name,
        el(
          'button',
          {
            type: 'button',
            class: 'tool',
            'aria-label': `Take off ${file.name}`,
            onclick: () =>
              attach(
                page,
                composer,
                files.filter((one) => one !== file),
              ),
          },
          '×',
        ),
      ),
    ),
  )
}

function attach(page: Page, composer: string, files: File[]): void {
  const { attached, problems } = page.view
  const isTooMuch = files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES
  if (isTooMuch) page.show({ problems: { ...problems, [composer]: 'The playground takes 2.5 MB in a message.' } })
  else page.show({ attached: { ...attached, [composer]: files }, problems: { ...problems, [composer]: '' } })
}

/** Takes what was added, as it is sent. */
export async function takeAttached(page: Page, composer: string): Promise<Sent> {
  const files = page.view.attached[composer] ?? []
  page.show({ attached: { ...page.view.attached, [composer]: [] } })
  return Promise.all(files.map(encoded))
}

function encoded(file: File): Promise<Sent[number]> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => {
      const base64 = String(reader.result).replace(/^[^,]*,?/, '')
      resolve({ name: file.name, mimetype: file.type || 'application/octet-stream', base64 })
    }
    reader.readAsDataURL(file)
  })
}

/** The files of a message: pictures are shown, others are there to download. */
export function files(of: Message): HTMLElement | undefined {
  return of.files && el('div', { class: 'files' }, of.files.map(shown))
}

function shown({ name, title, mimetype, size, url }: SharedFile): HTMLElement {
  const address = new URL(url).pathname // this page may be open under another name of this machine
  const link = { href: address, target: '_blank', rel: 'noopener noreferrer' }
  return PICTURES.includes(mimetype)
    ? el('a', { ...link, class: 'file' }, el('img', { class: 'large', src: address, alt: title }))
    : el(
        'a',
        { ...link, class: 'file', download: name },
        `📄 ${title}`,
        el('span', { class: 'hint file-size' }, inWords(size)),
      )
}

const inWords = (bytes: number) => (bytes < 1000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1000)} KB`)
