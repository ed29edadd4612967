import { takeLock } from "../../files/lock.ts";
import { ReleaseStore } from "./release-store.ts";

/**
 * Serves the release before the current one; a second time, the one that was current.
 * @returns false when there is none
 */
export function rollBack(output: string): boolean {
  const store = ReleaseStore.open(output);
  store.create();
  const release = takeLock(store.folder);
  try {
    store.prepare();
    return store.rollback();
  } finally {
    release();
  }
}
