/** Long work tells how far it is; whoever started it decides how to show that. */
export interface Progress {
  /** `total` is unknown until it is known; labels name the work, such as "Opportunity". */
  report(label: string, done: number, total: number | undefined): void;
  /** One line about what happens next. */
  note(text: string): void;
}

export const noProgress: Progress = { report: () => {}, note: () => {} };
