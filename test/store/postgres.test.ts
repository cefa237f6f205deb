import { expect, test } from 'vitest';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { postgresServer } from '../support/engines.ts';
import { storeContract } from './contract.ts';

const { url, title } = postgresServer;

storeContract(postgresServer, url !== undefined);

test.skipIf(url === undefined)(
  `processes that start together open an installation together: ${title}`,
  async () => {
    const id = freshInstallationId();
    const databases = await Promise.all(
      Array.from({ length: 4 }, () => openTestDatabase({ ...(url && { url }) })),
    );
    const stores = await Promise.all(databases.map((database) => database.installation(id)));
    for (const { db } of stores) expect(await db.selectFrom('entry').selectAll().execute()).toEqual([]);
    await databases[0]?.dropInstallation(id);
    await Promise.all(databases.map((database) => database.close()));
  },
);
