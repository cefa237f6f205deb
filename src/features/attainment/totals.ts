import { sql } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import { managersOn } from '#ledger/managers-on.ts';
import type { Actor } from '#model/access.ts';
import { SMALLEST_GROUP } from '#model/policy/terms.ts';
import { mayReadTotal } from '#model/record-access.ts';
import type { CompanyToday } from '#metrics/today.ts';
import { ownTeam, type Readable } from './people.ts';

const COMPANY: Readable = { id: 'all', name: 'the company', email: '' };

/**
 * The total that a board's button asks about: the company's, or that of the team the asker leads or is in. @throws
 * Refusal when they are in none, or when so few people make it up that it would tell of each of them.
 */
export async function readableTotal(
  company: CompanyToday,
  actor: Actor,
  kind: 'team' | 'company',
): Promise<Readable> {
  const whose = kind === 'company' ? COMPANY : await ownTeam(company, actor);
  if (!whose) throw new Refusal('You are in no team.', 'A team is everyone below a manager in Salesforce.');
  if (whose.id === actor.personId) return whose;
  const groupSize = kind === 'company' ? await everyone(company) : await sizeOfTeam(company, whose.id);
  if (mayReadTotal(actor, groupSize)) return whose;
  throw new Refusal(
    `A total of fewer than ${SMALLEST_GROUP} people would say too much about each of them.`,
    'Ask about your own number with /attain why.',
  );
}

async function everyone({ store }: CompanyToday): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*)::text as n from ${store.table('person')} where is_active`.execute(store.db);
  return Number(rows[0]?.n ?? 0);
}

/** Active people below a manager today, the manager included. UNION ends a circle. */
async function sizeOfTeam({ store, day }: CompanyToday, managerId: string): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    with recursive team as (
      select ${managerId}::text as id
      union
      select own.id from ${managersOn(store, day)} own join team on own.manager_id = team.id
    )
    select count(*)::text as n from team join ${store.table('person')} p on p.id = team.id
    where p.is_active`.execute(store.db);
  return Number(rows[0]?.n ?? 0);
}
