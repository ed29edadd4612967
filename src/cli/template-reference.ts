/** The reference in docs/templates.md: what templates get, and every filter, made from the types and their doc comments. */
import { join } from "node:path";
import ts from "typescript";
import { type Detail, pageTemplate } from "../editions/web/view.ts";
import { PAGE_FIELDS } from "../model/publication-fields.ts";
import { isRecordKind, RECORDS } from "../model/record-fields.ts";
import { ROOT } from "../program.mjs";

const WEB = join(ROOT, "src/editions/web");
/** What templates get, by the name they read it by. */
const ROOTS = [
  { name: "archive", type: "ArchiveView", file: join(WEB, "views/archive-view.ts") },
  { name: "config", type: "Config", file: join(ROOT, "src/config.ts") },
  { name: "view", type: "View", file: join(WEB, "view.ts") },
  { name: "article", type: "Article", file: join(WEB, "view.ts") },
] as const;
const STRINGS = join(ROOT, "src/strings/sv.ts");
const FILTERS = [
  { file: join(WEB, "filters.ts"), maker: "createFilters" },
  { file: join(WEB, "link-marks.ts"), maker: "createLinkMarks" },
] as const;

/** A longer type is shown as it is declared. */
const LONGEST_TYPE = 250;

type Row = readonly string[];
type Fields = Readonly<Record<string, { readonly kind: string; readonly about?: string } | undefined>>;

/** Both parts of the reference, as Markdown. */
export function templateReference(): { readonly data: string; readonly filters: string } {
  const files = [...ROOTS, ...FILTERS].map(({ file }) => file);
  const program = ts.createProgram([...files, STRINGS], {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    types: [],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  return new Reference(program).write();
}

class Reference {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  /** Types that a table names, in the order in which they are first named. */
  readonly #named = new Map<string, ts.Symbol>();

  constructor(program: ts.Program) {
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  write(): { readonly data: string; readonly filters: string } {
    const roots = ROOTS.map(({ name, type, file }) => {
      const declared = this.#exported(file, type);
      return `### \`${name}\`\n\n${intro(this.#about(declared))}${this.#properties(this.#checker.getDeclaredTypeOfSymbol(declared))}`;
    });
    const details = this.#details(this.#exported(join(WEB, "view.ts"), "Detail"));
    const filters = this.#filters();
    const shown = new Set<string>([...ROOTS.map(({ type }) => type), "Detail"]);
    const types: string[] = [];
    // The table of a type may name further types, which are then added to the end of the map.
    for (const [name, symbol] of this.#named) if (!shown.has(name)) types.push(this.#type(name, symbol));
    const data = [...roots, details, this.#strings(), "### Types\n\nThe types that the tables name.", ...types];
    return { data: data.join("\n\n"), filters };
  }

  #exported(file: string, name: string): ts.Symbol {
    const source = this.#program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    const symbol = module && this.#checker.getExportsOfModule(module).find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    return symbol;
  }

  /** What a doc comment says, on one line. */
  #about(symbol: ts.Symbol): string {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    return comment
      .replace(/\{@link (\w+)\}/g, "`$1`")
      .replace(/\s+/g, " ")
      .trim();
  }

  #type(name: string, symbol: ts.Symbol): string {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const about = intro(this.#about(symbol));
    const isTable = isRecord(type) || (type.isUnion() && type.types.every(isRecord));
    return `#### ${name}\n\n${about}${isTable ? this.#properties(type) : code(this.#typeText(type))}`;
  }

  #properties(type: ts.Type, omitted: readonly string[] = []): string {
    const rows = this.#checker
      .getPropertiesOfType(type)
      .filter(({ name }) => !omitted.includes(name))
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map((property) => [
        code(property.name),
        this.#typeOf(property),
        this.#about(property) || fieldMeaning(property.name, type.aliasSymbol ?? type.symbol),
      ]);
    return table(["Name", "Type", "Meaning"], rows);
  }

  /** The type of a property as it is declared, or else as it comes of other types. */
  #typeOf(property: ts.Symbol): string {
    const declaration = property.valueDeclaration;
    const node = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const type = this.#checker.getTypeOfSymbol(property);
    const text = node ? this.#nodeText(node, type) : this.#typeText(type);
    const canLack = isOptional || type !== this.#checker.getNonNullableType(type);
    return `${code(text.replace(/ \| (?:undefined|null)$/, ""))}${canLack ? ", may be missing" : ""}`;
  }

  #nodeText(node: ts.TypeNode, type = this.#checker.getTypeFromTypeNode(node)): string {
    const isParameter = (child: ts.Node): boolean =>
      ts.isTypeReferenceNode(child) && this.#checker.getTypeFromTypeNode(child).isTypeParameter();
    const refersToOther = (child: ts.Node): boolean =>
      ts.isIndexedAccessTypeNode(child) || isParameter(child) || ts.forEachChild(child, refersToOther) === true;
    const resolved = refersToOther(node) ? this.#typeText(type) : undefined;
    if (resolved !== undefined && resolved.length <= LONGEST_TYPE) return resolved;
    const note = (child: ts.Node): void => {
      if (ts.isTypeReferenceNode(child)) this.#note(child.typeName);
      ts.forEachChild(child, note);
    };
    if (resolved === undefined) note(node);
    return withoutComments(node.getText())
      .replace(/\breadonly /g, "")
      .replace(/\s+/g, " ")
      .replace(/; }/g, " }");
  }

  /** A type that no declaration spells out, such as that of a field that comes from the table of fields. */
  #typeText(type: ts.Type): string {
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) {
      const [element] = this.#checker.getTypeArguments(type as ts.TypeReference);
      const text = element ? this.#typeText(element) : "unknown";
      return / \| /.test(text) && !text.startsWith("{") ? `(${text})[]` : `${text}[]`;
    }
    if (type.isUnion()) {
      const parts = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined));
      const isFlag = parts.every((one) => one.flags & ts.TypeFlags.BooleanLiteral);
      // The compiler has them in the order in which it first met them.
      return isFlag
        ? "boolean"
        : parts
            .map((one) => this.#typeText(one))
            .sort()
            .join(" | ");
    }
    const symbol = type.symbol as ts.Symbol | undefined;
    if (symbol && symbol.flags & ts.SymbolFlags.Interface && isOurs(symbol)) {
      this.#named.set(symbol.name, symbol);
      return symbol.name;
    }
    if (!isRecord(type) || type.getCallSignatures().length > 0) return this.#checker.typeToString(type);
    const parts = this.#checker.getPropertiesOfType(type).map((property) => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const text = this.#typeText(this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(property)));
      return `${property.name}${isOptional ? "?" : ""}: ${text}`;
    });
    return `{ ${parts.join("; ")} }`;
  }

  /** Notes a type of ours that is named, so that it gets a table. */
  #note(name: ts.EntityName): void {
    const symbol = this.#checker.getSymbolAtLocation(name);
    const declared = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    if (declared && isOurs(declared)) this.#named.set(declared.name, declared);
  }

  /** `view.detail` for each kind of page. */
  #details(symbol: ts.Symbol): string {
    const union = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const variants = union.isUnion() ? union.types : [];
    const parts = variants.map((variant) => {
      const kind = this.#checker.getPropertyOfType(variant, "kind") as ts.Symbol;
      const kinds = this.#checker.getTypeOfSymbol(kind);
      const names = (kinds.isUnion() ? kinds.types : [kinds]).map((one) => (one as ts.StringLiteralType).value);
      const [template] = names.map((name) => pageTemplate(name as Detail["kind"]));
      const about = this.#about(kind);
      const head = `#### ${names.map((name) => `\`${name}\``).join(", ")}: \`${template}\``;
      return `${head}\n\n${intro(about)}${this.#properties(variant, ["kind"])}`;
    });
    return [
      "### `view.detail`",
      "`view.detail.kind` says which kind of page it is, and so what else there is.",
      ...parts,
    ].join("\n\n");
  }

  /** The site's words: a row for each group, with its names. */
  #strings(): string {
    const strings = this.#checker.getTypeOfSymbol(this.#exported(STRINGS, "sv"));
    const rows = this.#checker.getPropertiesOfType(strings).map((group) => {
      const type = this.#checker.getTypeOfSymbol(group);
      const isGroup = isRecord(type) && type.getCallSignatures().length === 0 && !this.#checker.isArrayType(type);
      const words = isGroup ? this.#checker.getPropertiesOfType(type) : [];
      return [code(`t.${group.name}`), words.map((word) => code(this.#word(word))).join(", "), this.#about(group)];
    });
    return `### \`t\`\n\nThe site's own words in its language. Those with parentheses are functions: \`{{ t.issues.count(3) }}\`.\n\n${table(["Group", "Words", "Meaning"], rows)}`;
  }

  #word(symbol: ts.Symbol): string {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    return signature ? `${symbol.name}(${signature.parameters.map(({ name }) => name).join(", ")})` : symbol.name;
  }

  #filters(): string {
    const rows = FILTERS.flatMap(({ file, maker }) => {
      const source = this.#program.getSourceFile(file) as ts.SourceFile;
      const made = source.statements.find(
        (one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && one.name?.text === maker,
      );
      const filters = made && this.#checker.getSignatureFromDeclaration(made)?.getReturnType();
      if (!made?.body || !filters) throw new Error(`${file} has no ${maker}`);
      return made.body.statements.filter(ts.isVariableStatement).flatMap((statement): Row[] => {
        const { name, about } = declared(statement);
        const filter = this.#checker.getPropertyOfType(filters, name);
        if (!filter) return [];
        if (about === "") throw new Error(`${file}: the filter ${name} has no doc comment`);
        const [signature] = this.#checker.getTypeOfSymbol(filter).getCallSignatures();
        const [input, ...more] = (signature?.parameters ?? []).map(
          (one) => one.valueDeclaration as ts.ParameterDeclaration,
        );
        const call = more.length > 0 ? `${name}(${more.map((one) => one.name.getText()).join(", ")})` : name;
        return [[code(call), input?.type ? code(this.#nodeText(input.type)) : "", about]];
      });
    });
    return table(["Filter", "Of", "What it gives"], rows);
  }
}

/** The name of a constant, and what the comment before it says. */
function declared(statement: ts.VariableStatement): { readonly name: string; readonly about: string } {
  const comments = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" ");
  const name = statement.declarationList.declarations[0]?.name.getText() ?? "";
  return { name, about: text.replace(/\s+/g, " ").trim() };
}

function isOurs(symbol: ts.Symbol): boolean {
  return !!symbol.declarations?.some((one) => !one.getSourceFile().fileName.includes("/node_modules/"));
}

function isRecord(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** The place of a field of a publication: the compiler has those of a mapped type in the order in which it first met them. */
function placeOf({ name, valueDeclaration }: ts.Symbol): number {
  return valueDeclaration && ts.isPropertySignature(valueDeclaration) ? -1 : Object.keys(PAGE_FIELDS).indexOf(name);
}

/** What the tables of fields say of a property, where its type comes from there. */
function fieldMeaning(name: string, type: ts.Symbol | undefined): string {
  const record = `${type?.name.charAt(0).toLowerCase()}${type?.name.slice(1)}`;
  const fields: Fields = isRecordKind(record) ? RECORDS[record] : type?.name === "Article" ? PAGE_FIELDS : {};
  return fields[name]?.about ?? "";
}

function intro(about: string): string {
  return about ? `${about}\n\n` : "";
}

function withoutComments(text: string): string {
  return text.replace(/\/\*\*.*?\*\//gs, "");
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(heads: Row, rows: readonly Row[]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\.$/, "");
  const line = (cells: Row): string => `|${cells.map((text) => (text ? ` ${cell(text)} ` : " ")).join("|")}|`;
  return [line(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(line)].join("\n");
}
