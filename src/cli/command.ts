import { Argument, Command, Option } from "commander";
import type { ExitCode } from "./exit-code.ts";

/** Carries the type of an input's value; nothing is stored there. */
interface Typed<T> {
  readonly value?: T;
}

type TypedArgument<T> = Argument & Typed<T>;
type TypedOption<T> = Option & Typed<T>;

type Inputs = Readonly<Record<string, Argument | Option>>;

/** What a command is started with, by the names under which its inputs are declared. */
export type ValuesOf<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends Typed<infer T> ? T : unknown;
};

/** A command as data, as in unjs/citty: its arguments and options, in the order of its help, and what it does. */
interface RunnableCommand<I extends Inputs> {
  readonly name: string;
  readonly description: string;
  readonly inputs: I;
  run(values: ValuesOf<I>): Promise<ExitCode>;
}

/** A command that only has commands below it. */
interface CommandGroup {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly AnyCommand[];
}

export type AnyCommand = RunnableCommand<Inputs> | CommandGroup;

/** Derives the types that `run` takes from the inputs. */
export const defineCommand = <const I extends Inputs>(command: RunnableCommand<I>): RunnableCommand<I> => command;

/** @param syntax `<name>` */
export const argument = (syntax: string, description: string): TypedArgument<string> =>
  new Argument(syntax, description);

/** @param syntax `<name...>`, at least one */
export const argumentList = (syntax: `<${string}...>`, description: string): TypedArgument<readonly string[]> =>
  new Argument(syntax, description);

/** An option without a value. */
export const flag = (flags: string, description: string): TypedOption<boolean | undefined> =>
  new Option(flags, description);

interface OptionSettings<T> {
  readonly choices?: readonly T[];
  /** @throws InvalidArgumentError */
  readonly parse?: (text: string) => T;
}

/**
 * An option with a value: a string, one of `choices`, or what `parse` returns.
 * @param flags `--name <value>`
 */
export function option<T = string>(
  flags: string,
  description: string,
  settings: OptionSettings<T> & ({ readonly default: NoInfer<T> } | { readonly required: true }),
): TypedOption<T>;
export function option<T = string>(
  flags: string,
  description: string,
  settings?: OptionSettings<T>,
): TypedOption<T | undefined>;
export function option<T>(
  flags: string,
  description: string,
  settings: OptionSettings<T> & { readonly default?: T; readonly required?: true } = {},
): TypedOption<T> {
  const { choices, parse, required = false } = settings;
  const made = new Option(flags, description).default(settings.default).makeOptionMandatory(required);
  if (choices) made.choices(choices.map(String));
  return parse ? made.argParser(parse) : made;
}

/** @param onExit is given the exit code when the command has run */
export function toCommander(command: AnyCommand, onExit: (code: ExitCode) => void): Command {
  const made = new Command(command.name).description(command.description).exitOverride();
  if ("commands" in command) {
    for (const inner of command.commands) made.addCommand(toCommander(inner, onExit));
    return made;
  }
  for (const input of Object.values(command.inputs)) {
    if (input instanceof Option) made.addOption(input);
    else made.addArgument(input);
  }
  return made.action(async () => onExit(await command.run(valuesOf(command.inputs, made))));
}

function valuesOf(inputs: Inputs, command: Command): ValuesOf<Inputs> {
  const options = command.opts();
  const read = (input: Inputs[string]): unknown =>
    input instanceof Option
      ? options[input.attributeName()]
      : command.processedArgs[command.registeredArguments.indexOf(input)];
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, read(input)]));
}
