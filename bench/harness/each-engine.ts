import type { Bench } from './bench.ts';
import type { Goal } from './goal.ts';
import type { EngineName } from './options.ts';
import type { NotRun, Row } from './row.ts';

interface OnEngines<E extends EngineName> extends Omit<Goal, 'run'> {
  readonly engines: readonly E[];
  /** Whether engines may be taken at the same time: only where no time is measured. */
  readonly together?: boolean;
  readonly rows: (bench: Bench, engine: E) => Promise<readonly Row[]>;
}

/** A goal that is taken on one engine after the other; one that is not there is listed as not run. */
export function onEngines<E extends EngineName>(goal: OnEngines<E>): Goal {
  const { numbers, title, engines, together, rows } = goal;
  const rowsOn = async (bench: Bench, engine: E): Promise<readonly (Row | NotRun)[]> => {
    const notRun = bench.missing(engine);
    return notRun === undefined
      ? rows(bench, engine)
      : numbers.map((number) => ({ id: `${number}/${engine}`, metric: title, notRun }));
  };
  return {
    numbers,
    title,
    async run(bench) {
      if (together === true)
        return (await Promise.all(engines.map((engine) => rowsOn(bench, engine)))).flat();
      const taken: (Row | NotRun)[] = [];
      for (const engine of engines) taken.push(...(await rowsOn(bench, engine)));
      return taken;
    },
  };
}
