import { onboarding, sales } from '../../../src/slack/samples/samples.ts'
import { domainWord } from '../../../src/slack/views/domain-words.ts'
import { openAlreadyMessage, readReplace, SESSION_REPLACE } from '../../../src/slack/views/open-already.ts'
import { pickerMessage, START_PICK } from '../../../src/slack/views/picker.ts'
import { readStart, startModal } from '../../../src/slack/views/start-modal.ts'

const sent = (view: { private_metadata?: string }, mind: string | null) => ({
  private_metadata: view.private_metadata ?? '',
  state: {
    values: {
      domain: { domain: { type: 'radio_buttons', selected_option: { text: {}, value: sales.id } } },
      mind: { mind: { type: 'plain_text_input', value: mind } },
    },
  },
})

test('the form gives back the coach, the words and where to open', () => {
  const view = startModal({ domains: [sales], here: { channel: 'C0123' } })
  expect(readStart(sent(view, 'the price'))).toEqual({
    domainId: sales.id,
    mind: 'the price',
    channel: 'C0123',
    offRecord: false,
    message: '',
    endOpen: false,
  })
})

test('the form opens in the direct message and has no words unless the learner says otherwise', () => {
  const view = startModal({ domains: [sales] })
  expect(readStart(sent(view, null))).toEqual({
    domainId: sales.id,
    mind: '',
    channel: null,
    offRecord: false,
    message: '',
    endOpen: false,
  })
})

test('what the learner wrote already is in the form', () => {
  expect(JSON.stringify(startModal({ domains: [sales], mind: 'the price' }))).toContain('"initial_value":"the price"')
})

test('the form with a message gives it back as the learner left it, and can end what is open', () => {
  const open = { sessionId: 's', domainName: onboarding.name, link: 'https://slack.example/archives/D1/p1' }
  const view = startModal({ domains: [sales], message: 'We need the price by Friday.', open })
  expect(JSON.stringify(view)).toContain('"initial_value":"We need the price by Friday."')
  const changed = sent(view, null)
  const read = readStart({
    ...changed,
    state: { values: { ...changed.state.values, case: { case: { value: 'The price.' } } } },
  })
  expect(read).toMatchObject({ message: 'The price.', channel: null, endOpen: true })
})

test('a form that is not ours is refused', () => {
  expect(() => readStart({ private_metadata: '', state: { values: {} } })).toThrow()
})

test('each coach has its own button, which says its name to a screen reader', () => {
  const buttons = pickerMessage([sales, onboarding]).blocks.flatMap((block) =>
    block.type === 'section' && block.accessory ? [block.accessory] : [],
  )
  expect(buttons).toMatchObject([
    { action_id: START_PICK, value: sales.id, accessibility_label: 'Start: Sales Process Coach' },
    { action_id: START_PICK, value: onboarding.id, accessibility_label: 'Start: Technical Onboarding Coach' },
  ])
})

test('the button that replaces a session carries what was asked for', () => {
  const wanted = { domainId: sales.id, domainName: sales.name, place: 'C0123:' }
  const { blocks } = openAlreadyMessage({ sessionId: 's', domainName: onboarding.name, wanted })
  const values = blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((one) =>
          one.type === 'button' && one.action_id === SESSION_REPLACE ? [one.value ?? ''] : [],
        )
      : [],
  )
  expect(values.map(readReplace)).toEqual([{ domainId: sales.id, place: 'C0123:' }])
})

test('the word to type is the start of the id, or the whole id where another coach starts alike', () => {
  const other = { ...sales, id: 'sales_negotiation' }
  expect(domainWord(sales, [sales, onboarding])).toBe('sales')
  expect(domainWord(sales, [sales, other])).toBe('sales')
})

test.each(['__proto__', 'constructor', '<!channel>'])(
  'a difficulty called %j is a word like any other',
  (difficulty) => {
    const odd = { ...sales, difficulty }
    expect(JSON.stringify([startModal({ domains: [odd] }), pickerMessage([odd])])).not.toMatch(/<!channel>|native code/)
  },
)
