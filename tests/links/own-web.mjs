/**
 * Loaded before the program: every name leads to a public address, and a connection to it ends at the port of this machine
 * that WEB names. So the command can be tried as people use it, with nothing in it that would let it reach this machine.
 */
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);
const PUBLIC = "93.184.215.14";
require("node:dns/promises").lookup = async () => [{ address: PUBLIC, family: 4 }];
const { Socket } = require("node:net");
const connect = Socket.prototype.connect;
Socket.prototype.connect = function toThisMachine(...args) {
  const [options] = args[0];
  if (!options.lookup) throw new Error("a connection to an address that was not looked at");
  options.lookup(options.host, { all: true }, (_error, [{ address }]) => {
    if (address !== PUBLIC) throw new Error(`a connection to ${address}`);
  });
  const { lookup, ...rest } = options;
  args[0][0] = { ...rest, host: "127.0.0.1", port: Number(process.env.WEB) };
  return Reflect.apply(connect, this, args);
};
syncBuiltinESMExports();
