/** Slack's rules that a test may switch off, to prove that the product depends on keeping them. */
export interface Rules {
  /** A method whose scope was not granted answers `missing_scope`. */
  readonly scopes: boolean;
  /** Messages and views past Block Kit's limits are refused. */
  readonly blockLimits: boolean;
  /** Three seconds to acknowledge; off, an answer may take a minute. */
  readonly ackTimeout: boolean;
  /** HTTP 429 with Retry-After past a method's tier or a channel's pace. */
  readonly rateLimits: boolean;
  /** A trigger lives three seconds and is used once. */
  readonly triggerExpiry: boolean;
  /** The app posts only where it is a member. */
  readonly channelMembership: boolean;
  /** A response_url takes five answers within thirty minutes. */
  readonly responseUrlUses: boolean;
}

export const ALL_RULES: Rules = {
  scopes: true,
  blockLimits: true,
  ackTimeout: true,
  rateLimits: true,
  triggerExpiry: true,
  channelMembership: true,
  responseUrlUses: true,
};
