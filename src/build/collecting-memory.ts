import { type ContentMemory, NO_MEMORY, type RememberedFile } from "../content/content-memory.ts";

/** A memory that recalls nothing and collects what is made. */
export function collectingMemory(): { memory: ContentMemory; files: [path: string, file: RememberedFile][] } {
  const files: [string, RememberedFile][] = [];
  return { files, memory: { ...NO_MEMORY, keep: (path, file) => files.push([path, file]) } };
}
