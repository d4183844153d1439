import { formOf } from '../../src/coaching/grader-talk/form.ts'
import { piecesOf } from '../../src/coaching/grader-talk/pieces.ts'
import { tokensOf } from '../../src/coaching/grader-talk/tokens.ts'
import { hints, weigh } from '../../src/coaching/grader-talk/weigh.ts'
import { ANSWERS } from '../../src/coaching/languages/answers/answers.ts'
import { found } from '../../src/coaching/languages/answers/signs.ts'
import { asSeen } from '../../src/coaching/look-alikes.ts'
import { verdict } from '../../src/coaching/verdict.ts'
import { readJson } from '../../src/llm/json.ts'
import { readDraft } from '../../src/llm/offline/script/draft.ts'
import { ENGLISH } from '../../src/llm/offline/script/english.ts'
import { GERMAN } from '../../src/llm/offline/script/german.ts'
import { heardIn } from '../../src/llm/offline/script/heard.ts'
import { nextProbe, nextQuestion } from '../../src/llm/offline/script/next-question.ts'
import type { Script } from '../../src/llm/offline/script/script.ts'
import { toldIn } from '../../src/llm/offline/script/told.ts'
import { readFilled } from '../../src/llm/shape.ts'
import { readIncoming } from '../../src/slack/incoming/read-incoming.ts'
import { wordsOf } from '../../src/slack/incoming/words.ts'
import { scorecard } from '../../src/slack/samples/samples.ts'
import { answerMessage } from '../../src/slack/views/answer.ts'
import { fitting, markdown, section } from '../../src/slack/views/blocks.ts'
import { packCard } from '../../src/slack/views/carried-card.ts'
import { exportFiles } from '../../src/slack/views/export.ts'
import { answerable, asTexts, inModal, newerKinds, posts, withoutKinds } from '../../src/slack/views/posts.ts'
import { messageModal } from '../../src/slack/views/start-modal.ts'
import { dayWords } from '../../src/words/dates.ts'
import { t } from '../../src/words/words.ts'
import { testCoach } from '../coach.ts'

const BOT = { userId: 'U0BOT', botId: 'B0BOT', workspace: 'T1' }
const event = (said: object) => ({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event: said })
const said = (text: string) => ({ channel: 'D1', user: 'U1', ts: '1700000000.000100', text })
const answer = (text: string) => answerMessage({ sessionId: 's', text, shortened: false })
const pieces = (text: string) => piecesOf(asSeen(text), tokensOf(asSeen(text)))
const table = (text: string) => ({ type: 'table' as const, rows: [[{ type: 'raw_text' as const, text }]] })
const coach = testCoach('sales_workflow_coach')
const talk = (text: string) => ({
  coach,
  summary: { text: `Said: ${text}`, throughRound: 1 },
  rounds: [{ number: 2, reply: text, answer: text }],
  roundNumber: 3,
  reply: text,
  sessionId: 's',
})
const told = (text: string, script: Script) => toldIn(talk(text), script, text)
const inScripts = (read: (script: Script) => unknown) => [ENGLISH, GERMAN].map(read)

/** What cannot be called by its types alone: a text in each place where one can come in. */
export const BY_HAND: Record<string, (text: string) => unknown> = {
  // one text of somebody's: of a card full of them all is left out, which takes longer than for a short one, and no longer than that
  'slack/views/carried-card.ts packCard': (text) =>
    packCard({ ...scorecard, closing: { ...scorecard.closing, workedOut: text } }),
  'slack/incoming/read-incoming.ts readIncoming': (text) => [
    readIncoming(event({ type: 'message', ...said(text) }), BOT),
    readIncoming(event({ type: 'message', subtype: 'message_changed', channel: 'D1', message: said(text) }), BOT),
  ],
  'slack/incoming/words.ts wordsOf': (text) => [
    wordsOf({ attachments: [{ is_share: true, text, fields: [{ title: text, value: text }] }] }, 'U0BOT'),
    wordsOf(
      {
        blocks: [
          { type: 'section', text: { text } },
          { type: 'markdown', text },
        ],
      },
      'U0BOT',
    ),
    wordsOf({ blocks: [{ type: 'rich_text', elements: [{ elements: [{ text }] }] }] }, 'U0BOT'),
  ],
  'coaching/languages/answers/signs.ts found': (text) =>
    ANSWERS.flatMap(({ answers }) => Object.values(answers.signs).map((sign) => found(sign, text))),
  'coaching/grader-talk/pieces.ts piecesOf': pieces,
  'coaching/grader-talk/form.ts formOf': (text) => pieces(text).map(formOf),
  'coaching/grader-talk/weigh.ts hints': (text) => pieces(text).map(hints),
  'coaching/grader-talk/weigh.ts weigh': (text) => weigh(pieces(text).slice(0, 5)), // as many as are read as one
  'llm/offline/script/draft.ts readDraft': (text) =>
    inScripts((script) => readDraft(text, script, coach.rubric.dimensions, (one) => !text.includes(one))),
  'llm/offline/script/heard.ts heardIn': (text) =>
    inScripts((script) => heardIn(text, script, { askedForWords: true, domain: 'Sales' })),
  'llm/offline/script/told.ts toldIn': (text) => inScripts((script) => told(text, script)),
  'llm/offline/script/next-question.ts nextQuestion': (text) => nextQuestion(talk(text), told(text, ENGLISH)),
  'llm/offline/script/next-question.ts nextProbe': (text) => nextProbe(talk(text), told(text, GERMAN)),
  'llm/json.ts readJson': (text) => [readJson(text, () => undefined), readJson(`{"a": "${text}}`, () => undefined)],
  'llm/shape.ts readFilled': (text) => [
    readFilled(JSON.stringify({ judgements: [{ dimension: text, anchor: text }] }), verdict),
    readFilled(`{"judgements": [{"dimension": "${text}"}]}`, verdict),
  ],
  'words/dates.ts dayWords': () => dayWords('2026-03-02'),
  'words/words.ts t': (text) => t`It was ${text}.`,
  'slack/views/blocks.ts section': (text) => [section(text), markdown(text)],
  'slack/views/posts.ts posts': (text) => posts(answer(text)),
  'slack/views/posts.ts asTexts': (text) => asTexts(answer(text)),
  'slack/views/posts.ts newerKinds': (text) => newerKinds({ text, blocks: [table(text)] }),
  'slack/views/posts.ts withoutKinds': (text) => withoutKinds({ text, blocks: [table(text)] }, ['table']),
  'slack/views/posts.ts answerable': (text) => answerable({ text, blocks: [table(text)] }),
  'slack/views/posts.ts inModal': (text) => inModal({ text, blocks: [{ type: 'markdown', text }] }),
  'slack/views/blocks.ts fitting': (text) => fitting([section(text)], section(text)),
  'slack/views/start-modal.ts messageModal': (text) => messageModal(answer(text)),
  'slack/views/export.ts exportFiles': (text) =>
    exportFiles({ coaching_sessions: [{ session_id: 's', user_message: text, coach_response: text }] }, new Date(0)),
}

const A_FORM = 'takes the fields of a form or a button by a schema; what is done with their texts is tried'

const WEIGHED = 'reads a text for what weighs it, which is tried'

/** What takes texts and is not tried, or a file of such, and why. */
export const NOT_TRIED: Record<string, string> = {
  'coaching/grader-talk/addressed.ts': WEIGHED,
  'coaching/grader-talk/reading.ts': WEIGHED,
  'coaching/grader-talk/wanted.ts': WEIGHED,
  'coaching/content-remarks.ts remarksOn': 'compares a rubric’s levels with each other, for the one who writes it',
  'cli/eval/golden.ts readTalks': 'takes invented talks as JSON',
  'words/words.ts inSpeech': 'hands on what it is given',
  'words/words.ts kept': 'takes sentences of the source',
  'words/words.ts sentences': 'takes sentences of the source',
  'playground/fields.ts isFields': 'looks at the kind of a value',
  'playground/fields.ts isBlocks': 'looks at the kind of a value',
  'slack/incoming/read-press.ts readPress': A_FORM,
  'slack/incoming/read-press.ts readPlace': A_FORM,
  'slack/views/blocks.ts actions': 'puts buttons together',
  'slack/views/consent.ts consentGiven': 'shows a message of ours again',
  'slack/views/reminder.ts commitmentAnswered': 'shows a message of ours again',
  'slack/views/reminder.ts commitmentShown': 'shows a message of ours again',
  'slack/views/answer.ts discreetly': 'says how a message of ours goes out',
  'slack/views/post.ts opened': 'says how a message of ours goes out',
  'slack/views/post.ts told': 'says how a message of ours goes out',
  'slack/views/post.ts filled': 'says how a message of ours goes out',
  'slack/views/post.ts closed': 'puts blocks together',
  'slack/views/carried-card.ts unpackCard': 'takes what Slack hands back of a button, of two thousand letters at most',
  'slack/views/marks.ts markBlocks': 'draws what markWords says',
  'slack/views/digest-settings.ts readDigestSettings': A_FORM,
  'slack/views/dispute.ts readDisputed': A_FORM,
  'slack/views/dispute.ts readDispute': A_FORM,
  'slack/views/memory.ts readMemoryForm': A_FORM,
  'slack/views/open-already.ts readReplace': A_FORM,
  'slack/views/partner-form.ts readProposed': A_FORM,
  'slack/views/partner-form.ts readPartner': A_FORM,
  'slack/views/reminder.ts readMoveForm': A_FORM,
  'slack/views/scorecard.ts readRating': A_FORM,
  'slack/views/settings.ts readSettings': A_FORM,
  'slack/views/share.ts readShare': A_FORM,
  'slack/views/start-modal.ts readStart': A_FORM,
  'slack/views/suggest.ts readSuggest': A_FORM,
}

const OUR_OWN = 'takes apart what we or Slack put together: keys, places, times, names of files'
const ONE_SPLIT = 'cuts a text once; what becomes of the pieces is tried, or is a line at a time'
const BY_LIST = 'looks for a thing in a list'

/** Files that search or cut texts and are not among those that are tried, or all files of a folder, and why. */
export const LOOKED_AT: Record<string, string> = {
  'playground/page/': 'draws in a browser, for the one who looks: its expressions are tried',
  'asked-path.ts': ONE_SPLIT,
  'config.ts': ONE_SPLIT,
  'pasted-settings.ts': 'reads settings of an operator; its expressions are tried',
  'env-file.ts': 'reads what the operator wrote',
  'settings.ts': ONE_SPLIT,
  'cli/content-seed.ts': OUR_OWN,
  'cli/content.ts': ONE_SPLIT,
  'cli/content-mistakes.ts': ONE_SPLIT,
  'cli/new-coach.ts': 'makes a name of a word that its operator typed',
  'cli/score-golden.ts': BY_LIST,
  'main.ts': ONE_SPLIT,
  'open-database.ts': OUR_OWN,
  'cli/arguments.ts': ONE_SPLIT,
  'cli/eval/coach/': 'reads invented talks, whose answers are cut to their length: its expressions are tried',
  'cli/eval/eval-answers.ts': ONE_SPLIT,
  'cli/eval/eval-talks.ts': ONE_SPLIT,
  'cli/eval/kept-answers.ts': ONE_SPLIT,
  'cli/eval/ratings/': 'reads tables and talks of its operator, a line at a time: its expressions are tried',
  'cli/eval/talk-figures.ts': 'reads talks of ours, a sentence at a time: its expressions are tried',
  'cli/group-team.ts': ONE_SPLIT,
  'cli/live/': 'reads codes of Slack’s, a letter at a time, and looks through lists of its own',
  'cli/profile-teams.ts': ONE_SPLIT,
  'llm/negotiate.ts': 'puts words of ours before those of a prompt; its expressions are tried',
  'llm/openai.ts': 'looks what a server says of a request: its expressions are tried',
  'llm/openai-fault.ts': 'reads a header of a server: its expressions are tried',
  'llm/openai-events.ts': 'cuts each piece of a stream once; how long a line may grow is counted there',
  'playground/block-checks.ts': OUR_OWN,
  'playground/chat-methods.ts': OUR_OWN,
  'playground/commands.ts': ONE_SPLIT,
  'playground/conversation-methods.ts': ONE_SPLIT,
  'playground/ids.ts': OUR_OWN,
  'playground/memory.ts': ONE_SPLIT,
  'playground/page-api.ts': OUR_OWN,
  'playground/page-files.ts': OUR_OWN,
  'playground/people-methods.ts': OUR_OWN,
  'playground/playground.ts': OUR_OWN,
  'playground/sample-people.ts': OUR_OWN,
  'playground/socket-mode.ts': BY_LIST,
  'playground/typed-text.ts': ONE_SPLIT,
  'playground/view-methods.ts': ONE_SPLIT,
  'playground/views.ts': BY_LIST,
  'playground/wire.ts': OUR_OWN,
  'place.ts': OUR_OWN,
  'queue/spool.ts': ONE_SPLIT,
  'slack/incoming/channels.ts': 'cuts a list of scopes that Slack wrote',
  'slack/outgoing/session-status.ts': 'cuts the name of a coach, which an operator wrote',
  'queue/watch.ts': OUR_OWN,
  'queue/watchdog.ts': OUR_OWN,
  'queue/worker.ts': ONE_SPLIT,
  'slack/connection/outbound-calls.ts': OUR_OWN,
  'slack/connection/http-border.ts': ONE_SPLIT,
  'slack/outgoing/refused-blocks.ts': ONE_SPLIT,
  'slack/connection/web-client.ts': ONE_SPLIT,
  'store/embedded/import-data.ts': 'cuts each chunk of a file once, and each line once',
  'store/embedded/migrate.ts': OUR_OWN,
}
