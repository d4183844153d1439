/** The short names that people and apps use most. Others stay as they are written, between colons. */
// biome-ignore format: one screen rather than a hundred lines
const EMOJI: Record<string, string> = {
  '+1': '👍', '-1': '👎', thumbsup: '👍', thumbsdown: '👎', wave: '👋', clap: '👏', raised_hands: '🙌', pray: '🙏',
  muscle: '💪', point_right: '👉', point_left: '👈', handshake: '🤝', eyes: '👀', brain: '🧠', heart: '❤️', smile: '😄',
  slightly_smiling_face: '🙂', blush: '😊', grinning: '😀', joy: '😂', wink: '😉', thinking_face: '🤔', sweat_smile: '😅',
  tada: '🎉', sparkles: '✨', star: '⭐', star2: '🌟', fire: '🔥', rocket: '🚀', zap: '⚡', bulb: '💡', dart: '🎯',
  trophy: '🏆', medal: '🏅', seedling: '🌱', herb: '🌿', mountain: '⛰️', compass: '🧭', telescope: '🔭', mag: '🔍',
  white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', x: '❌', warning: '⚠️', lock: '🔒',
  no_entry: '⛔', question: '❓', exclamation: '❗', information_source: 'ℹ️', bell: '🔔', no_bell: '🔕', pushpin: '📌',
  memo: '📝', pencil: '📝', pencil2: '✏️', book: '📖', books: '📚', calendar: '📆', date: '📅', clock1: '🕐',
  alarm_clock: '⏰', hourglass: '⌛', hourglass_flowing_sand: '⏳', stopwatch: '⏱️', chart_with_upwards_trend: '📈',
  chart_with_downwards_trend: '📉', bar_chart: '📊', clipboard: '📋', link: '🔗', mailbox: '📫', email: '📧',
  speech_balloon: '💬', left_speech_bubble: '🗨️', thought_balloon: '💭', mega: '📣', busts_in_silhouette: '👥',
  bust_in_silhouette: '👤', robot_face: '🤖', gear: '⚙️', wrench: '🔧', hammer_and_wrench: '🛠️', key: '🔑', gift: '🎁',
  arrow_right: '➡️', arrow_up: '⬆️', arrow_down: '⬇️', repeat: '🔁', large_green_circle: '🟢', large_yellow_circle: '🟡',
  large_orange_circle: '🟠', red_circle: '🔴', white_circle: '⚪', large_blue_circle: '🔵', black_circle: '⚫',
  large_green_square: '🟩', white_large_square: '⬜', black_small_square: '▪️', one: '1️⃣', two: '2️⃣', three: '3️⃣',
  four: '4️⃣', five: '5️⃣', coffee: '☕', sunny: '☀️', rainbow: '🌈', hugging_face: '🤗', ok_hand: '👌', cry: '😢',
  relieved: '😌', partying_face: '🥳', wastebasket: '🗑️', octagonal_sign: '🛑', double_vertical_bar: '⏸️',
}

/** The picture of a short name, or the name between colons when it is not a known one. */
export const emoji = (name: string): string => EMOJI[name.replace(/::skin-tone-\d$/, '')] ?? `:${name}:`

/** Text in which the known short names are pictures. */
export const withEmoji = (text: string): string => text.replace(/:([a-z0-9_+-]+):/g, (_, name: string) => emoji(name))
