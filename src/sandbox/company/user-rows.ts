import { recordId } from './ids.ts';
import type { Person } from './people.ts';
import type { Row } from './tables.ts';
import { REGIONS } from './territories.ts';
import { stamp } from './work-days.ts';

const DOMAIN = 'brambleway.example';

export function fullName(person: Person): string {
  return person.name.join(' ');
}

/** first.last in plain letters. The CRM knows one address in capitals: comparing must not mind. */
export function emailOf(person: Person): string {
  const local = person.name.map(plainLetters).join('.');
  return `${person.job === 'director' ? local.toUpperCase() : local}@${DOMAIN}`;
}

function plainLetters(name: string): string {
  const spelled = name.replaceAll('ß', 'ss').replaceAll('Æ', 'Ae').replaceAll('ø', 'o').replaceAll('ł', 'l');
  const bare = spelled.replaceAll('Ł', 'L').replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare
    .toLowerCase()
    .replaceAll(' ', '-')
    .replaceAll(/[^a-z-]/g, '');
}

export function userRows(people: readonly Person[]): readonly Row[] {
  return people.map((person) => {
    const joined = stamp(person.joinedOn.toZonedDateTime(person.zone).toInstant());
    const left = person.leftOn && stamp(person.leftOn.toZonedDateTime(person.zone).toInstant());
    return {
      Id: person.id,
      Username: `${emailOf(person).toLowerCase()}.crm`,
      Name: fullName(person),
      FirstName: person.name[0],
      LastName: person.name[1],
      Email: emailOf(person),
      IsActive: String(person.leftOn === undefined),
      UserType: 'Standard',
      ManagerId: person.managerId,
      UserRoleId: roleIdOf(person),
      Title: person.title,
      Department: 'Sales',
      Division: person.region?.territory.name ?? 'Headquarters',
      EmployeeNumber: `B${String(person.number).padStart(4, '0')}`,
      TimeZoneSidKey: person.zone,
      LocaleSidKey: person.team?.locale ?? 'en_US',
      LanguageLocaleKey: 'en_US',
      ForecastEnabled: String(person.carriesQuota),
      CreatedDate: joined,
      LastModifiedDate: left ?? joined,
      SystemModstamp: left ?? joined,
    };
  });
}

interface Role {
  readonly id: string;
  readonly name: string;
  readonly developerName: string;
  readonly parent: string;
}

/** The role tree follows the line of command: company, region, team, and the people below a team or a director. */
const ROLES: readonly Role[] = [
  ['Chief Revenue Officer', ''],
  ['Sales Operations', 'Chief Revenue Officer'],
  ...REGIONS.flatMap(({ territory: { name }, teams, specialists }) => [
    [`${name} Director`, 'Chief Revenue Officer'],
    [`${name} Sales Development`, `${name} Director`],
    ...(specialists > 0 ? [[`${name} Specialists`, `${name} Director`]] : []),
    ...teams.flatMap((team) => [
      [`${team.territory.name} Manager`, `${name} Director`],
      [`${team.territory.name} Account Executives`, `${team.territory.name} Manager`],
    ]),
  ]),
].map(([name = '', parent = ''], index) => ({
  id: recordId('UserRole', index + 1),
  name,
  developerName: name.replaceAll('&', 'and').replaceAll(' ', '_'),
  parent,
}));

const ROLE_IDS: ReadonlyMap<string, string> = new Map(ROLES.map(({ name, id }) => [name, id]));

export function roleRows(modified: string): readonly Row[] {
  return ROLES.map(({ id, name, developerName, parent }) => ({
    Id: id,
    Name: name,
    DeveloperName: developerName,
    ParentRoleId: ROLE_IDS.get(parent) ?? '',
    SystemModstamp: modified,
  }));
}

function roleIdOf(person: Person): string {
  const region = person.region?.territory.name ?? '';
  const names: Readonly<Record<Person['job'], string>> = {
    chief: 'Chief Revenue Officer',
    operations: 'Sales Operations',
    director: `${region} Director`,
    development: `${region} Sales Development`,
    specialist: `${region} Specialists`,
    manager: `${person.team?.territory.name} Manager`,
    rep: `${person.team?.territory.name} Account Executives`,
  };
  return ROLE_IDS.get(names[person.job]) ?? '';
}

/** Who works in which territory: a rep or manager in the team's, others of a region in the region's. */
export function territoryMemberRows(people: readonly Person[], modified: string): readonly Row[] {
  return people.flatMap((person) => {
    const territory = person.team?.territory ?? person.region?.territory;
    if (!territory) return [];
    return [
      {
        Id: recordId('UserTerritory2Association', person.number),
        UserId: person.id,
        Territory2Id: territory.id,
        RoleInTerritory2: person.job === 'rep' ? 'Owner' : 'Overlay',
        IsActive: String(person.leftOn === undefined),
        SystemModstamp: modified,
      },
    ];
  });
}
