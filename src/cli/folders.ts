import { isInside } from "../files/inside.ts";
import { UsageError } from "./exit-code.ts";

/**
 * A build replaces the whole output folder, and reads the whole content folder.
 * @throws {UsageError} when one of them lies in the other
 */
export function assertApart(contentDir: string, output: string): void {
  if (isInside(contentDir, output))
    throw new UsageError(`the content, ${contentDir}, lies in ${output}, which is replaced; choose another --output`);
  if (isInside(output, contentDir))
    throw new UsageError(`${output} lies in the content, ${contentDir}; choose another --output`);
}
