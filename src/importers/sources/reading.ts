import type { Reading } from "../importer.ts";

/** A place without a letter to import, and why. */
export function skipped(place: string, why: string): Reading {
  return { place, skipped: why };
}

/** A failed reading, with the message of an error. */
export function failed(place: string, error: unknown): Reading {
  return { place, failed: error instanceof Error ? error.message : String(error) };
}
