/** The moments at which a test may end the process, to prove that nothing is lost or said twice. */
export type CrashPoint =
  | 'after-record'
  | 'after-claim'
  | 'after-render'
  | 'before-send'
  | 'after-send'
  | 'after-settle';

export type CrashHook = (point: CrashPoint) => void | Promise<void>;

export const noCrash: CrashHook = () => undefined;
