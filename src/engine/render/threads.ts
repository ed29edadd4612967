import { once } from "node:events";
import type { Worker } from "node:worker_threads";

/** Waits for all, also where one fails: nobody may be at work any more when that is reported. */
export async function allDone<T extends readonly unknown[]>(
  tasks: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<T> {
  const results = await Promise.allSettled(tasks);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

/** The next message of a thread. @throws what the thread threw, or that it ended */
export async function answer<T>(thread: Worker): Promise<T> {
  const listening = new AbortController();
  const { signal } = listening;
  const end = once(thread, "exit", { signal }).then(([code]) => {
    throw new Error(`a thread ended with ${code} before it was done`);
  });
  try {
    const [message] = await Promise.race([once(thread, "message", { signal }), end]);
    return message as T;
  } finally {
    listening.abort();
  }
}
