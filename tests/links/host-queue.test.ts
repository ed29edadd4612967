/** Tasks at hosts wait for each other, with a pause between, by a clock that the test holds. */
import { afterAll, expect, test, vi } from "vitest";
import { HostQueue } from "../../src/links/host-queue.ts";
import { replace } from "../support/replace.ts";

const waits: number[] = [];
const putBack = replace(
  "node:timers/promises",
  "setTimeout",
  () => async (milliseconds: number) => void waits.push(milliseconds),
);
afterAll(putBack);

test("a task waits until the one before at its host is done and the pause is over, and for no other host's", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
  const queue = new HostQueue(300);
  const log: string[] = [];
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const tasks = [
    queue.take("a.example", async () => {
      log.push("a begins");
      await finished;
      log.push("a ends");
      now.mockReturnValue(2_000);
      throw new Error("a fails");
    }),
    queue.take("a.example", async () => void log.push("a again")),
    queue.take("b.example", async () => void log.push("b")),
  ];
  await tasks[2];
  expect(log).toEqual(["a begins", "b"]);
  finish();
  await expect(tasks[0]).rejects.toThrow("a fails");
  await tasks[1];
  expect(log).toEqual(["a begins", "b", "a ends", "a again"]);
  expect(waits).toEqual([0, 0, 300]);
  now.mockReturnValue(2_100);
  await queue.take("a.example", async () => {});
  expect(waits.at(-1)).toBe(200);
});
