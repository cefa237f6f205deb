import { join } from 'node:path';
import { startChild } from '../harness/child.ts';
import { temporaryFolder } from '../harness/engine-files.ts';
import { onEngines } from '../harness/each-engine.ts';
import { atMost, ms } from '../harness/row.ts';
import { timesOf } from '../harness/sample.ts';

const ROUNDS = 2;

/** A fresh process until its store answers, on a new folder and on one that is there. */
export const coldStart = onEngines({
  numbers: [18],
  title: 'Cold start without any service',
  engines: ['embedded'],
  async rows() {
    const ours = await startsOf('cold-start.ts');
    const bare = await startsOf('bare-pglite.ts');
    return (['new', 'again'] as const).map((when) => ({
      id: `18/${when}`,
      metric: `cold start, embedded, ${when === 'new' ? 'new folder' : 'once more'}`,
      value: ms(ours[when]),
      against: { name: 'PGlite alone', ...ms(bare[when]) },
      ratio: ours[when] / bare[when],
      target: atMost(2),
    }));
  },
});

interface Starts {
  readonly new: number;
  readonly again: number;
}

async function startsOf(file: string): Promise<Starts> {
  const [fresh, again] = [new Array<number>(), new Array<number>()];
  for (let round = 0; round < ROUNDS; round++) {
    const { path: folder, remove } = temporaryFolder();
    fresh.push(await startOnce(file, folder));
    again.push(await startOnce(file, folder));
    remove();
  }
  return { new: timesOf(fresh).p50, again: timesOf(again).p50 };
}

async function startOnce(file: string, folder: string): Promise<number> {
  const began = performance.now();
  const child = await startChild(file, [join(folder, 'data')]);
  const elapsed = performance.now() - began;
  await child.stop();
  return elapsed;
}
