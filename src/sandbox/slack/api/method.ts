import type { z } from 'zod';
import { failWith, fail, type Reply } from '#sandbox/slack/api/reply.ts';
import type { Core } from '#sandbox/slack/core.ts';

/** Slack's rate tier: 1 to 4, or `none` where Slack publishes no number. */
type Tier = 1 | 2 | 3 | 4 | 'none';

interface Traits {
  readonly name: string;
  /** Which token it takes. */
  readonly token: 'bot' | 'app' | 'none';
  readonly tier: Tier;
  /** The scope it needs whatever its arguments; a method may ask for more itself. */
  readonly scope?: string;
}

export interface Method extends Traits {
  run(core: Core, fields: Readonly<Record<string, unknown>>): Reply;
}

interface Definition<Input extends z.ZodType> extends Traits {
  readonly input: Input;
  run(core: Core, input: z.output<Input>): Reply;
}

/** A Web API method whose arguments are parsed before it runs. */
export function method<Input extends z.ZodType>(definition: Definition<Input>): Method {
  return {
    ...definition,
    run(core, fields) {
      const input = definition.input.safeParse(fields);
      if (input.success) return definition.run(core, input.data);
      const messages = input.error.issues.map(
        (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
      );
      return failWith({ error: 'invalid_arguments', messages });
    },
  };
}

/** The refusal of a scope that was not granted; undefined when it was, or the rule is off. */
export function withoutScope(core: Core, needed: string): Reply | undefined {
  if (!core.rules.scopes || core.grant.scopes.includes(needed)) return undefined;
  return fail('missing_scope', { needed, provided: core.grant.scopes.join(',') });
}
