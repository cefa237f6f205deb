import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDrawing } from './draw.ts';
import { fileOf, indexOf, pageOf } from './page.ts';
import type { Specimen } from './specimen.ts';

const ASSETS = new URL('../../src/sandbox/slack/page/assets/', import.meta.url);

/** Writes the index and a page for each feature in each variant. */
export function writePages(folder: string, specimens: readonly Specimen[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['page.css', 'blocks.css']) copyFileSync(new URL(name, ASSETS), join(folder, name));
  copyFileSync(new URL('gallery.css', import.meta.url), join(folder, 'gallery.css'));
  const draw = createDrawing();
  const pages = Map.groupBy(specimens, ({ feature, variant }) => fileOf(feature, variant));
  for (const [file, all] of pages)
    writeFileSync(join(folder, file), pageOf(file.replace('.html', ''), all, draw));
  writeFileSync(join(folder, 'index.html'), indexOf(specimens));
}
