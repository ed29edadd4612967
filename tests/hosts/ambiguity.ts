/**
 * Whether a regular expression can cost more than the length of a text. One that backtracks does where two of its repetitions can
 * take the same signs in turn: each place to divide them is tried.
 */

/** Signs as bits: a set of them is one number. */
type Signs = bigint;
/** A piece of a pattern: adds its states behind one, and returns the last of them. */
type Piece = (from: number) => number;

/** An automaton with steps that take a sign and steps that take none. */
class Automaton {
  readonly steps: { signs: Signs; to: number }[][] = [];
  readonly empty: number[][] = [];

  state(): number {
    this.empty.push([]);
    return this.steps.push([]) - 1;
  }

  readonly take =
    (signs: Signs): Piece =>
    (from) => {
      const to = this.state();
      this.steps[from]?.push({ signs, to });
      return to;
    };

  readonly pass = (from: number, to: number): number => {
    this.empty[from]?.push(to);
    return to;
  };

  /** Where one comes to without a sign, and in how many ways. */
  reachable(from: number): Map<number, number> {
    const ways = new Map<number, number>();
    const visit = (state: number, path: readonly number[]): void => {
      ways.set(state, (ways.get(state) ?? 0) + 1);
      // In a circle: a repetition of what may be empty.
      if (path.includes(state)) return;
      for (const next of this.empty[state] ?? []) visit(next, [...path, state]);
    };
    visit(from, []);
    return ways;
  }
}

/** Reads what the patterns of host files are made of: not all that a regular expression can have. */
function parse(pattern: string, automaton: Automaton, { signsOf, any, isBeginning }: Reading): Piece {
  let rest = pattern.replace(/^\(\?i\)/, "");
  const eat = (text: RegExp): RegExpExecArray | null => {
    const found = text.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  const sign = (): Signs => {
    if (eat(/^\\s/)) return signsOf(" ") | signsOf("\t") | signsOf("\r") | signsOf("\n");
    const hex = eat(/^\\x([0-9a-f]{2})/i)?.[1];
    if (hex) return signsOf(String.fromCharCode(Number.parseInt(hex, 16)));
    const found = eat(/^(?:\\([^a-zA-Z0-9])|([^\\]))/su);
    if (!found) throw new Error(`cannot read ${rest} in ${pattern}`);
    return signsOf(found[1] ?? found[2] ?? "");
  };
  const range = (): Signs => {
    const ends = eat(/^([a-zA-Z0-9])-([a-zA-Z0-9])/);
    if (!ends) return sign();
    const [from = 0, to = 0] = ends.slice(1).map((end) => end.charCodeAt(0));
    return Array.from({ length: to - from + 1 }, (_, index) => signsOf(String.fromCharCode(from + index))).reduce(
      (all, one) => all | one,
    );
  };
  const atom = (): Piece => {
    if (eat(/^\^/)) return (from) => (isBeginning ? from : automaton.state());
    if (eat(/^(?:\$|\(\?!.*?\))/)) return (from) => from;
    if (eat(/^\./)) return automaton.take(any);
    if (eat(/^\[/)) {
      const isNot = eat(/^\^/) !== null;
      let signs = 0n;
      while (!eat(/^\]/)) signs |= range();
      return automaton.take(isNot ? any & ~signs : signs);
    }
    if (!eat(/^\((?:\?:)?/)) return automaton.take(sign());
    const inner = choice();
    if (!eat(/^\)/)) throw new Error(`${pattern} has no end of a group`);
    return inner;
  };
  const repeated = (): Piece => {
    const item = atom();
    const [, count, times] = eat(/^(?:([*+?])|\{(\d)\})\??/) ?? [];
    if (times) return (from) => Array.from({ length: Number(times) }).reduce((state: number) => item(state), from);
    if (!count) return item;
    return (from) => {
      const start = automaton.pass(from, automaton.state());
      const end = item(start);
      if (count !== "?") automaton.pass(end, start);
      const after = automaton.pass(end, automaton.state());
      if (count === "+") return after;
      // A repetition is left where it begins.
      return count === "?" ? automaton.pass(start, after) : automaton.pass(start, automaton.state());
    };
  };
  const sequence = (): Piece => {
    const items: Piece[] = [];
    while (rest !== "" && !/^[|)]/.test(rest)) items.push(repeated());
    return (from) => items.reduce((state, item) => item(state), from);
  };
  const choice = (): Piece => {
    const branches = [sequence()];
    while (eat(/^\|/)) branches.push(sequence());
    return (from) => {
      const after = automaton.state();
      for (const branch of branches) automaton.pass(branch(automaton.pass(from, automaton.state())), after);
      return after;
    };
  };
  return choice();
}

interface Reading {
  readonly signsOf: (sign: string) => Signs;
  readonly any: Signs;
  readonly isBeginning: boolean;
}

/**
 * A text that two repetitions of a pattern can take in turn, each going on after it; undefined where there is none. Search from
 * every place of a text is a repetition too. Capitals are taken as small letters.
 */
export function ambiguity(pattern: string): string | undefined {
  const alphabet = [
    ...new Set([...Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)), ...pattern]),
  ].filter((sign) => sign === sign.toLowerCase());
  const bits = new Map(alphabet.map((sign, index) => [sign, 1n << BigInt(index)]));
  const signsOf = (sign: string): Signs => bits.get(sign.toLowerCase()) ?? 0n;
  const any = (1n << BigInt(alphabet.length)) - 1n;
  const automaton = new Automaton();
  parse(pattern, automaton, { signsOf, any, isBeginning: true })(automaton.state());
  const search = automaton.state();
  automaton.steps[search]?.push({ signs: any, to: search });
  parse(pattern, automaton, { signsOf, any, isBeginning: false })(search);

  const ways = automaton.steps.map((_, state) => automaton.reachable(state));
  const steps = ways.map((reached) => [...reached.keys()].flatMap((state) => automaton.steps[state] ?? []));
  const after = steps.map((_, state) => behind(state, (from) => (steps[from] ?? []).map(({ to }) => to)));
  const leads = (a: number, b: number): boolean => after[a]?.has(b) === true;
  const isLoop = (a: number, b: number): boolean => leads(a, b) && leads(b, a);
  for (const [state, reached] of ways.entries())
    for (const [to, count] of reached)
      if (count > 1 && steps[to]?.some((step) => after[step.to]?.has(state))) return "";
  const circles = [
    ...new Set(steps.map((_, state) => steps.flatMap((_, other) => (isLoop(state, other) ? [other] : [])).join())),
  ]
    .filter(Boolean)
    .map((states) => states.split(",").map(Number));
  const found = (text: Signs[] | undefined): string | undefined =>
    text?.map((signs) => alphabet[lowest(signs)]).join("");
  for (const circle of circles) {
    const text = found(inTwoWays(circle, steps));
    if (text !== undefined) return text;
    for (const later of circles.filter((other) => other !== circle && leads(circle[0] ?? 0, other[0] ?? 0))) {
      const inBoth = found(inTurn(circle, later, steps, leads));
      if (inBoth !== undefined) return inBoth;
    }
  }
  return undefined;
}

function behind(start: number, next: (state: number) => number[]): Set<number> {
  const found = new Set<number>();
  const open = [start];
  for (let state = open.pop(); state !== undefined; state = open.pop())
    for (const to of next(state))
      if (!found.has(to)) {
        found.add(to);
        open.push(to);
      }
  return found;
}

type Steps = readonly (readonly { signs: Signs; to: number }[])[];

/** The signs that lead from a state of a circle back to it in two ways: where one has them, all have. */
function inTwoWays([state = 0, ...others]: readonly number[], steps: Steps): Signs[] | undefined {
  const circle = new Set([state, ...others]);
  const within = (from: number) => steps[from]?.filter(({ to }) => circle.has(to)) ?? [];
  return search([state, state, 0], [state, state, 1], ([one = 0, other = 0, differ = 0]) =>
    within(one).flatMap((a) =>
      within(other).map((b) => ({ signs: a.signs & b.signs, to: [a.to, b.to, a.to === b.to ? differ : 1] })),
    ),
  );
}

/**
 * The signs that lead from a state of a circle to itself, from it to a state of a later circle, and from that to itself: all three
 * at once.
 */
function inTurn(
  circle: readonly number[],
  later: readonly number[],
  steps: Steps,
  leads: (a: number, b: number) => boolean,
): Signs[] | undefined {
  const pairs = together(circle, later, steps);
  for (const [first, second] of pairs.values()) {
    const text = search([first, first, second], [first, second, second], ([stays = 0, crosses = 0, goes = 0]) =>
      inStep(stays, goes, steps)
        .filter(({ to }) => pairs.has(to.join()))
        .flatMap(({ signs, to: [a = 0, c = 0] }) =>
          (steps[crosses] ?? [])
            .filter((b) => signs & b.signs && (b.to === second || leads(b.to, second)))
            .map((b) => ({ signs: signs & b.signs, to: [a, b.to, c] })),
        ),
    );
    if (text) return text;
  }
  return undefined;
}

/** The states of two circles from which both can go round for ever by the same signs. */
function together(circle: readonly number[], later: readonly number[], steps: Steps): Map<string, [number, number]> {
  const pairs = new Map(circle.flatMap((a) => later.map((c) => [`${a},${c}`, [a, c] as [number, number]])));
  for (let size = 0; size !== pairs.size; ) {
    size = pairs.size;
    for (const [key, [a, c]] of pairs)
      if (!inStep(a, c, steps).some(({ to }) => pairs.has(to.join()))) pairs.delete(key);
  }
  return pairs;
}

function inStep(one: number, other: number, steps: Steps): { signs: Signs; to: readonly number[] }[] {
  return (steps[one] ?? []).flatMap((a) =>
    (steps[other] ?? []).filter((b) => a.signs & b.signs).map((b) => ({ signs: a.signs & b.signs, to: [a.to, b.to] })),
  );
}

/** The signs of a shortest way from some states to others that takes at least one. */
function search(
  from: readonly number[],
  to: readonly number[],
  next: (states: readonly number[]) => { signs: Signs; to: readonly number[] }[],
): Signs[] | undefined {
  const open: { states: readonly number[]; text: Signs[] }[] = [{ states: from, text: [] }];
  const known = new Set<string>();
  for (const { states, text } of open)
    for (const step of next(states).filter(({ signs }) => signs)) {
      const key = step.to.join();
      if (known.has(key)) continue;
      known.add(key);
      if (key === to.join()) return [...text, step.signs];
      open.push({ states: step.to, text: [...text, step.signs] });
    }
  return undefined;
}

/** The place of the lowest bit; of printable signs where there are such. */
function lowest(signs: Signs): number {
  const printable = signs >> 32n;
  const rest = printable ? printable << 32n : signs;
  let place = 0;
  while (!((rest >> BigInt(place)) & 1n)) place += 1;
  return place;
}
