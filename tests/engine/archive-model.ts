/** An invented archive that can be changed at random, and the steps that change it. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { MINIMAL, SAMPLE } from "../support/sample.ts";
import { stateFolder } from "./support.ts";

interface Text {
  kind: "issues" | "news" | "pages";
  /** Name of the file without its end, and folder below that of its kind. */
  name: string;
  title: string;
  slug: string;
  date: string | undefined;
  paragraphs: string[];
  summary: string | undefined;
  draft: boolean;
  alias: string | undefined;
  topic: string | undefined;
  organisation: string | undefined;
  contact: boolean;
  event: boolean;
  corrected: boolean;
  /** Another text that this one links to. */
  linksTo: Text | undefined;
  document: string | undefined;
  picture: string | undefined;
}

const PICTURE = readFileSync(join(SAMPLE, "issues/2025/bilder/cykel.png"));
const TOPICS = ["odling", "cykling"];
const ORGANISATIONS = ["exempelkommunen", "provstiftelsen", "Exempel kommun", "Ett okänt bolag"];
const DEAD = { "https://www.example.com/": { checked: "2025-11-20", status: 404, failing: "2025-11-01" } };
/** Fields of site.yaml that may be left out, with values for them. */
const OPTIONAL_FIELDS: readonly [field: string, ...values: string[]][] = [
  ["identity", "www.example.org,2019", '"www.example.org,2019-03"'],
  ["timeZone", "UTC", "America/New_York"],
  ["search", "false"],
  ["pictures", "false"],
  ["embedding", '["https://*.example.com"]'],
  ["tagline", "En rad", "En annan rad"],
];
const WORDS = ["hej", "höst", "cykel", "brev", "möte", "stadga", "odla", "vinter", "sommar", "ängel", "örn", "år"];

/** A choice that a step makes: a whole number below the bound. */
export type Pick = (bound: number) => number;

/** The options of a build besides where the content lies. */
export interface Asked {
  readonly drafts: boolean;
  readonly today: string;
  readonly clean: boolean;
  readonly link: boolean | undefined;
}

/** Content as it shall be, written to a folder file by file where it differs. */
export class ArchiveModel {
  readonly folder: string;
  readonly output: string;
  asked: Asked = { drafts: false, today: "2026-11-23", clean: false, link: undefined };
  texts: Text[] = [];
  site = {
    name: "Föreningen Exempel",
    newsletter: "Exempelbladet",
    introduction: "Föreningen Exempel finns bara i proven.",
    accent: "#20503a",
    colophon: "Bladet gavs ut av _föreningen_.",
    navigation: "Om oss",
    news: "nyheter",
    language: "sv",
    address: "https://www.example.org/",
    /** Lines for fields that a site may leave out, by the name of the field. */
    more: new Map<string, string>(),
  };
  people = { name: "Alva Exempel", email: "alva@example.org" };
  organisations = { name: "Exempelkommunen", alias: "Exempel kommun", described: false };
  topics = { name: "Odling", described: false };
  /** What redirects.yaml says, and whether the link that all texts have is known dead. */
  redirects = "";
  deadLink = false;
  files = new Map<string, string>();
  /** Files beside letters: documents and pictures, by path below the content folder. */
  attachments = new Map<string, Uint8Array | string>();
  /** Path → what stands there instead for now. */
  readonly broken = new Map<string, string>();
  #count = 0;

  constructor(folder: string, output: string) {
    this.folder = folder;
    this.output = output;
    this.addText("issues");
    this.addText("issues");
    this.addText("issues");
    this.addText("pages");
    const [about] = this.texts.slice(-1);
    if (about) Object.assign(about, { slug: "om-oss", title: "Om oss", name: "om-oss" });
    this.addText("news");
    this.write();
  }

  addText(kind: Text["kind"], pick: Pick = () => 0): Text {
    this.#count += 1;
    const id = this.#count;
    const year = 2024 + ((id + pick(3)) % 3);
    const date = [`${year}-0${1 + pick(9)}-1${pick(10)}`, `${year}-0${1 + pick(9)}`, `${year}`][pick(3)] ?? `${year}`;
    const text: Text = {
      kind,
      name: kind === "issues" ? `${year}/${date}-brev-${id}` : `text-${id}`,
      title: `Text ${id} om ${WORDS[pick(WORDS.length)]}`,
      slug: `text-${id}`,
      date: kind === "pages" ? undefined : date,
      paragraphs: [`Det här är text ${id}.`, "## Rubrik", "Mer text, som [någon](https://www.example.com/) skrev."],
      summary: pick(2) ? `Kort om ${id}.` : undefined,
      draft: false,
      alias: undefined,
      topic: TOPICS[pick(3)],
      organisation: ORGANISATIONS[pick(5)],
      contact: pick(2) === 1,
      event: pick(3) === 1,
      corrected: false,
      linksTo: undefined,
      document: undefined,
      picture: undefined,
    };
    this.texts.push(text);
    return text;
  }

  pathOf({ kind, name }: Text): string {
    return `${kind}/${name}.md`;
  }

  /** The files that the model says, by path. */
  content(): Map<string, string | Uint8Array> {
    const files = new Map<string, string | Uint8Array>([
      ["site.yaml", this.#siteText()],
      [
        "people.yaml",
        `alva-exempel:\n  name: ${this.people.name}\n  email: ${this.people.email}\n  organisation: exempelkommunen\n`,
      ],
      [
        "organisations.yaml",
        `exempelkommunen:\n  name: ${this.organisations.name}\n  aliases: [${this.organisations.alias}]\n` +
          `${this.organisations.described ? "  description: En kommun.\n" : ""}provstiftelsen:\n  name: Provstiftelsen\n`,
      ],
      [
        "topics.yaml",
        `odling:\n  name: ${this.topics.name}\n${this.topics.described ? "  description: Om odling.\n" : ""}` +
          "cykling:\n  name: Cykling\n",
      ],
      ["redirects.yaml", this.redirects],
      ["link-health.json", JSON.stringify(this.deadLink ? DEAD : {})],
      ...[...this.files].map(([path, text]): [string, string] => [`files/${path}`, text]),
      ...this.attachments,
    ]);
    for (const text of this.texts) files.set(this.pathOf(text), this.#textOf(text));
    for (const [path, text] of this.broken) files.set(path, text);
    return files;
  }

  /** Makes the folder hold what the model says; a file that is right already is not touched. */
  write(): void {
    const wanted = this.content();
    mkdirSync(this.folder, { recursive: true });
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      if (!wanted.has(file.slice(this.folder.length + 1))) rmSync(file);
    }
    for (const [path, content] of wanted) {
      const file = join(this.folder, path);
      if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  /** Takes out whatever a build refuses, so that a sequence does not spend its time on errors in the content. */
  heal(): void {
    this.broken.clear();
    this.site.language = "sv";
    const taken = new Set<string>();
    const unique = (text: string): string => {
      let name = text;
      for (let count = 2; taken.has(name); count += 1) name = `${text}-${count}`;
      taken.add(name);
      return name;
    };
    for (const text of this.texts) {
      text.slug = unique(text.slug);
      text.name = unique(text.name);
      text.alias = undefined;
      text.paragraphs = text.paragraphs.filter((line) => !line.startsWith("["));
      if (text.date && text.date.slice(0, 4) >= "2026") text.date = "2025-11";
      const target = text.linksTo;
      if (target && (target.draft || !this.texts.includes(target))) text.linksTo = undefined;
      const folder = dirname(this.pathOf(text));
      if (text.document) this.attachments.set(`${folder}/stadgar.txt`, "Stadgar");
      if (text.picture) this.attachments.set(`${folder}/cykel.png`, pictureOf(100));
    }
  }

  #siteText(): string {
    const { name, newsletter, introduction, accent, colophon, navigation, news, language, address } = this.site;
    return `${readFileSync(join(MINIMAL, "site.yaml"), "utf8")
      .replace(/^name: .*$/m, `name: ${name}`)
      .replace(/^ {2}name: .*$/m, `  name: ${newsletter}`)
      .replace(/^language: .*$/m, `language: ${language}`)
      .replace(/^address: .*$/m, `address: ${address}`)
      .replace(/^introduction: .*$/m, `introduction: ${introduction}`)
      .replace("title: Om oss", `title: ${navigation}`)
      .replaceAll("/nyhetsbrev/", language === "sv" ? "/nyhetsbrev/" : "/om-oss/")}colophon:
  - { from: 2024, text: ${colophon} }
addresses: { news: ${news} }
colours:
  light: { accent: "${accent}" }
${[...this.site.more].map(([field, value]) => `${field}: ${value}\n`).join("")}`;
  }

  #textOf(text: Text): string {
    const { kind, title, slug, date, summary, draft, alias, topic, organisation, contact, event } = text;
    const folder = dirname(this.pathOf(text));
    const up = "../".repeat(folder.split("/").length);
    const lines = [
      `title: ${title}`,
      `slug: ${slug}`,
      ...(date ? [`date: ${date}`] : []),
      ...(summary ? [`summary: ${summary}`] : []),
      ...(draft ? ["draft: true"] : []),
      ...(alias ? [`aliases: [${alias}]`] : []),
      ...(topic ? [`topics: [${topic}]`] : []),
      ...(contact ? ["contacts: [alva-exempel]"] : []),
      ...(organisation ? ["steeringGroup:", `  - organisation: ${organisation}`] : []),
      ...(event ? ["events:", "  - title: Stämma", "    start: 2025-03-27T18:00"] : []),
      ...(text.corrected ? ["corrections:", "  - date: 2026-01-02", "    text: Här stod fel."] : []),
      ...(text.document && kind !== "pages" ? ["documents:", "  - title: Stadgar", `    file: ${text.document}`] : []),
    ];
    const body = [
      ...text.paragraphs,
      ...(text.linksTo ? [`Se [den andra](${up}${this.pathOf(text.linksTo)}).`] : []),
      ...(text.document ? [`Läs [stadgarna](${text.document}).`] : []),
      ...(text.picture ? [`![En cykel](${text.picture})`] : []),
    ];
    return `---\n${lines.join("\n")}\n---\n\n${body.join("\n\n")}\n`;
  }
}

/** A picture of another size in as many bytes: only its header shows it. */
function pictureOf(width: number): Uint8Array {
  const bytes = Buffer.from(PICTURE);
  bytes.writeUInt32BE(width, 16);
  return bytes;
}

/** One change, made by choices that it asks for. */
export type Step = (model: ArchiveModel, pick: Pick) => void;

const some = <T>(list: readonly T[], pick: Pick): T | undefined => list[pick(Math.max(1, list.length))];
const aText =
  (change: (text: Text, pick: Pick, model: ArchiveModel) => void): Step =>
  (model, pick) => {
    const text = some(model.texts, pick);
    if (text) change(text, pick, model);
  };

/** Writes over, cuts off, mixes up or removes a file. */
function damage(file: string, pick: Pick): void {
  const size = statSync(file).size;
  const kind = pick(5);
  if (kind === 0) rmSync(file);
  else if (kind === 1) truncateSync(file, pick(size + 1));
  else if (kind === 2) writeFileSync(file, "skräp\0\n{");
  else if (kind === 3) writeFileSync(file, "");
  else {
    const bytes = readFileSync(file);
    if (bytes.length < 2) return;
    const [a, b] = [pick(bytes.length), pick(bytes.length)];
    [bytes[a], bytes[b]] = [bytes[b] ?? 0, (bytes[a] ?? 0) ^ 1];
    writeFileSync(file, bytes);
  }
}

/** Where the page of a letter of the model is expected. */
function addressOf(model: ArchiveModel, pick: Pick): string | undefined {
  const letter = some(model.texts, pick);
  return letter?.kind === "issues" && letter.date
    ? `/nyhetsbrev/${letter.date.slice(0, 4)}/${letter.slug}/`
    : undefined;
}

function foldersBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Files of the cache: not the releases themselves. */
function cachedFiles(model: ArchiveModel): string[] {
  const state = stateFolder(model.output);
  if (!existsSync(state)) return [];
  return readdirSync(state, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(state, "releases")) && !file.endsWith(".brevarkiv-state"))
    .sort();
}

/** Name → a change to the content, or to what lies on the disk. */
export const STEPS: Readonly<Record<string, Step>> = {
  "add a letter": (model, pick) => void model.addText("issues", pick),
  "add a news article": (model, pick) => void model.addText("news", pick),
  "add a page": (model, pick) => void model.addText("pages", pick),
  "edit a body": aText((text, pick) => {
    text.paragraphs[pick(text.paragraphs.length)] = `Ny text: ${WORDS[pick(WORDS.length)]} ${pick(1000)}.`;
  }),
  "edit a body, as long as before": aText((text, pick) => {
    const at = pick(text.paragraphs.length);
    text.paragraphs[at] = (text.paragraphs[at] ?? "").replace(/[a-z]/g, (letter) => (letter === "a" ? "e" : "a"));
  }),
  "edit a body, as long as before, and put the time back": aText((text, _pick, model) => {
    const file = join(model.folder, model.pathOf(text));
    if (!existsSync(file)) return;
    const { atime, mtime } = statSync(file);
    text.paragraphs = text.paragraphs.map((line) => line.replace(/t/g, "d"));
    model.write();
    utimesSync(file, atime, mtime);
  }),
  "add a heading": aText((text, pick) => void text.paragraphs.push(`## ${WORDS[pick(WORDS.length)]} och mer`)),
  "change a title": aText((text, pick) => {
    text.title = `${WORDS[pick(WORDS.length)]} & "${WORDS[pick(WORDS.length)]}" ${pick(100)}`.replace(/^./, (first) =>
      first.toUpperCase(),
    );
  }),
  "change a date": aText((text, pick) => {
    if (text.kind !== "pages") text.date = `${2023 + pick(4)}-0${1 + pick(9)}`;
  }),
  "change a slug": aText((text, pick) => {
    if (text.slug !== "om-oss") text.slug = `nytt-${pick(40)}`;
  }),
  "rename a file": aText((text, pick) => {
    text.name = text.name.replace(/(?:-v\d+)?$/, `-v${pick(50)}`);
  }),
  "two files change places": (model, pick) => {
    const letters = model.texts.filter(({ kind }) => kind === "issues");
    const [one, two] = [some(letters, pick), some(letters, pick)];
    if (one && two) [one.name, two.name] = [two.name, one.name];
  },
  "delete a text": (model, pick) => {
    const text = some(model.texts, pick);
    if (!text || text.slug === "om-oss") return;
    model.texts = model.texts.filter((other) => other !== text);
    // Now and then a link to it stays, and is dead.
    if (pick(4) > 0) for (const other of model.texts) if (other.linksTo === text) other.linksTo = undefined;
  },
  "a draft or not": aText((text) => {
    if (text.slug !== "om-oss") text.draft = !text.draft;
  }),
  "an old address or none": aText((text, pick) => {
    text.alias = text.alias ? undefined : `/gammal-${pick(20)}/`;
  }),
  "another topic": aText((text, pick) => {
    text.topic = TOPICS[pick(3)];
  }),
  "another organisation": aText((text, pick) => {
    text.organisation = ORGANISATIONS[pick(5)];
  }),
  "a contact or none": aText((text) => {
    text.contact = !text.contact;
  }),
  "a summary or none": aText((text, pick) => {
    text.summary = text.summary ? undefined : `Kort: ${pick(100)}.`;
  }),
  "a correction or none": aText((text) => {
    text.corrected = !text.corrected;
  }),
  "an event or none": aText((text) => {
    text.event = !text.event;
  }),
  "a link from one text to another": aText((text, pick, model) => {
    text.linksTo = some(model.texts, pick);
  }),
  "a link to an anchor": aText((text, pick) => void text.paragraphs.push(pick(4) ? "[upp](#rubrik)" : "[x](#borta)")),
  "a document or none": aText((text, pick, model) => {
    const path = `${dirname(model.pathOf(text))}/stadgar.txt`;
    text.document = text.document ? undefined : "stadgar.txt";
    if (text.document) model.attachments.set(path, `Stadgar ${pick(100)}`);
  }),
  "a picture or none": aText((text, pick, model) => {
    text.picture = text.picture ? undefined : "cykel.png";
    if (text.picture) model.attachments.set(`${dirname(model.pathOf(text))}/cykel.png`, pictureOf(100 + pick(100)));
  }),
  "other bytes in a document or picture": (model, pick) => {
    const path = some([...model.attachments.keys()], pick);
    if (path) model.attachments.set(path, path.endsWith("png") ? pictureOf(100 + pick(100)) : `Stadgar ${pick(1000)}`);
  },
  "a document or picture that letters refer to is gone": (model, pick) => {
    const path = some([...model.attachments.keys()], pick);
    if (path) model.attachments.delete(path);
  },
  "a contact's name": (model, pick) => {
    model.people.name = `Alva ${WORDS[pick(WORDS.length)]}`;
  },
  "a contact's address": (model, pick) => {
    model.people.email = `alva${pick(10)}@example.org`;
  },
  "an organisation's name": (model, pick) => {
    model.organisations.name = `Kommunen ${pick(10)}`;
  },
  "an organisation's alias": (model, pick) => {
    model.organisations.alias = pick(2) ? "EK" : "Exempel kommun";
  },
  "an organisation's description": (model) => {
    model.organisations.described = !model.organisations.described;
  },
  "a topic's name": (model, pick) => {
    model.topics.name = `Odling ${pick(10)}`;
  },
  "a topic's description": (model) => {
    model.topics.described = !model.topics.described;
  },
  "the site's name": (model, pick) => {
    model.site.name = `Föreningen ${pick(10)}`;
  },
  "the newsletter's name": (model, pick) => {
    model.site.newsletter = `Bladet ${pick(10)}`;
  },
  "the introduction": (model, pick) => {
    model.site.introduction = `Vi är **${pick(10)}** stycken.`;
  },
  "a colour": (model, pick) => {
    model.site.accent = pick(2) ? "#20503a" : "#12301f";
  },
  "the colophon": (model, pick) => {
    model.site.colophon = `Utgivare _${pick(10)}_.`;
  },
  "the navigation": (model, pick) => {
    model.site.navigation = `Om oss ${pick(10)}`;
  },
  "where news lie": (model, pick) => {
    model.site.news = pick(2) ? "nyheter" : "nytt";
  },
  "the language": (model, pick) => {
    model.site.language = pick(3) ? "sv" : "en";
  },
  "where the site lies": (model, pick) => {
    model.site.address =
      ["https://www.example.org/", "https://www.example.org/brev/", "http://example.net/"][pick(3)] ?? "";
  },
  "a field of site.yaml that may be left out": (model, pick) => {
    const [field = "", ...values] = OPTIONAL_FIELDS[pick(OPTIONAL_FIELDS.length)] ?? [];
    const value = values[pick(values.length + 1)];
    if (value === undefined) model.site.more.delete(field);
    else model.site.more.set(field, value);
  },
  "an old address in the list": (model, pick) => {
    model.redirects = pick(3) ? `/gammal-${pick(3)}${pick(2) ? "/*" : ""}: /\n` : "";
  },
  "an old address below that of a letter": (model, pick) => {
    const address = addressOf(model, pick);
    model.redirects = address && pick(3) ? `${address}gammal-${pick(2)}: /\n` : "";
  },
  "a file of ours in the place of one beside a letter": (model, pick) => {
    const address = addressOf(model, pick);
    if (address) model.files.set(`${address.slice(1)}${pick(2) ? "oembed.json" : "och-mer.txt"}`, `{"n":${pick(9)}}`);
  },
  "a link is dead or not": (model) => {
    model.deadLink = !model.deadLink;
  },
  "a file to copy": (model, pick) => void model.files.set(`gammalt/${pick(3)}.txt`, `Rapport ${pick(1000)}`),
  "a file to copy gone": (model, pick) => {
    const path = some([...model.files.keys()], pick);
    if (path) model.files.delete(path);
  },
  "one of our files replaced": (model, pick) =>
    void (pick(2) ? model.files.set("robots.txt", `# ${pick(10)}\n`) : model.files.delete("robots.txt")),
  "touch a file": (model, pick) => {
    const path = some([...model.content().keys()], pick);
    if (path && existsSync(join(model.folder, path))) {
      utimesSync(join(model.folder, path), pick(2_000_000_000), pick(2_000_000_000));
    }
  },
  "write a file again with the same bytes": aText((text, _pick, model) => {
    rmSync(join(model.folder, model.pathOf(text)), { force: true });
    model.write();
  }),
  "break a file": (model, pick) => {
    const path = some(
      [...model.content().keys()].filter((name) => /\.(?:md|yaml)$/.test(name)),
      pick,
    );
    if (path) model.broken.set(path, pick(2) ? "---\ntitle: [\n---\n" : "a: 'b");
  },
  "mend all files": (model) => model.broken.clear(),
  "show drafts or not": (model) => {
    model.asked = { ...model.asked, drafts: !model.asked.drafts };
  },
  "another day": (model, pick) => {
    model.asked = { ...model.asked, today: pick(2) ? "2026-11-23" : "2026-04-01" };
  },
  "build clean": (model) => {
    model.asked = { ...model.asked, clean: true };
  },
  "the other form": (model, pick) => {
    model.asked = { ...model.asked, link: pick(2) === 1 };
  },
  "damage a file of the cache": (model, pick) => {
    const file = some(cachedFiles(model), pick);
    if (file) damage(file, pick);
  },
  "damage the cache of the content": (model, pick) => {
    const file = some(
      cachedFiles(model).filter((name) => /segment-[^/]*\.json$|\.lines$|\.pack$/.test(name)),
      pick,
    );
    if (file) damage(file, pick);
  },
  "damage the whole cache": (model, pick) => {
    for (const file of cachedFiles(model)) damage(file, pick);
  },
  "empty the cache": (model) => {
    for (const file of cachedFiles(model)) rmSync(file);
  },
  "put a file among those of a release": (model, pick) => {
    const releases = join(stateFolder(model.output), "releases");
    const folders = [
      model.output,
      ...(existsSync(releases) ? readdirSync(releases).map((name) => join(releases, name)) : []),
    ]
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => [folder, ...foldersBelow(folder)])
      .sort();
    const folder = some(folders, pick);
    if (folder) writeFileSync(join(folder, "frammande.txt"), "skräp");
  },
  "damage a file of the site": (model, pick) => {
    if (!existsSync(model.output)) return;
    const files = readdirSync(model.output, { recursive: true, withFileTypes: true })
      // Without its marker a folder is no longer ours.
      .filter((entry) => entry.isFile() && entry.name !== ".brevarkiv-site")
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const file = some(files, pick);
    if (file) damage(file, pick);
  },
};
