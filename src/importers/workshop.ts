/** A file to write. */
export interface PlannedFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file that it replaces; absent where there must be none. */
  readonly replaces?: string;
}

/** How an import writes: through the one that starts it, as nothing here opens a file for writing. */
export interface Workshop {
  /** What is at the path of a planned file: nothing, the same file, or another one. */
  obstacle(root: string, file: PlannedFile): "none" | "same" | "other";
  /** Writes all files below a root, or no new one. @returns why they cannot be written */
  writeTogether(root: string, files: readonly PlannedFile[]): string | undefined;
  /** Writes a file in one step, whatever was there. */
  replace(file: string, content: string): void;
}
