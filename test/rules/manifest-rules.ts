import { z } from 'zod';

/** The rules of Slack's published manifest schema (v1) for the sections we use; unknown keys are refused there too. */
const text = (max: number) => z.string().min(1).max(max);

const SlashCommand = z.strictObject({
  command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
  description: text(2000),
  usage_hint: text(1000).optional(),
  should_escape: z.boolean().optional(),
  url: z.url().optional(),
});

const Shortcut = z.strictObject({
  name: text(24),
  type: z.enum(['global', 'message']),
  callback_id: text(255),
  description: text(150),
});

const Features = z.strictObject({
  bot_user: z.strictObject({
    display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
    always_online: z.boolean().optional(),
  }),
  app_home: z.strictObject({
    home_tab_enabled: z.boolean(),
    messages_tab_enabled: z.boolean(),
    messages_tab_read_only_enabled: z.boolean(),
  }),
  slash_commands: z.array(SlashCommand).max(50),
  shortcuts: z.array(Shortcut).max(10).optional(),
});

const Settings = z.strictObject({
  event_subscriptions: z.strictObject({
    request_url: z.url().optional(),
    bot_events: z.array(text(100)).max(100),
  }),
  interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: z.url().optional() }),
  org_deploy_enabled: z.boolean(),
  socket_mode_enabled: z.boolean(),
  token_rotation_enabled: z.boolean(),
});

export const ManifestRules = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i),
  }),
  features: Features,
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()).optional(),
    scopes: z.strictObject({
      bot: z.array(z.string()).max(255),
      bot_optional: z.array(z.string()).max(255).optional(),
    }),
  }),
  settings: Settings,
});
