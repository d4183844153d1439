import type { Acting } from './acting.ts'
import { list, shape } from './block-checks.ts'
import { OPTION, OPTION_GROUP } from './block-elements.ts'
import { problemsIn } from './blocks.ts'
import type { Acted } from './contract.ts'
import { type Fields, isFields, jsonOf } from './fields.ts'
import { appName, channelOf, interact, no, unanswered } from './interactions.ts'
import type { Parts } from './parts.ts'
import { slackMessage } from './slack-message.ts'
import { slackView, type View } from './views.ts'
import type { Post } from './workspace.ts'

/** Where a select with options of the app stands. */
export type Place = { view: View } | { post: Post }

const answered = {
  options: shape({ options: list(0, 100, OPTION) }),
  option_groups: shape({ option_groups: list(0, 100, OPTION_GROUP) }),
}

/** Asks the app for the options that fit what a person typed so far. */
export async function suggest(
  parts: Parts,
  person: string,
  place: Place,
  { blockId, actionId, value }: Extract<Acting, { do: 'suggest' }>,
): Promise<Acted> {
  const handed = await interact(parts, person, {
    type: 'block_suggestion',
    block_id: blockId,
    action_id: actionId,
    value,
    ...('view' in place
      ? { container: { type: 'view', view_id: place.view.id }, view: slackView(place.view) }
      : {
          container: {
            type: 'message',
            message_ts: place.post.ts,
            channel_id: place.post.room.id,
            is_ephemeral: false,
          },
          channel: channelOf(place.post.room),
          message: slackMessage(place.post),
        }),
  })
  if (!handed.acked) return no(unanswered(appName(parts), handed))
  const answer = isFields(handed.answer) ? handed.answer : {}
  const kind = answer.option_groups === undefined ? 'options' : 'option_groups'
  const [problem] = problemsIn(answered[kind], answer)
  if (problem) return no(`The app answered with options that cannot be shown: ${problem}`)
  const options = kind === 'options' ? fieldsIn(answer.options) : fieldsIn(answer.option_groups).flatMap(inGroup)
  return { ok: true, options: options.map(jsonOf) }
}

const fieldsIn = (value: Fields[string]): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])
const inGroup = (group: Fields) => fieldsIn(group.options)
