/** What work costs in processor time, which other programs on the machine hardly change. */

/** Too little to measure growth by: the clock of the processor and the collection of garbage decide. In seconds. */
const LEAST = 0.02;

/** The processor time of this process so far, in seconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * How many times as much processor time four times the input takes: 4 where time grows with the length, 16 where it grows with
 * its square.
 * @param work does it with an input of the size it is given
 * @param size of the smaller input
 */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  const least = Math.max(await best(work, size, 0), LEAST);
  return (await best(work, size * 4, LINEAR * least)) / least;
}

/** Above this, time no longer grows with the length. */
export const LINEAR = 10;

/** The least of three rounds; fewer when one is below what is enough. */
async function best(work: (size: number) => unknown, size: number, enough: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && least >= enough; round += 1) {
    const start = processorTime();
    await work(size);
    least = Math.min(least, processorTime() - start);
  }
  return least;
}
