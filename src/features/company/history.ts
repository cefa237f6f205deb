import type { CompanySetting } from '#feature.ts';
import { readSettingChanges, type SettingChange } from '#store/change-setting.ts';
import { readSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** A change of a setting that a feature of ours knows. */
export interface KnownChange {
  readonly setting: CompanySetting;
  readonly change: SettingChange;
  /** Of what it is, in words; '' of a setting without parts. */
  readonly part: string;
}

/** A setting as it is. */
export interface Standing {
  readonly title: string;
  readonly words: string;
}

const READ = 60;
/** The part that is no part: what is set for all. */
const EVERYWHERE = 'all';

/** The latest changes, the newest first; those of settings that nobody knows any more are left out. */
export async function readHistory(
  store: Store,
  settings: readonly CompanySetting[],
): Promise<readonly KnownChange[]> {
  const changes = await readSettingChanges(store, { limit: READ });
  const nameOf = await namesIn(
    store,
    changes.map(({ name }) => name),
  );
  return changes.flatMap((change) => {
    const setting = settingOf(settings, change.name);
    return setting ? [{ setting, change, part: partOf({ setting, change, nameOf }) }] : [];
  });
}

/**
 * Every setting as it is; of one that has parts, such as teams, as the latest change of each part left it, after what
 * holds elsewhere.
 */
export async function readStandings(
  store: Store,
  settings: readonly CompanySetting[],
): Promise<readonly Standing[]> {
  const history = await readHistory(store, settings);
  const all = settings.map(async (setting) => {
    const parts = latestOfEach(history).filter(
      ({ setting: of, change }) => of === setting && change.name !== setting.name,
    );
    const changed = parts.map((part) => ({ title: titleOf(part), words: wordsAfter(part) }));
    if (parts.some(({ part }) => part === EVERYWHERE)) return changed;
    const words = setting.words(await readSetting(store, setting.name));
    return [{ title: setting.title, words }, ...changed];
  });
  return (await Promise.all(all)).flat();
}

/** The latest change of each setting: what can be taken back. */
export function latestOfEach(history: readonly KnownChange[]): readonly KnownChange[] {
  return [...Map.groupBy(history, ({ change }) => change.name).values()].flatMap(([latest]) => latest ?? []);
}

/** The title, with the part that it is of: a team, a place. */
export function titleOf({ setting, part }: KnownChange): string {
  return part === '' ? setting.title : `${setting.title} (${part})`;
}

export function wordsAfter({ setting, change }: KnownChange): string {
  return setting.words(change.after);
}

function settingOf(settings: readonly CompanySetting[], name: string): CompanySetting | undefined {
  return settings.find((one) => name === one.name || name.startsWith(`${one.name}/`));
}

const PERSON = /005[A-Za-z0-9]{15}/g;

/** A team is called by its manager. */
async function namesIn(store: Store, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(names.flatMap((name) => name.match(PERSON) ?? []))];
  if (ids.length === 0) return new Map();
  const people = await store.db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}

function partOf({
  setting,
  change: { name },
  nameOf,
}: Omit<KnownChange, 'part'> & { readonly nameOf: ReadonlyMap<string, string> }): string {
  const words = name
    .slice(setting.name.length + 1)
    .split('/')
    .filter(Boolean);
  return words.join(' ').replaceAll(PERSON, (id) => nameOf.get(id) ?? id);
}
