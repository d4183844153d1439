import { z } from 'zod'

/**
 * The rules of Slack for an app manifest, of which a workspace is told what it must know: the bot's name, commands, shortcuts, home, scopes
 * and events. What the schema says: schemas/manifest.schema.2.0.0.json of github.com/slackapi/manifest-schema. What only the page says:
 * docs.slack.dev/reference/app-manifest.
 */
const text = (max: number, min = 1) => z.string().min(min).max(max)
const names = (most: number) => z.array(text(50)).max(most).default([])
const url = z.string().regex(/^https?:\/\//)

const command = z.strictObject({
  command: text(32, 2).regex(/^\/[a-z0-9_-]+$/),
  url: url.max(3_000).optional(),
  description: text(2_000),
  usage_hint: text(1_000).default(''),
  should_escape: z.boolean().default(false),
})
const shortcut = z.strictObject({
  name: text(24),
  callback_id: text(255),
  type: z.enum(['global', 'message']),
  description: text(150),
})
const prompt = z.strictObject({ title: z.string(), message: z.string() })

const scopes = z
  .strictObject({ bot: names(255), user: names(255), bot_optional: names(255), user_optional: names(255) })
  .superRefine(({ bot, user, bot_optional, user_optional }, { addIssue }) => {
    // the page says so, and the schema cannot: each of the optional ones must be among the others
    for (const one of bot_optional)
      if (!bot.includes(one)) addIssue({ code: 'custom', path: ['bot_optional'], message: `${one} must be in bot too` })
    for (const one of user_optional)
      if (!user.includes(one))
        addIssue({ code: 'custom', path: ['user_optional'], message: `${one} must be in user too` })
  })

const manifest = z.strictObject({
  _metadata: z.looseObject({ major_version: z.int().optional(), minor_version: z.int().optional() }).optional(),
  display_information: z.strictObject({
    name: text(35),
    description: text(140).optional(),
    long_description: text(4_000, 175).optional(),
    background_color: z
      .string()
      .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)
      .optional(),
  }),
  features: z
    .strictObject({
      agent_view: z
        .strictObject({
          agent_description: text(300),
          suggested_prompts: z.array(prompt).max(4).default([]),
          actions: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
        })
        .optional(),
      assistant_view: z.looseObject({ assistant_description: z.string() }).optional(),
      app_home: z
        .strictObject({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().optional(),
          messages_tab_read_only_enabled: z.boolean().optional(),
        })
        .optional(),
      bot_user: z.strictObject({
        display_name: text(80).regex(/^[a-z0-9._-]+$/, 'has a-z, 0-9, "-", "_" and "." only'),
        always_online: z.boolean().optional(),
      }),
      shortcuts: z.array(shortcut).min(1).max(10).default([]),
      slash_commands: z.array(command).min(1).max(50).default([]),
      unfurl_domains: z.array(text(255)).min(1).max(5).optional(),
    })
    .refine(({ agent_view, assistant_view }) => !agent_view || !assistant_view, {
      message: 'agent_view and assistant_view exclude each other',
    }),
  oauth_config: z
    .strictObject({
      redirect_urls: z.array(text(2_500)).max(1_000).optional(),
      scopes: scopes.optional(),
      token_management_enabled: z.boolean().optional(),
      pkce_enabled: z.boolean().optional(),
    })
    .optional(),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({ request_url: url.max(3_500).optional(), bot_events: z.array(text(50)).max(100).default([]) })
        .optional(),
      interactivity: z.looseObject({ is_enabled: z.boolean(), request_url: url.max(3_500).optional() }).optional(),
      org_deploy_enabled: z.boolean().optional(),
      socket_mode_enabled: z.boolean().optional(),
      token_rotation_enabled: z.boolean().optional(),
    })
    .optional(),
})

export type Manifest = z.infer<typeof manifest>

/** Reads a manifest, and refuses one that Slack would refuse, with every rule that it breaks. */
export function readManifest(value: unknown): Manifest {
  const { data, error } = manifest.safeParse(value)
  if (!data) throw new Error(`Slack would not take this manifest: ${z.prettifyError(error)}`)
  return data
}
