/** The program as a user starts it: a real process in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import { ROOT } from "./sample.ts";

export const PROGRAM = join(ROOT, "src/cli/brevarkiv.mjs");

/** How a run ended, and what it said. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Arguments for Node itself, such as hooks. */
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The user it runs as. */
  readonly uid?: number;
  /** Is handed the process while it runs, for a caller that wants to stop it. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the program to its end. */
export function brevarkiv(
  args: readonly string[],
  cwd: string,
  { node = [], env = {}, uid, onStart }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, PROGRAM, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      ...(uid !== undefined && { uid }),
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    onStart?.(child);
  });
}

/** Runs the program to its end within the test's own process, where it is loaded already. For tests of what commands do to files. */
export async function brevarkivHere(args: readonly string[], cwd: string): Promise<Omit<Run, "signal">> {
  const said = { stdout: "", stderr: "" };
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line: unknown) => {
      said.stdout += `${line}\n`;
    }),
    vi.spyOn(console, "error").mockImplementation((line: unknown) => {
      said.stderr += `${line instanceof Error ? line.stack : line}\n`;
    }),
    ...(["stdout", "stderr"] as const).map((stream) =>
      vi.spyOn(process[stream], "write").mockImplementation((text) => {
        said[stream] += text;
        return true;
      }),
    ),
  ];
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return { code: await main(args), ...said };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}
