import { z } from 'zod'

/** What we are in the workspace that installed us, as auth.test says. */
export type Bot = {
  userId: string
  botId: string
  workspace: string
  /** The Grid organisation that the workspace is part of, if any. */
  enterprise?: string
  /** Installed for all of the organisation: then all its people are ours. */
  isOrgWide?: boolean
}

const tested = z.object({
  user_id: z.string(),
  bot_id: z.string().default(''),
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
})

/** What auth.test says of us, or undefined where it does not say which workspace we are in. */
export function readBot(answer: unknown): Bot | undefined {
  const { data } = tested.safeParse(answer)
  return (
    data && {
      userId: data.user_id,
      botId: data.bot_id,
      workspace: data.team_id,
      ...(data.enterprise_id ? { enterprise: data.enterprise_id } : {}),
      ...(data.is_enterprise_install ? { isOrgWide: true } : {}),
    }
  )
}
