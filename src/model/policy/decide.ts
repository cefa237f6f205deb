import { CHANNEL_TABLE, GRANTABLE, PEOPLE_TABLE, type Rule } from './table.ts';
import { type Asked, CHANNEL_CLASSES, type ChannelClass, type Decision, type ReasonCode } from './terms.ts';

/**
 * The one decision about who may see what. What no rule allows is refused, whoever asks; a channel carries what its
 * kind may carry, whoever posts; somebody unknown sees nothing anywhere.
 */
export function decide(asked: Asked): Decision {
  const { dataClass, surface, circumstances = {} } = asked;
  if (!asked.isKnown) return { allowed: false, rule: `${dataClass}.nobody`, reasonCode: 'nobody' };
  if (isChannel(surface)) {
    const rule = CHANNEL_TABLE[surface][dataClass];
    const reason: ReasonCode | undefined = rule ? rule(circumstances) : 'surface_too_open';
    return verdict(`${dataClass}.${surface}`, reason);
  }
  const columns = columnsOf(asked);
  const allowing = columns.find(({ rule }) => rule(circumstances) === undefined);
  if (allowing) return verdict(`${dataClass}.${allowing.name}`, undefined);
  if (asked.grants.includes(dataClass) && GRANTABLE.includes(dataClass) && !circumstances.isChange)
    return { allowed: true, rule: `${dataClass}.grant`, reasonCode: 'granted' };
  return refusal(asked, columns);
}

/** Whether a surface is a channel that several people read. */
function isChannel(surface: string): surface is ChannelClass {
  return CHANNEL_CLASSES.some((one) => one === surface);
}

interface Column {
  readonly name: string;
  readonly rule: Rule;
}

/** How the asker stands to the person comes first, then what they are. */
function columnsOf({ dataClass, relation, roles }: Asked): readonly Column[] {
  const row = PEOPLE_TABLE[dataClass];
  const given = roles.flatMap((role) => {
    const rule = row[role];
    return rule ? [{ name: role, rule }] : [];
  });
  return [{ name: relation, rule: row[relation] }, ...given];
}

/** Of the rules that refuse, the one that says what is missing rather than merely no. */
function refusal({ dataClass, circumstances = {} }: Asked, columns: readonly Column[]): Decision {
  const refused = columns.map(({ name, rule }) => ({ name, reason: rule(circumstances) }));
  const telling = refused.find(({ reason }) => reason !== 'not_this_class') ?? refused[0];
  return verdict(`${dataClass}.${telling?.name ?? 'nobody'}`, telling?.reason ?? 'not_this_class');
}

function verdict(rule: string, reason: ReasonCode | undefined): Decision {
  return { allowed: reason === undefined, rule, reasonCode: reason ?? 'allowed' };
}
