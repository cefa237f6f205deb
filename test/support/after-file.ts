/** What is to be done when the running file's tests are over; `each-file.ts` sees to it. */
export const afterFile: (() => Promise<void>)[] = [];
