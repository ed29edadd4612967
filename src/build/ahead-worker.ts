import { parentPort, workerData } from "node:worker_threads";
import { loadAhead } from "../content/load-archive.ts";
import type { AheadOrder, AheadResult } from "./ahead.ts";
import { collectingMemory } from "./collecting-memory.ts";

const { folder, paths, today, program } = workerData as AheadOrder;
const { memory, files } = collectingMemory();
await loadAhead(folder, paths, { today, program }, memory);
parentPort?.postMessage(files satisfies AheadResult);
