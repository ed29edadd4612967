import { hash } from "node:crypto";
import { absoluteAddress, type Config } from "../../../config.ts";

/**
 * What a text is known by for all time, whatever becomes of its address or the site's: a tag URI (RFC 4151) where site.yaml names
 * the archive's identity, and otherwise the address itself.
 * @param path what identifies it in the archive: the address it was first published at
 */
export function permanentId(config: Pick<Config, "identity" | "origin" | "basePath">, path: string): string {
  return config.identity === undefined ? absoluteAddress(config, path) : `tag:${config.identity}:${path}`;
}

/** The namespace for names that are URIs (RFC 9562, section 6.6). */
const URI_NAMESPACE = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

/** A UUID derived from a URI (RFC 9562, version 5), for formats that want nothing else of an id. */
export function uuidOf(uri: string): string {
  const bytes = hash("sha1", Buffer.concat([URI_NAMESPACE, Buffer.from(uri)]), "buffer").subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
