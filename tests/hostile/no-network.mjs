/**
 * Loaded before the program: whatever would open a socket or look a name up throws, and is written to the file that
 * NETWORK_LOG names. Worker threads inherit it.
 */

import { appendFileSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

/** tsx speaks with a process above it through a pipe of its own, which is no network. */
const isPipeOfTsx = (path) => typeof path === "string" && /[/\\]tsx-\d+[/\\]/.test(path);

const require = createRequire(import.meta.url);
const refuse = (what, original) =>
  function refused(...args) {
    if (original && isPipeOfTsx(args[0]?.path ?? args[0]?.[0]?.path ?? args[0]))
      return Reflect.apply(original, this, args);
    appendFileSync(process.env.NETWORK_LOG, `${what} ${String(args[0]?.host ?? args[0]?.href ?? args[0])}\n`);
    throw new Error(`the network was asked: ${what}`);
  };

const TARGETS = {
  net: ["connect", "createConnection"],
  tls: ["connect"],
  http: ["request", "get"],
  https: ["request", "get"],
  http2: ["connect"],
  dgram: ["createSocket"],
  dns: ["lookup", "resolve", "resolve4", "resolve6", "reverse", "lookupService"],
  "dns/promises": ["lookup", "resolve", "resolve4", "resolve6", "reverse", "lookupService"],
};
for (const [module, names] of Object.entries(TARGETS)) {
  const target = require(`node:${module}`);
  for (const name of names) target[name] = refuse(`${module}.${name}`, target[name]);
}
const { Socket } = require("node:net");
Socket.prototype.connect = refuse("Socket.connect", Socket.prototype.connect);
globalThis.fetch = refuse("fetch");
globalThis.WebSocket = class {
  constructor(...args) {
    refuse("WebSocket")(...args);
  }
};
globalThis.EventSource = globalThis.WebSocket;
syncBuiltinESMExports();
