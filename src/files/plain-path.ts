/** Whether a relative path is the plain path of something below its folder, on any system. */
export function isPlainPath(path: string): boolean {
  return !path.includes("\0") && path.split(/[/\\]/).every((part) => !/^\.{0,2}$/.test(part));
}
