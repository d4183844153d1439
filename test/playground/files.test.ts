import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const SALES = 'C08SALES002'
const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' // a picture of one transparent dot

let joined: Awaited<ReturnType<typeof openJoined>>
beforeAll(async () => {
  joined = await openJoined()
}, 60_000)
afterAll(() => joined.close())

test('a file is uploaded by Bolt’s own client, seen where it was shared, and loaded from there', async () => {
  const { client, ana } = joined
  await client.filesUploadV2({
    channel_id: GENERAL,
    initial_comment: 'Here it is.',
    file_uploads: [
      { filename: 'notes.md', title: 'Notes', content: '# Grüße 🌱' },
      { filename: 'notes.json', title: 'The same', content: '{"a":1}' },
      { filename: 'plan.gif', title: 'The plan', file: Buffer.from(DOT, 'base64') },
    ],
  })
  const shared = await ana.seesMessage('Here it is.')
  expect(shared.files?.map(({ title }) => title)).toEqual(['Notes', 'The same', 'The plan'])
  const answer = await fetch(shared.files?.[0]?.url ?? '')
  expect(await answer.text()).toBe('# Grüße 🌱')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/) // never a page of ours
  const picture = await fetch(shared.files?.[2]?.url ?? '')
  expect(picture.headers.get('content-type')).toBe('image/gif') // so the page shows it, as a person's
  const { messages } = await client.conversations.history({ channel: GENERAL, limit: 1 })
  expect(messages).toMatchObject([
    { subtype: 'file_share', files: [{ name: 'notes.md' }, { name: 'notes.json' }, { name: 'plan.gif' }] },
  ])
})

test('what is not uploaded, or not shared, cannot be shared or loaded', async () => {
  const { client, playground } = joined
  const { file_id: id = '', upload_url: url = '' } = await client.files.getUploadURLExternal({
    filename: 'a.txt',
    length: 3,
  })
  const complete = (channel: string) => client.files.completeUploadExternal({ files: [{ id }], channel_id: channel })
  await expect(complete(GENERAL)).rejects.toThrow('file_not_found')
  expect((await fetch(url, { method: 'POST', body: 'abcd' })).status).toBe(400)
  expect((await fetch(url, { method: 'POST', body: 'abc' })).status).toBe(200)
  expect((await fetch(`${playground.url}/files/${id}/a.txt`)).status).toBe(404)
  await expect(complete('C0NOWHERE')).rejects.toThrow('channel_not_found')
  await expect(complete(SALES)).rejects.toThrow('not_in_channel')
  await complete(GENERAL)
  expect(await (await fetch(`${playground.url}/files/${id}/a.txt`)).text()).toBe('abc')
  await client.files.delete({ file: id })
  expect((await fetch(`${playground.url}/files/${id}/a.txt`)).status).toBe(404)
  await expect(client.files.delete({ file: id })).rejects.toThrow('file_not_found')
})
