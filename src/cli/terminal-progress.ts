import { MultiBar, type SingleBar } from 'cli-progress';
import { machineNow } from '#lib/clock.ts';
import type { Progress } from '#lib/progress.ts';

const QUIET_MS = 2_000;

interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface TerminalProgress extends Progress {
  /** Takes the bars away; called before anything else is printed. */
  end(): void;
}

/** Bars on a terminal; a line every two seconds where the output goes to a file. */
export function terminalProgress(terminal: Terminal): TerminalProgress {
  return terminal.isTTY ? bars(terminal) : lines(terminal);
}

function bars(terminal: Terminal): TerminalProgress {
  let board: MultiBar | undefined;
  const shown = new Map<string, SingleBar>();
  const end = () => {
    board?.stop();
    board = undefined;
    shown.clear();
  };
  return {
    end,
    note(text) {
      end();
      terminal.write(`${text}\n`);
    },
    report(label, done, total) {
      board ??= new MultiBar({ format: '  {label} {bar} {value}{of}', barsize: 24, hideCursor: true });
      const of = total === undefined ? '' : ` of ${count(total)}`;
      const payload = { label: label.padEnd(28), of };
      const bar = shown.get(label) ?? board.create(total ?? done, 0, payload);
      shown.set(label, bar);
      bar.setTotal(Math.max(total ?? done, 1));
      bar.update(done, payload);
    },
  };
}

function lines(terminal: Terminal): TerminalProgress {
  const told = new Map<string, number>();
  return {
    end: () => told.clear(),
    note: (text) => terminal.write(`${text}\n`),
    report(label, done, total) {
      const now = machineNow();
      const isDone = total !== undefined && done >= total;
      if (!isDone && now - (told.get(label) ?? 0) < QUIET_MS) return;
      told.set(label, now);
      terminal.write(`  ${label}: ${count(done)}${total === undefined ? '' : ` of ${count(total)}`}\n`);
    },
  };
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
