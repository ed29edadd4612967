import { dirname } from "node:path";

/** Every folder that some files need, the root (".") among them. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>(["."]);
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}
