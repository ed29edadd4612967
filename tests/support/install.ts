/**
 * Installs the programs that tests need besides Node, where apt and the right to use it are there. Nothing is asked. What is
 * still missing afterwards, tests skip.
 */
import { spawnSync } from "node:child_process";
import { PROGRAMS, type ProgramName, programOf } from "./programs.ts";

/** Another apt may be at work, such as that of a machine that has just started. */
const APT = ["apt-get", "-o", "DPkg::Lock::Timeout=300"];

export function installPrograms(): void {
  if (missing().length === 0 || !canInstall()) return;
  console.error(`Installing what tests need, with apt-get: ${missing().join(", ")}. This may take a minute or two.`);
  // A machine that has never asked for the lists knows no package, and one that asked long ago may know old versions.
  if (install(missing())) return;
  run(["update"]);
  if (install(missing())) return;
  // One package that a distribution lacks must not keep the others away.
  for (const name of missing()) {
    if (!install([name])) console.error(`apt-get could not install ${PROGRAMS[name].package}`);
  }
}

function missing(): ProgramName[] {
  return (Object.keys(PROGRAMS) as ProgramName[]).filter((name) => programOf(name) === undefined);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function canInstall(): boolean {
  const works = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
  return works("apt-get", "--version") && (isRoot() || works("sudo", "-n", "true"));
}

function install(names: readonly ProgramName[]): boolean {
  const packages = new Set(names.map((name) => PROGRAMS[name].package));
  return run(["install", "--yes", "--no-install-recommends", ...packages]);
}

function run(args: readonly string[]): boolean {
  // The second variable keeps a server that is installed from being started.
  const environment = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
  const [program = "", ...rest] = [...(isRoot() ? [] : ["sudo", "-n"]), ...environment, ...APT, ...args];
  return spawnSync(program, rest, { stdio: ["ignore", "ignore", "ignore"] }).status === 0;
}
