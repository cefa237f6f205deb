import type { JobsOptions } from 'bullmq';

/** What is stored with a job. */
export interface JobData {
  readonly installation: string;
  readonly payload: unknown;
}

/** A job as BullMQ hands it out, on any backend. */
export interface StoredJob {
  readonly id?: string | undefined;
  readonly name: string;
  readonly data: JobData;
  readonly attemptsMade: number;
  readonly failedReason: string;
  readonly finishedOn?: number | undefined;
  moveToWait(token?: string): Promise<unknown>;
}

type StoredState = 'waiting' | 'active' | 'delayed' | 'failed';

/** The part of BullMQ's Queue that we use; its type differs by backend, this does not. */
export interface StoredQueue {
  add(name: string, data: JobData, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { readonly every: number },
    template: { name: string; data: JobData; opts: JobsOptions },
  ): Promise<unknown>;
  removeJobScheduler(id: string): Promise<boolean>;
  getJobCounts(...states: StoredState[]): Promise<Readonly<Record<string, number>>>;
  getActive(start: number, end: number): Promise<StoredJob[]>;
  getJobSchedulersCount(): Promise<number>;
  getFailed(start: number, end: number): Promise<StoredJob[]>;
  obliterate(options: { readonly force: boolean }): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

export interface QueueWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  run(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

/** Hears what happens to jobs in any process. */
export interface QueueWatch {
  on(event: 'completed' | 'failed' | 'drained' | 'removed' | 'delayed', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}
