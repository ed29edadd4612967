/** Vitest runs this once, before the first of the slow tests and after the last. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { installPrograms } from "./install.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What test files make once for each other, gone after the run. */
    sharedFolder: string;
  }
}

export default function setUp(project: TestProject): () => void {
  installPrograms();
  const folder = mkdtempSync(join(tmpdir(), "brevarkiv-shared-"));
  project.provide("sharedFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
