/** Whether a relative path is the plain path of something below its folder, on any system. */
export function isBelow(path: string): boolean {
  return !path.includes("\0") && path.split(/[/\\]/).every((part) => !/^\.{0,2}$/.test(part));
}

/**
 * The last lock before the disk, whatever checked the path before. Links on the way are replaced by folders.
 * @throws where a relative path is not the plain path of something below its folder
 */
export function assertBelow(path: string): void {
  if (!isBelow(path)) throw new Error(`${JSON.stringify(path)} is no path below a site's folder`);
}
