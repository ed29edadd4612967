/** Something stands where a file or folder is to be written: a link that leads elsewhere, a folder, another file. */
export class InTheWayError extends Error {
  /** @param path of what is in the way */
  constructor(path: string, what: "file" | "folder") {
    super(`${path} is in the way, where a ${what} is to be written: remove it, or put it elsewhere`);
  }
}
