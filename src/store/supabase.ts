import { createClient } from '@supabase/supabase-js'
import { z } from 'zod'
import { PROMPT_VERSION } from '../coaching/answer-prompt.ts'
import { type Coach, coach, domain } from '../coaching/model.ts'
import { Fault } from '../fault.ts'
import type { FunctionName } from './call.ts'
import { openCardStore } from './cards.ts'
import { openConsentStore } from './consents.ts'
import { openContentStore } from './content.ts'
import { openInsisting, PATIENT_MS, QUICK_MS } from './insist.ts'
import { openWorkStore } from './kept-work.ts'
import { openMemoryStore } from './memories.ts'
import { openOwnDataStore } from './own-data.ts'
import { openProgressStore } from './progress.ts'
import { openPromptStore } from './prompts.ts'
import { openSession, sessionState, usedToday } from './rows.ts'
import { openSharingStore } from './sharing.ts'
import type { Store, Work } from './store.ts'
import { openTeamStore } from './teams.ts'

const TIMEOUT_MS = 10_000 // fetch alone waits for five minutes, and nothing could be kept meanwhile

/**
 * The store over the functions of supabase/schemas, at Supabase or at anything whose `fetch` answers as PostgREST does.
 * `instance` names this process: work is leased to it. Throws a Fault with a `store-` code when the database fails or refuses.
 */
export function openStore(config: {
  url: string
  key: string
  instance: string
  fetch?: typeof globalThis.fetch
  close?: () => Promise<void>
  /** Hears of a row that this release cannot read: it is left for one that can. */
  onUnreadable?: (why: string) => void
  /** Goes on with work that was leased to this process by a call whose answer was lost. */
  onUnheard?: (work: Work[]) => void
}): Store {
  const client = createClient<Functions>(config.url, config.key, {
    db: { timeout: TIMEOUT_MS },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fromDatabase(config.fetch ?? globalThis.fetch) },
  })
  const coaches = new Map<string, Coach>() // by versions, which never change
  const { insist, hurry } = openInsisting()
  async function call<T>(name: FunctionName, args: Record<string, unknown>, schema: z.ZodType<T>): Promise<T> {
    const { data, error, status } = await client.rpc(name, args)
    if (error) throw storeFault(status, error)
    const parsed = schema.safeParse(data)
    if (!parsed.success)
      throw new Fault('store-not-migrated', { retry: false, cause: `${name}: ${z.prettifyError(parsed.error)}` })
    return parsed.data
  }
  /** The same for a call that may be made twice and that a person, or Slack, waits for. */
  const quickly = <T>(name: FunctionName, args: Record<string, unknown>, schema: z.ZodType<T>) =>
    insist(QUICK_MS, () => call(name, args, schema))
  /** The same for a call about work in hand: whoever holds its lease may make it twice. */
  const patiently = <T>(name: FunctionName, args: Record<string, unknown>, schema: z.ZodType<T>) =>
    insist(PATIENT_MS, () => call(name, args, schema))
  const nothing = z.unknown()
  const held = (h: { id: number; token: string }) => ({ p_id: h.id, p_token: h.token })
  const judged = (h: { id: number; token: string; session: { erasures: number } }) => ({
    ...held(h),
    p_erasures: h.session.erasures,
  })
  const person = (who: { workspace: string; actor: string }) => ({ p_workspace: who.workspace, p_actor: who.actor })
  const ownData = openOwnDataStore(call)
  const outcome = <const T extends string>(...names: T[]) => z.object({ outcome: z.enum(names) })

  const promptStore = openPromptStore(patiently)
  const { stop, ...keptWork } = openWorkStore(config, {
    call,
    quickly,
    patiently,
    insist,
    noteMember: ownData.noteMember,
  })

  return {
    ...keptWork,
    ...openTeamStore(call),
    ...openConsentStore({ quickly, patiently }),
    ...openSharingStore({ quickly, patiently }),
    ...openCardStore(patiently, quickly),
    ...openContentStore(call),
    ...openProgressStore({ quickly, call }),
    ...openMemoryStore({ quickly, patiently }),
    ...promptStore,
    ...ownData,
    keepRound: async (h, answer) => {
      const args = {
        p_edits: h.edits,
        p_answer: answer.text,
        p_response_ms: answer.responseMs,
        p_coach_model: answer.coachModel,
        p_input_tokens: answer.inputTokens,
        p_cached_tokens: answer.cachedTokens,
        p_output_tokens: answer.outputTokens,
        p_part: answer.part ?? {},
      }
      return (await patiently('keep_round', { ...held(h), ...args }, outcome('kept', 'changed'))).outcome
    },
    keepScore: async (h, { score, feedback, marks, judge }) =>
      void (await patiently(
        'keep_score',
        { ...judged(h), p_score: score, p_feedback: feedback, p_marks: marks, p_judge: judge },
        nothing,
      )),
    keepSummary: async (h, throughRound, text) =>
      void (await patiently('keep_summary', { ...judged(h), p_through_round: throughRound, p_text: text }, nothing)),
    keepScorecard: async (h, { judgement, closing, answer, pending }) => {
      const args = { p_judgement: judgement, p_closing: closing, p_answer: answer, p_pending: pending }
      return (await patiently('keep_scorecard', { ...judged(h), ...args }, outcome('kept', 'changed'))).outcome
    },

    usedToday: (who, timeZone) => patiently('used_today', { ...person(who), p_zone: timeZone }, usedToday),
    addUsage: async (who, { inputTokens, outputTokens }) => {
      if (inputTokens + outputTokens === 0) return // no model was asked
      const args = { p_rounds: 0, p_input_tokens: inputTokens, p_output_tokens: outputTokens }
      await patiently('add_usage', { ...person(who), ...args }, nothing) // twice is better than not at all
    },

    domains: () => quickly('domains', {}, z.array(domain)),
    coach: async ({ domainId, personaVersion, rubricVersion, promptVersion }) => {
      const key = `${domainId} ${personaVersion} ${rubricVersion} ${promptVersion}`
      const known = coaches.get(key)
      if (known) return known
      const args = { p_domain: domainId, p_persona_version: personaVersion, p_rubric_version: rubricVersion }
      const words = promptVersion === PROMPT_VERSION ? null : await promptStore.promptsOf(promptVersion)
      const found = { ...(await patiently('coach', args, coach)), ...(words && { prompts: words }) }
      coaches.set(key, found)
      return found
    },
    knowLearner: async (who, { name, timeZone, locale }) =>
      void (await patiently(
        'know_learner',
        { ...person(who), p_name: name, p_time_zone: timeZone, p_locale: locale },
        nothing,
      )),
    openSession: (who) => quickly('open_session', person(who), openSession.nullable()),
    sessionState: (workspace, sessionId) =>
      quickly('session_state', { p_workspace: workspace, p_session: sessionId }, sessionState.nullable()),
    startSession: (who, start) =>
      quickly(
        'start_session',
        {
          ...person(who),
          p_name: who.name,
          p_domain: start.domainId,
          p_event_id: start.eventId,
          p_prompt_version: start.promptVersion,
          p_thread: start.thread ?? null,
          p_mind: start.mind ?? '',
          p_end_open: start.endOpen ?? false,
          p_consent_version: start.consentVersion ?? 0,
          p_off_record: start.offRecord ?? false,
          p_suggestion: start.suggestion ?? null,
        },
        z.union([
          z.object({ outcome: z.enum(['started', 'consent-asked', 'open-already']), session: openSession.nullable() }),
          z.object({ outcome: z.enum(['unknown-domain', 'inactive-domain']) }),
        ]),
      ),
    endSession: (who, because, sessionId) =>
      call(
        'end_session',
        { ...person(who), p_because: because, p_session: sessionId ?? null },
        outcome('ended', 'none-open'),
      ),
    askScore: (who, eventId, sessionId, post) =>
      quickly(
        'ask_score',
        { ...person(who), p_event_id: eventId, p_session: sessionId ?? null, p_post: post ?? null },
        outcome('asked', 'none-open'),
      ),
    pressWish: (who, { sessionId, wish, round, eventId, thread, at, says }) =>
      quickly(
        'press_wish',
        {
          ...person(who),
          p_event_id: eventId,
          p_session: sessionId,
          p_wish: wish,
          p_round: round,
          p_thread: thread,
          p_at: at,
          p_says: says ?? null,
        },
        outcome('asked', 'none-open', 'not-yours', 'older'),
      ),
    tryAgain: (who, sessionId) =>
      call('try_again', { ...person(who), p_session: sessionId }, outcome('due', 'nothing-waits')),
    sweep: (now, days) =>
      call(
        'sweep',
        { p_now: now.toISOString(), p_ask_days: days.ask, p_close_days: days.close },
        z.object({ asked: z.int(), closed: z.int() }),
      ),
    turnDay: async (from, to) =>
      void (await call('turn_day', { p_from: from.toISOString(), p_to: to.toISOString() }, nothing)),
    appliedMigrations: () => call('applied_migrations', {}, z.array(z.string())),
    hurry,
    close: async () => {
      stop()
      await config.close?.()
    },
  }
}

/** The database as the client sees it: functions, and no tables. */
type Functions = {
  public: {
    Tables: Record<never, never>
    Views: Record<never, never>
    Functions: Record<FunctionName, { Args: Record<string, unknown>; Returns: unknown }>
  }
}

/**
 * The answers of a database and its gateway alone. A page, a redirect, words or nothing at all come from somebody in between who wants a
 * sign-in or has no way through: whatever status that has, the database was not heard.
 */
function fromDatabase(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const { status, headers, body } = response
    if (status === 204) return response
    const isEmpty = body === null || headers.get('content-length') === '0'
    const isAnswer = !isEmpty && headers.get('content-type')?.includes('json')
    if (isAnswer && (status < 300 || status >= 400)) return response
    await body?.cancel()
    return new Response('{}', { status: status > 500 || status === 402 ? status : 502 })
  }
}

/** What a failed call means. The database's own words are kept as the cause; they name functions and columns, never contents. */
function storeFault(status: number, error: { code?: string; message: string }): Fault {
  const isDatabase = error.code !== undefined // else it is somebody's page: a gateway's, a login's, another server's
  const said = isDatabase ? `${error.code} ${error.message}` : 'without a word of a database'
  const cause = `${status} ${said}`.slice(0, 300)
  if (error.code === 'PT409') return new Fault('store-lost-lease', { retry: false, cause })
  if (error.code === 'PGRST202') return new Fault('store-not-migrated', { retry: false, cause })
  if (status === 401 || status === 403) return new Fault('store-key', { retry: false, cause })
  if (status === 0 || status >= 500 || status === 405 || status === 429 || !isDatabase)
    return new Fault('store-down', { retry: true, cause })
  return new Fault('store-refused', { retry: false, cause })
}
