// Faults of the disk. Counts the calls that change what lies below a folder, and at one of them strikes: the call fails with
// an error, writes only half (as a disk that is full), waits until it may go on, or the process is gone. Plain JavaScript, so that `node --import` can load it before the
// program: then FAULT_WITHIN, FAULT_ON, FAULT_AT and FAULT_KIND say what {@link arm} says.
import { createRequire, syncBuiltinESMExports } from "node:module";

const fs = createRequire(import.meta.url)("node:fs");
const NAMES = [
  "renameSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "mkdirSync",
  "symlinkSync",
  "linkSync",
  "copyFileSync",
  "chmodSync",
  "writeFileSync",
  "writeSync",
  "openSync",
  "fsyncSync",
];

const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function isForWriting(flags = "r") {
  return typeof flags === "number" ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0 : flags !== "r";
}

export function arm({ within = "", on = "", at = 0, kind = "EIO" }) {
  const original = Object.fromEntries(NAMES.map((name) => [name, fs[name]]));
  const opened = new Map();
  const state = { calls: [], struck: false, gone: false };

  for (const name of NAMES) {
    fs[name] = (...args) => {
      const path = typeof args[0] === "number" ? (opened.get(args[0]) ?? "") : String(args[0]);
      // A link's first argument is where it leads, which may be relative.
      const place = ["symlinkSync", "linkSync", "copyFileSync"].includes(name) ? String(args[1]) : path;
      const changes = name !== "openSync" || isForWriting(args[1]);
      if (changes && place.includes(within) && place.endsWith(on)) {
        if (state.gone) throw Object.assign(new Error("the process is gone"), { code: "GONE" });
        state.calls.push(`${name} ${place}`);
        if (state.calls.length === at) {
          state.struck = true;
          const result = strike(name, args, place);
          if (result !== undefined) return result.value;
        }
      }
      const result = original[name](...args);
      if (name === "openSync") opened.set(result, path);
      return result;
    };
  }
  syncBuiltinESMExports();
  return {
    state,
    disarm: () => {
      Object.assign(fs, original);
      syncBuiltinESMExports();
    },
  };

  function half(name, args) {
    const text = Buffer.from(args[1]);
    return original[name](args[0], text.subarray(0, Math.floor(text.length / 2)));
  }

  /** As a disk may: it says how much it took, and the caller writes the rest. */
  function writeSome(descriptor, bytes, offset = 0) {
    return original.writeSync(descriptor, bytes, offset, Math.ceil((bytes.length - offset) / 2));
  }

  function strike(name, args, path) {
    if (kind.startsWith("wait:")) {
      // Says so in a folder, and goes on when it is asked to there. Threads, which count for themselves, then do not stop.
      const folder = kind.slice("wait:".length);
      original.writeFileSync(`${folder}/waits`, "");
      while (!fs.existsSync(`${folder}/go-on`)) wait(5);
      return undefined;
    }
    if (kind === "short") return name === "writeSync" ? { value: writeSome(...args) } : undefined;
    if (kind === "gone" || kind === "kill") {
      if (name === "writeSync" || name === "writeFileSync") half(name, args);
      if (kind === "kill") {
        process.kill(process.pid, "SIGKILL");
        wait(10_000);
      }
      // The test goes on, the build does nothing more.
      state.gone = true;
      throw Object.assign(new Error("the process is gone"), { code: "GONE" });
    }
    if (kind === "full") {
      half(name, args);
      throw Object.assign(new Error("ENOSPC: injected"), { code: "ENOSPC", syscall: "write", path });
    }
    throw Object.assign(new Error(`${kind}: injected into ${name} '${path}'`), { code: kind, syscall: name, path });
  }
}

const { FAULT_KIND, FAULT_AT, FAULT_ON, FAULT_WITHIN } = process.env;
if (FAULT_KIND) arm({ kind: FAULT_KIND, at: Number(FAULT_AT), on: FAULT_ON, within: FAULT_WITHIN });
