import { expected, openJoined } from './joined-app.ts'

const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' // a picture of one transparent dot
const PICTURE = { name: 'the plan.gif', mimetype: 'image/gif', base64: DOT }
const SCRIPT = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64')

test('a file reaches the app as Slack describes it, with an address where it is until its message is deleted', async () => {
  const heard = expected<unknown>()
  const { ana, playground, close } = await openJoined((app) =>
    app.event('message', async ({ event }) => heard.now(event)),
  )
  try {
    const channel = await ana.im()
    await ana.act({ do: 'say', channel, text: '', files: [PICTURE] })
    const size = Buffer.from(DOT, 'base64').length
    const { name, mimetype } = PICTURE
    expect(await heard.is).toMatchObject({
      subtype: 'file_share',
      text: '',
      files: [{ name, mimetype, filetype: 'gif', size, user: ana.id, mode: 'hosted', url_private: expect.any(String) }],
    })
    const { messages } = await ana.state()
    const url = messages[channel]?.[0]?.files?.[0]?.url ?? ''
    expect(url).toMatch(`${playground.url}/files/`)
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toBe('image/gif')
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(DOT)
    const [{ ts = '' } = {}] = messages[channel] ?? []
    await ana.act({ do: 'delete', channel, ts })
    expect((await fetch(url)).status).toBe(404)
  } finally {
    await close()
  }
})

test('what is no plain picture is never shown as a page of its own', async () => {
  const { ana, close } = await openJoined()
  try {
    const channel = await ana.im()
    for (const mimetype of ['image/svg+xml', 'text/html'])
      await ana.act({ do: 'say', channel, text: '', files: [{ name: 'x', mimetype, base64: SCRIPT }] })
    const { messages } = await ana.state()
    for (const { files } of messages[channel] ?? []) {
      const { headers } = await fetch(files?.[0]?.url ?? '')
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment/)
      expect(headers.get('content-security-policy')).toContain('sandbox')
    }
    const nothing = await ana.act({ do: 'say', channel, text: ' ', files: [] })
    expect(nothing).toEqual({ ok: false, error: 'A message needs some text.' })
  } finally {
    await close()
  }
})
