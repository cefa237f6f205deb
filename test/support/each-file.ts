import { afterAll } from 'vitest';
import { afterFile } from './after-file.ts';

// Run anew for each file: where files share a worker, what a module they all import says is heard by the first alone.
afterAll(async () => {
  for (const undo of afterFile.splice(0)) await undo();
});
