/** Vitest runs this before each test file. */
import fc from "fast-check";
import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./sample.ts";

// The same cases in every run, so that a red test means a change in the code. FC_SEED looks for new ones.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_230_914) });

afterAll(removeTemporaryFolders);
