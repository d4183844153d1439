import nock from 'nock'
import { PROMPTS } from '../../src/coaching/prompts.ts'
import { KEPT_FOR } from '../../src/config.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'

const PROJECT = 'https://project.supabase.co'
const HTML = '<!doctype html><title>Sign in</title><p>Canary Xylophon</p>'

let store: Store
beforeAll(() => {
  if (!nock.isActive()) nock.activate() // another file of this process may have put it away
  nock.disableNetConnect()
  store = openStore({ url: PROJECT, key: 'sb_secret_test', instance: 'one' })
})
afterEach(() => nock.cleanAll())
afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
  nock.restore()
})

const answers = (status: number, body: nock.Body, type = 'application/json') =>
  nock(PROJECT).post('/rest/v1/rpc/claim_work').reply(status, body, { 'content-type': type })
const error = (code: string, message = 'm') => ({ code, message, details: 'Canary Xylophon', hint: null })

test.each([
  ['a key that is wrong', 401, error('PGRST301', 'Invalid API key'), 'store-key', false],
  ['a key that may not', 403, error('42501', 'permission denied for function claim_work'), 'store-key', false],
  ['a function that is missing', 404, error('PGRST202', 'Could not find the function'), 'store-not-migrated', false],
  ['a lease that another has', 409, error('PT409', 'lease lost'), 'store-lost-lease', false],
  ['a refusal', 404, error('PT404', 'no coach for x'), 'store-refused', false],
  ['what the database will not take', 400, error('22P05', 'unsupported Unicode escape'), 'store-refused', false],
  ['an error inside', 500, error('XX000'), 'store-down', true],
  ['a pool that is full', 503, error('PGRST000'), 'store-down', true],
  ['a statement that took too long', 500, error('57014', 'canceling statement'), 'store-down', true],
  ['a database that is read-only', 405, error('25006', 'cannot execute UPDATE'), 'store-down', true],
  ['too many requests', 429, error('429'), 'store-down', true],
])('%s (HTTP %i) is the fault that it is', async (_, status, body, code, retry) => {
  answers(status, body)
  await expect(store.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject({ name: 'Fault', code, retry })
})

test.each<[string, number, nock.Body, Record<string, string>]>([
  ['a page that wants a sign-in', 401, HTML, { 'content-type': 'text/html' }],
  ['a page that forbids', 403, HTML, { 'content-type': 'text/html; charset=utf-8' }],
  ['the way to a sign-in page', 302, '', { location: 'https://login.example/' }],
  ['a proxy that wants to know who', 407, HTML, { 'content-type': 'text/html' }],
  ['nothing', 200, '', { 'content-length': '0' }],
  ['nothing, called JSON', 200, '', { 'content-type': 'application/json', 'content-length': '0' }],
  ['words', 200, 'Please sign in. Xylophon', { 'content-type': 'text/plain' }],
  ['a page that could be JSON', 200, '[]', { 'content-type': 'text/html' }],
])(
  '%s (HTTP %i) instead of an answer is an outage: nothing is refused, and nothing was done',
  async (_, status, body, headers) => {
    for (const name of ['claim_work', 'hand_back'])
      nock(PROJECT).post(`/rest/v1/rpc/${name}`).reply(status, body, headers).persist()
    const isAway = { code: 'store-down', retry: true, cause: expect.not.stringMatching(/Xylophon|doctype/) }
    await expect(store.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject(isAway)
    await expect(store.handBack([1])).rejects.toMatchObject(isAway)
  },
)

test('nothing in pieces is no answer either', async () => {
  const empty = async () => new Response(null, { headers: { 'content-type': 'application/json' } })
  const hollow = openStore({ url: PROJECT, key: 'k', instance: 'one', fetch: empty })
  await expect(hollow.handBack([1])).rejects.toMatchObject({ code: 'store-down', retry: true })
})

test.each([
  ['a gateway’s page', 502],
  ['a page while the project wakes up', 503],
  ['a login page instead of an answer', 200],
  ['a page of somebody else’s server', 404],
])('%s (HTTP %i) means that the database is not there, and none of it is kept as the cause', async (_, status) => {
  answers(status, HTML, 'text/html')
  await expect(store.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject({
    code: 'store-down',
    retry: true,
    cause: expect.not.stringMatching(/Xylophon|doctype/),
  })
})

test.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])(
  'after %s the same may work later',
  async (code) => {
    nock(PROJECT)
      .post('/rest/v1/rpc/claim_work')
      .replyWithError(Object.assign(new Error(code), { code }))
    await expect(store.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject({
      code: 'store-down',
      retry: true,
    })
  },
)

test('a database that never answers is given up in time for another worker to take over', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
  try {
    const silent: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const stuck = openStore({ url: PROJECT, key: 'k', instance: 'one', fetch: silent })
    const given = expect(stuck.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject({
      code: 'store-down',
      retry: true,
    })
    await jest.advanceTimersByTimeAsync(20_000)
    await given
  } finally {
    jest.useRealTimers()
  }
})

test.each([
  ['no list', {}],
  ['nothing', null],
])('rows that are not this version’s (%s) are met at the border', async (_, body) => {
  answers(200, JSON.stringify(body))
  await expect(store.claimWork({ hurried: 1, unhurried: 0 })).rejects.toMatchObject({
    code: 'store-not-migrated',
    retry: false,
  })
})

test('the cause of a fault names what the database said, and never the details, where contents stand', async () => {
  answers(400, error('23514', 'new row violates check constraint'))
  const fault: unknown = await store.claimWork({ hurried: 1, unhurried: 0 }).catch((thrown: unknown) => thrown)
  expect(fault).toMatchObject({ code: 'store-refused', cause: '400 23514 new row violates check constraint' })
})

test('every function of the store is one POST to the function of its name in the database, with the secret key', async () => {
  const asked: string[][] = []
  const recording: typeof fetch = async (url, init) => {
    const { pathname } = new URL(String(url))
    asked.push([init?.method ?? '', pathname, new Headers(init?.headers).get('apikey') ?? ''])
    return Response.json(null)
  }
  const store = openStore({ url: PROJECT, key: 'sb_secret_test', instance: 'one', fetch: recording })
  const who = { workspace: 'T1', actor: 'U1', name: 'Ana' }
  const chosen = {
    showsStreak: true,
    language: 'de',
    discreet: true,
    kinds: [],
    reminds: false,
    fromHour: 9,
    untilHour: 17,
  }
  const held = { id: 1, token: 't' }
  const judged = { ...held, session: { erasures: 0 } }
  const judgement = { marks: [], overall: null, judge: 'j', samples: 1 }
  const closing = { workedOut: '', nextSteps: [] }
  const mark = {
    dimension: 'd',
    label: 'D',
    score: null,
    because: 'not-enough' as const,
    quotes: [],
    observation: '',
    nextStep: '',
    uncertain: false,
  }
  const usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }
  const calls: Record<Exclude<keyof Store, 'close' | 'hurry'>, () => Promise<unknown>> = {
    proposeMemory: () => store.proposeMemory(judged, [], new Date()),
    memoryProposals: () => store.memoryProposals(who, 's'),
    proposeDay: () => store.proposeDay(who, 's', '2026-12-08', new Date()),
    keepMemory: () => store.keepMemory(who, 's', null, new Date()),
    myMemory: () => store.myMemory(who),
    editMemory: () => store.editMemory(who, { id: 'm', says: 't', dueOn: null }, new Date()),
    forgetMemory: () => store.forgetMemory(who, 'm'),
    planReminders: () => store.planReminders(new Date()),
    reminderOf: () => store.reminderOf(held, new Date()),
    answerCommitment: () => store.answerCommitment(who, { id: 'm', answer: 'done', on: null }, new Date()),
    keepIncoming: () => store.keepIncoming([]),
    claimWork: () => store.claimWork({ hurried: 1, unhurried: 0 }),
    claimSuspect: () => store.claimSuspect({ suspicion: 0, isSteady: false }),
    giveFloor: () => store.giveFloor(1),
    extendLeases: () => store.extendLeases([1]),
    handBack: () => store.handBack([1]),
    releaseWork: () => store.releaseWork({ dead: ['two'], forMs: 0 }),
    notePresence: () => store.notePresence(),
    noteSilence: () => store.noteSilence(5_000),
    catchUp: () => store.catchUp({ workspace: 'T1', channel: 'C1', oldest: '1.0' }),
    putBack: () => store.putBack(held, { afterMs: 1, because: 'b' }),
    settle: () => store.settle(held, 'b'),
    keepSettled: () => store.keepSettled(who, 'D1:1', { of: 'memory', lines: [] }),
    moveThread: () => store.moveThread(held, { from: 'C1:1', to: 'D1:2' }),
    eraseLeft: () => store.eraseLeft(held, 'C1:1'),
    pauseReply: () => store.pauseReply(held, 'b'),
    waitForDay: () => store.waitForDay(held, { whose: 'learner', until: new Date(), afterMs: 1 }),
    hurryWork: () => store.hurryWork(),
    hurryReplies: () => store.hurryReplies(who),
    teamsOfOthers: () => store.teamsOfOthers('T1', 'csv', [], { take: false }),
    addUsage: () => store.addUsage(who, { inputTokens: 1, outputTokens: 1 }),
    usedToday: () => store.usedToday(who, null),
    turnDay: () => store.turnDay(new Date(), new Date()),
    markSent: () => store.markSent(held, { post: 'D1:1', thread: 'D1:1' }),
    keepRound: () => store.keepRound({ ...held, edits: 0 }, { text: 'a', responseMs: 1, coachModel: 'm', ...usage }),
    keepScore: () => store.keepScore(judged, { score: null, feedback: '', marks: [], judge: 'j' }),
    keepSummary: () => store.keepSummary(judged, 1, 't'),
    cardAbout: () => store.cardAbout(who, 's'),
    sentReplies: () => store.sentReplies(who, 's'),
    disputeScore: () => store.disputeScore(who, 's', { dimension: 'd', reason: 'r' }),
    disputeOf: () => store.disputeOf(held),
    keepDispute: () => store.keepDispute(judged, { mark, overall: 5, after: null, outcome: 'unchanged', judge: 'j' }),
    withdrawDispute: () => store.withdrawDispute(held),
    disputeCounts: () => store.disputeCounts(),
    myProgress: () => store.myProgress(who, 1, new Date()),
    myLastCard: () => store.myLastCard(who),
    ownRounds: () => store.ownRounds(who, 's'),
    mySettings: () => store.mySettings(who),
    saveSettings: () => store.saveSettings(who, chosen),
    myLanguage: () => store.myLanguage(who),
    giveFeedback: () => store.giveFeedback(who, { sessionId: 's', round: 1, verdict: 'up', at: '1.0' }),
    feedbackCounts: () => store.feedbackCounts(),
    currentContent: () => store.currentContent(),
    publishContent: () => store.publishContent({ domain: 'd' }),
    retireDomain: () => store.retireDomain('d', { back: false }),
    keepPrompts: () => store.keepPrompts(PROMPTS),
    promptsOf: () => store.promptsOf(1),
    noteCut: () => store.noteCut(held, 1),
    noteNoScore: () => store.noteNoScore(held),
    openScorecard: () => store.openScorecard(who, 's', 7),
    keepScorecard: () => store.keepScorecard(judged, { judgement, closing, answer: '', pending: [] }),
    domains: () => store.domains(),
    coach: () => store.coach({ domainId: 'd', personaVersion: 1, rubricVersion: 1, promptVersion: PROMPTS.version }),
    knowLearner: () => store.knowLearner(who, { name: 'Ana', timeZone: 'UTC', locale: 'en' }),
    openSession: () => store.openSession(who),
    sessionState: () => store.sessionState('T1', 's'),
    startSession: () => store.startSession(who, { domainId: 'd', eventId: 'e', promptVersion: 1 }),
    giveConsent: () => store.giveConsent(who, { version: 1, now: new Date() }),
    consentAsked: () => store.consentAsked(held, 'D1:1'),
    sessionLabel: () => store.sessionLabel('s'),
    managerSees: () => store.managerSees(who),
    myMembers: () => store.myMembers(who),
    suggestSession: () => store.suggestSession(who, { member: 'U2', domainId: 'd', eventId: 'e', now: new Date() }),
    mySuggestion: () => store.mySuggestion(who, 's'),
    cardToShare: () => store.cardToShare(who, 's'),
    shareCard: () => store.shareCard(who, { sessionId: 's', manager: 'U2', withQuotes: false, now: new Date() }),
    withdrawCard: () => store.withdrawCard(who, 's'),
    digestPlace: () => store.digestPlace(who, '2026-11-30'),
    endSession: () => store.endSession(who, 'learner'),
    askScore: () => store.askScore(who, 'e'),
    pressWish: () =>
      store.pressWish(who, { sessionId: 'x', wish: 'hint', round: 0, eventId: 'E', thread: null, at: '1.1' }),
    tryAgain: () => store.tryAgain(who, 's'),
    sweep: () => store.sweep(new Date(), { ask: 2, close: 7 }),
    workWaiting: () => store.workWaiting(),
    stuckCauses: () => store.stuckCauses(10),
    appliedMigrations: () => store.appliedMigrations(),
    setTeams: () => store.setTeams('T1', 'csv', [], { now: new Date(), dry: true }),
    objectToManager: () => store.objectToManager(who, true, new Date()),
    myTeams: () => store.myTeams(who),
    setDigest: () => store.setDigest(who, { day: 1, hour: 9, isOff: false }),
    setDigestMinimum: () => store.setDigestMinimum('T1', 5, new Date()),
    tellWeek: () => store.tellWeek(who, '2026-11-30', new Date()),
    sentDigest: () => store.sentDigest(who),
    digestPreview: () => store.digestPreview(who),
    leaveOut: () => store.leaveOut(who, false, new Date()),
    countIn: () => store.countIn(who),
    cardsFor: () => store.cardsFor(who, '2026-11-30'),
    keepDigest: () =>
      store.keepDigest(who, { week: '2026-11-30', isQuiet: true, quietDays: 28, advice: {}, now: new Date() }),
    digestShown: () => store.digestShown(who, '2026-11-30', 'D1:1'),
    planDigests: () => store.planDigests(new Date(), 48),
    askExport: () => store.askExport(who, 'e'),
    exportPerson: () => store.exportPerson(who),
    myAccesses: () => store.myAccesses(who, 1),
    erasePerson: () => store.erasePerson(who, 'learner'),
    forgetWork: () => store.forgetWork(held),
    noteMember: () => store.noteMember(who, true, new Date()),
    membersToLookAt: () => store.membersToLookAt(new Date(), 1),
    planUpkeep: () => store.planUpkeep(new Date(), 30),
    retainSome: () => store.retainSome('T1', new Date(), KEPT_FOR, 1),
    endRetention: () => store.endRetention(held, {}, new Date()),
    purgeSome: () => store.purgeSome(held, new Date(), 1),
  }
  for (const call of Object.values(calls)) await call().catch(() => undefined)
  const inSql = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  expect(asked).toEqual(Object.keys(calls).map((name) => ['POST', `/rest/v1/rpc/${inSql(name)}`, 'sb_secret_test']))
})

test.each([
  ['without its token', { id: 1, kind: 'reply', state: 'queued', workspace: 'T1' }],
  ['of a kind that this version does not know', { id: 1, token: 't', kind: 'dance' }],
])('work %s is passed over and reported, without its words', async (_, row) => {
  const reported: string[] = []
  const reporting = openStore({ url: PROJECT, key: 'k', instance: 'one', onUnreadable: (why) => reported.push(why) })
  answers(200, JSON.stringify([{ ...row, body: 'Canary Xylophon' }]))
  expect(await reporting.claimWork({ hurried: 1, unhurried: 0 })).toEqual([])
  expect(reported).toHaveLength(1)
  expect(reported.join()).not.toMatch(/Xylophon/)
})
