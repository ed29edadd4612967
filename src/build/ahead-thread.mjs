// TypeScript is read by tsx in a thread too, which must be told so before it loads any.
import { register } from "tsx/esm/api";

register();
await import("./ahead-worker.ts");
