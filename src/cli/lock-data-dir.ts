import { mkdirSync } from 'node:fs';
import { lockFolder } from '#store/folder-lock.ts';

/** Makes the data folder this process's alone; given back when the stack is disposed. */
export function lockDataDir(
  dataDir: string,
  { purpose, stack }: { readonly purpose: string; readonly stack: AsyncDisposableStack },
): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(dataDir, { purpose });
  stack.defer(() => lock.release());
}
