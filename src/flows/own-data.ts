import type { Person, PersonData, Receipt } from '../store/store.ts'
import type { Shown, To } from './show.ts'

export type { Access, PersonData, Receipt, Retention } from '../store/store.ts'

/** What a person is handed of their own data, and what is taken away of it. A `Show` of its own: nothing else needs it. */
export type HandOver = {
  /** Everything that is kept of them, as files that a person and a machine can read. */
  export(to: To, data: PersonData, at: Date): Promise<Shown>
  receipt(to: To, receipt: Receipt): Promise<Shown>
  /**
   * Takes the bot's messages away: those of a thread, or all of a direct message. Of what is newer than `until` only what carries one
   * of the keys. A part of them at a time. `stayed` is what Slack does not let go, as posts.
   */
  deletePosts(at: {
    workspace: string
    place: string
    thread: string | null
    until: string
    keys: string[]
    /** Nothing that carries one of the keys can still arrive: what this finds is all there will be. */
    isLast: boolean
  }): Promise<{ left: 'none' | 'more'; stayed: string[] }>
  /** Tells a person what Slack does not let go: where it stands, never what it says. Posts of ours, or threads in which all of it stays. */
  stayed(to: To, posts: string[]): Promise<Shown>
  /** Whether Slack still knows a person as a member; of one whom we may not see it does not say. */
  whereabouts(who: Person): Promise<'here' | 'gone' | 'unseen'>
}
