/** Where a post goes: into a thread, else as a new thread in a place, else into the bot's direct message with the person. */
export type To = {
  workspace: string
  actor: string
  key: string
  look: boolean
  thread: string | null
  place?: string | null
  dmChannel?: string | null
}

/** Where a post is now: the post itself and the thread that it begins or stands in. */
export type Shown = { post: string; thread: string }
