import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import { stand } from './support.ts';

const page = await readFile('docs/org-folder.md', 'utf8');

async function sourceText(): Promise<string> {
  const root = 'src/sandbox/salesforce';
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'));
  return (await Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')))).join('\n');
}

describe('the page on org folders', () => {
  it('shows a smallest folder that works', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'org-folder-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const files = [...page.matchAll(/^`([\w.]+)`\n\n```\w+\n([^]*?)```/gm)];
    for (const [, name = '', content = ''] of files) await writeFile(path.join(folder, name), content);
    expect(files.map(([, name]) => name)).toEqual([
      'org.json',
      'User.csv',
      'OpportunityStage.csv',
      'Opportunity.csv',
    ]);
    const { conn } = await stand(folder, { org: await openOrg(folder) });
    const { records } = await conn.query('SELECT Amount, Owner.Name FROM Opportunity WHERE IsWon = true');
    expect(records).toMatchObject([{ Amount: 1250.5, Owner: { Name: 'Bo Chen' } }]);
  });

  it('quotes no message that the code does not give', async () => {
    const source = await sourceText();
    const [, section = ''] = page.split('## When something is wrong');
    const cells = section.split('\n').flatMap((line) => /^\| (`.+?`) +\|/.exec(line)?.[1] ?? []);
    const messages = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
    const pieces = messages.flatMap((message) => message.split('…').map((piece) => piece.trim()));
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces.filter((piece) => !source.includes(piece))).toEqual([]);
  });
});
