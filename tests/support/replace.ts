/** Replaces a function of a module of Node's for all who import it, also those that were loaded before. */
import { createRequire, syncBuiltinESMExports } from "node:module";

/** @returns what puts the original back */
export function replace(module: `node:${string}`, name: string, by: (original: never) => unknown): () => void {
  const exports = createRequire(import.meta.url)(module) as Record<string, unknown>;
  const original = exports[name];
  exports[name] = by(original as never);
  syncBuiltinESMExports();
  return () => {
    exports[name] = original;
    syncBuiltinESMExports();
  };
}
