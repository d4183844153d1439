import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { meaningOf } from '../../src/slack/connection/error-meanings.ts'
import { CALLED_METHODS } from '../called-methods.ts'

const documented = z
  .object({ everyMethod: z.array(z.string()), methods: z.record(z.string(), z.array(z.string())) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'documented-errors.json'), 'utf8')))

const CALLED = [...CALLED_METHODS, 'apps.connections.open']

test.each(CALLED)('every error that Slack documents for %s has a meaning', (method) => {
  const own = documented.methods[method]
  expect(own).toBeDefined() // of a method that is new here they are copied from its page
  expect([...documented.everyMethod, ...(own ?? [])].filter((error) => meaningOf(error) === undefined)).toEqual([])
})

/** What must come of an error, by what its page says of it: the work waits, moves, is told, or is left. */
test.each<[string, ReturnType<typeof meaningOf>]>([
  ['ekm_access_denied', 'slack-withheld'],
  ['access_denied', 'slack-withheld'],
  ['missing_scope', 'slack-withheld'],
  ['no_permission', 'slack-withheld'],
  ['two_factor_setup_required', 'slack-withheld'],
  ['team_access_not_granted', 'slack-withheld'],
  ['enterprise_is_restricted', 'slack-withheld'],
  ['external_channel_migrating', 'slack-withheld'],
  ['app_access_restricted', 'slack-withheld'],
  ['channel_is_limited_access', 'slack-withheld'],
  ['accesslimited', 'slack-withheld'],
  ['org_login_required', 'slack-withheld'],
  ['invalid_thread_ts', 'slack-closed-place'],
  ['is_inactive', 'slack-closed-place'],
  ['user_disabled', 'slack-no-person'],
  ['user_not_visible', 'slack-no-person'],
  ['user_not_in_channel', 'slack-no-person'],
  ['file_uploads_disabled', 'slack-no-files'],
  ['storage_limit_reached', 'slack-no-files'],
  ['cant_delete_message', 'slack-stays'],
  ['invalid_cursor', 'slack-stale'],
  ['message_not_found', 'slack-done'],
  ['invalid_blocks', 'slack-too-long'],
  ['token_revoked', 'slack-gone'],
  ['feature_disabled', 'slack-lacks'],
])('%s means %s', (error, meaning) => {
  expect(meaningOf(error)).toBe(meaning)
})

test('no error has two meanings, and an error of which nobody has heard has none', () => {
  const source = readFileSync(join(import.meta.dirname, '../../src/slack/connection/error-meanings.ts'), 'utf8')
  const named = [...source.matchAll(/^ {4}'(\w+)',/gm)].map(([, error]) => error)
  expect(named.length).toBeGreaterThan(100)
  expect(named).toHaveLength(new Set(named).size)
  expect(meaningOf('an_error_of_next_year')).toBeUndefined()
})
