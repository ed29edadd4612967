import { setTimeout as wait } from "node:timers/promises";

/** Lets one task at a time at each host, with a pause between. */
export class HostQueue {
  readonly #pause: number;
  /** When the last task at a host is done, and the pause after it. */
  readonly #free = new Map<string, Promise<number>>();

  /** @param pause in milliseconds, from the end of one task to the beginning of the next */
  constructor(pause: number) {
    this.#pause = pause;
  }

  take<T>(host: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#free.get(host) ?? Promise.resolve(0)).then(async (free) => {
      await wait(Math.max(0, free - performance.now()));
      return task();
    });
    const free = (): number => performance.now() + this.#pause;
    this.#free.set(host, turn.then(free, free));
    return turn;
  }
}
