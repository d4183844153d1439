import { z } from 'zod'

const command = z.object({
  command: z.string(),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
})
const shortcut = z.object({
  name: z.string(),
  callback_id: z.string(),
  type: z.enum(['global', 'message']),
  description: z.string().default(''),
})
const prompt = z.object({ title: z.string(), message: z.string() })

const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    agent_view: z.object({ suggested_prompts: z.array(prompt).default([]) }).optional(),
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    bot_user: z.object({ display_name: z.string() }),
    shortcuts: z.array(shortcut).default([]),
    slash_commands: z.array(command).default([]),
  }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional() }).optional(),
})

/** What a Slack app manifest says that the workspace must know: the bot's name, commands, shortcuts, home and events. */
export type Manifest = z.infer<typeof manifest>

export const readManifest = (value: unknown): Manifest => manifest.parse(value)
