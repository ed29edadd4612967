/** Real web servers, set up as docs/hosting.md says, on free ports of this machine. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { get, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe } from "vitest";
import { close, createSiteServer, listen } from "../../src/preview/site-server.ts";
import { processorTime, processorTimeOf } from "../support/processor-time.ts";
import { programOf, without } from "../support/programs.ts";
import { temporaryFolder } from "../support/sample.ts";

export type HostName = "nginx" | "apache2" | "caddy";
export const HOSTS: readonly HostName[] = ["nginx", "apache2", "caddy"];
export const HOSTS_AND_PREVIEW = [...HOSTS, "preview"] as const;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they were sent: a header that is there twice is here twice. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface Host {
  readonly name: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Asks for a path exactly as it stands, without following redirects. */
  ask(path: string, hostName?: string): Promise<Answer>;
  /** The server's processor time so far, in seconds: on Linux alone, but for the preview. */
  processorTime(): number;
  stop(): Promise<void>;
}

/** A built site with the path it lies under. The folder's name must be that path's where it is not "/". */
export interface Served {
  readonly folder: string;
  readonly basePath: string;
}

/**
 * The same tests for each web server, and for that of `brevarkiv serve`. Those of a server that is not installed are skipped,
 * and say so in their name.
 */
export function describeHosts(
  names: readonly (HostName | "preview")[],
  tests: (name: string, start: (site: Served) => Promise<Host>) => void,
): void {
  for (const name of names) {
    const skip = name === "preview" ? "" : without(name);
    const startIt = (site: Served): Promise<Host> =>
      name === "preview" ? startPreviewServer(site) : start(name, site);
    describe.skipIf(skip)(`${name}${skip}`, () => tests(name, startIt));
  }
}

/** Writes a server's settings into a folder of its own. @returns how it is started and how the settings are checked */
export function setUp(name: HostName, { folder, basePath }: Served, port: number): { run: string[]; check: string[] } {
  const home = temporaryFolder();
  // nginx and Apache give up their rights when they are started with all of them.
  for (const path of new Set([home, folder, ...(dirname(folder).startsWith(`${tmpdir()}/`) ? [dirname(folder)] : [])]))
    chmodSync(path, 0o755);
  const root = basePath === "/" ? folder : dirname(folder);
  const file = join(home, "settings");
  writeFileSync(join(home, "mime.types"), "text/html html\ntext/css css\ntext/javascript js\ntext/xml xml\n");
  writeFileSync(file, SETTINGS[name]({ home, root, folder, port }));
  if (name === "nginx") {
    const args = ["-p", home, "-c", file, "-e", join(home, "error.log")];
    return { run: args, check: ["-t", "-q", ...args] };
  }
  if (name === "apache2") return { run: ["-D", "FOREGROUND", "-f", file], check: ["-t", "-f", file] };
  const args = ["--adapter", "caddyfile", "--config", file];
  return { run: ["run", ...args], check: ["validate", ...args] };
}

interface Place {
  readonly home: string;
  readonly root: string;
  readonly folder: string;
  readonly port: number;
}

const MODULES = "/usr/lib/apache2/modules";
/** Some builds of Apache have one or another of them inside. */
const APACHE_MODULES = ["mpm_event", "authz_core", "unixd", "dir", "mime", "headers", "rewrite"];

const SETTINGS: Readonly<Record<HostName, (place: Place) => string>> = {
  nginx: ({ home, root, folder, port }) => `
daemon off; worker_processes 1; pid ${home}/pid; error_log ${home}/error.log;
events { worker_connections 64; }
http {
  access_log off; types { text/html html; text/css css; text/javascript js; text/xml xml; } map_hash_bucket_size 512;
  client_body_temp_path ${home}/a; proxy_temp_path ${home}/b; fastcgi_temp_path ${home}/c; uwsgi_temp_path ${home}/d; scgi_temp_path ${home}/e;
  include ${folder}/_hosting/nginx-maps.conf;
  server { listen 127.0.0.1:${port}; server_name localhost; root ${root}; include ${folder}/_hosting/nginx.conf; }
}
`,
  apache2: ({ home, root, port }) => `
ServerRoot ${home}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${home}/pid
ErrorLog ${home}/error.log
${APACHE_MODULES.filter((module) => existsSync(`${MODULES}/mod_${module}.so`))
  .map((module) => `LoadModule ${module}_module ${MODULES}/mod_${module}.so`)
  .join("\n")}
TypesConfig ${home}/mime.types
DirectoryIndex index.html
DocumentRoot ${root}
<Directory "${root}">
  AllowOverride FileInfo Options
  Require all granted
</Directory>
`,
  caddy: ({ root, folder, port }) => `
{
	admin off
	auto_https off
}
import ${folder}/_hosting/Caddyfile
http://localhost:${port}, http://127.0.0.1:${port} {
	root * ${root}
	import brevarkiv
}
`,
};

/** @throws {Error} with the server's log when it does not answer */
export async function start(name: HostName, site: Served): Promise<Host> {
  const port = await freePort();
  const program = programOf(name);
  if (!program) throw new Error(`${name} cannot be found`);
  const output: string[] = [];
  const server: ChildProcess = spawn(program, setUp(name, site, port).run, { stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => output.push(String(chunk)));
  const ask = (path: string, hostName?: string): Promise<Answer> => answerOf(port, path, hostName);
  for (let tries = 0; ; tries += 1) {
    if (await ask(site.basePath).catch(() => undefined)) break;
    if (tries > 2_000 || server.exitCode !== null) throw new Error(`${name} does not answer: ${output.join("")}`);
    await wait(50);
  }
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  };
  const time = (): number => processorTimeOf(server.pid ?? 0);
  return { name, origin: `http://localhost:${port}`, ask, processorTime: time, stop };
}

function answerOf(port: number, path: string, host = "localhost"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers: { Host: host }, agent: false, timeout: 60_000 }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      const { statusCode = 0, headers, rawHeaders } = response;
      response.on("end", () => resolve({ status: statusCode, headers, rawHeaders, body }));
      response.on("error", reject);
    }).on("error", reject);
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The server of `brevarkiv serve`, which obeys the same rules. */
async function startPreviewServer({ folder }: Served): Promise<Host> {
  const server = createSiteServer(folder);
  const port = await listen(server, 0);
  const ask = (path: string, host?: string): Promise<Answer> => answerOf(port, path, host);
  return { name: "preview", origin: `http://localhost:${port}`, ask, processorTime, stop: () => close(server) };
}
