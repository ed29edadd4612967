import type { z } from "zod";
import type { Diagnostic, Fault, Position, Problem } from "../diagnostics.ts";
import type { ContentFiles } from "./content-files.ts";
import { validate } from "./validate.ts";
import { type KeyPath, readYaml, type YamlReading } from "./yaml.ts";

/** A register as it was read. */
export interface RegisterFile<T> {
  readonly name: string;
  /** As diagnostics name it. */
  readonly file: string;
  /** False when the file is there but cannot be read: then nothing that refers to it is at fault. */
  readonly readable: boolean;
  readonly entries: readonly (readonly [id: string, fields: T])[];
  /** What is wrong with it; {@link refuse} adds to them. */
  readonly diagnostics: readonly Diagnostic[];
  locate(path: KeyPath, what?: "key" | "value"): Position;
  refuse(path: KeyPath, fault: Fault, what?: "key" | "value"): void;
}

/** Reads a file of the content that maps names to fields; it may be absent. */
export function readRegister<T extends z.ZodRecord>(
  files: ContentFiles,
  name: string,
  schema: T,
): RegisterFile<z.output<T>[string]> {
  const file = files.display(name);
  const diagnostics: Diagnostic[] = [];
  const register = (readable: boolean, value: object = {}, locate: YamlReading["locate"] = atStart) => ({
    name,
    file,
    readable,
    entries: Object.entries(value) as [string, z.output<T>[string]][],
    diagnostics,
    locate,
    refuse: (path: KeyPath, fault: Fault, what: "key" | "value" = "value"): void => {
      diagnostics.push({ file, ...locate(path, what), severity: "error", ...fault });
    },
  });
  const unreadable = (problems: readonly Problem[]) => {
    diagnostics.push(...problems.map((problem) => ({ file, ...problem })));
    return register(false);
  };

  if (!files.has(name)) return register(true);
  const content = files.text(name);
  if ("problem" in content) return unreadable([content.problem]);
  const reading = readYaml(content.text);
  if (reading.problems.length > 0) return unreadable(reading.problems);
  diagnostics.push(...reading.warnings.map((problem) => ({ file, ...problem })));
  const result = validate(schema, reading);
  return "problems" in result ? unreadable(result.problems) : register(true, result.value as object, reading.locate);
}

function atStart(): Position {
  return { line: 1, column: 1 };
}
