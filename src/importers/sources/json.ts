import { atMost, JSON_DEPTH, JSON_FILE } from "../limits.ts";

/** Reads untrusted JSON. @throws {ImportLimitError} @throws when it is not JSON */
export function readJson(bytes: Uint8Array): unknown {
  atMost(JSON_FILE, bytes.length);
  refuseDepth(bytes);
  const text = new TextDecoder("utf-8").decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The message of the parser quotes the file.
    throw new Error("the JSON cannot be read; it is damaged or cut off");
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/** Stack: checked before parsing, as the parser and all that visits the result recurse. */
function refuseDepth(bytes: Uint8Array): void {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (inText && byte === BACKSLASH) index++;
    else if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (OPEN.has(byte)) atMost(JSON_DEPTH, ++depth);
    else if (CLOSE.has(byte)) depth--;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none for any other value. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A non-empty text, or a number as text. */
export function textIn(object: JsonObject | undefined, key: string): string | undefined {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}
