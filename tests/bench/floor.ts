/**
 * The bare floor: the least that Node has to do for the same pages. It reads, parses, renders and writes, with no
 * framework, no checks and no memory. Run as `node floor.mjs LETTERS OUTPUT THREADS`, after tools.ts took the types off.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import matter from "gray-matter";
import MarkdownIt from "markdown-it";

interface FrontMatter {
  readonly slug: string;
  readonly title: string;
  readonly date: Date;
  readonly summary: string;
  readonly topics: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly email: string; readonly organisation: string }[];
  readonly steeringGroup: readonly { readonly organisation: string }[];
  readonly funding: { readonly amount: number; readonly currency: string; readonly funders: readonly string[] };
  readonly documents: readonly { readonly title: string; readonly url: string; readonly type: string }[];
}

/** What lists and neighbours show of a letter. */
interface Row {
  readonly address: string;
  readonly title: string;
  readonly date: string;
  readonly summary: string;
  readonly topics: readonly string[];
}

interface Letter {
  readonly row: Row;
  readonly data: FrontMatter;
  readonly html: string;
}

type Neighbours = ReadonlyMap<string, { readonly previous: Row | undefined; readonly next: Row | undefined }>;

interface Order {
  readonly folder: string;
  readonly output: string;
  readonly files: readonly string[];
}

const SITE = "https://nyhetsbrev.example.se";
const NAME = "Nätverkets nyhetsbrev";

if (isMainThread) await main();
else work(workerData as Order);

async function main(): Promise<void> {
  const [folder = "", output = "", threads = "1"] = process.argv.slice(2);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  if (threads === "1") {
    const letters = readLetters(folder, files);
    const rows = letters.map(({ row }) => row).sort(newestFirst);
    writeLetters(output, letters, neighboursOf(rows));
    writeLists(output, rows);
    return;
  }
  const count = Number(threads);
  const share = Math.ceil(files.length / count);
  const workers = Array.from({ length: count }, (_, position) => {
    const order: Order = { folder, output, files: files.slice(position * share, (position + 1) * share) };
    return new Worker(new URL(import.meta.url), { workerData: order });
  });
  const parts = await Promise.all(workers.map((worker) => new Promise<Row[]>((done) => worker.once("message", done))));
  const rows = parts.flat().sort(newestFirst);
  const neighbours = neighboursOf(rows);
  for (const worker of workers) worker.postMessage(neighbours);
  writeLists(output, rows);
}

/** One thread of several: its letters, then word of the others' rows, then its pages. */
function work({ folder, output, files }: Order): void {
  const letters = readLetters(folder, files);
  parentPort?.once("message", (neighbours: Neighbours) => writeLetters(output, letters, neighbours));
  parentPort?.postMessage(letters.map(({ row }) => row));
}

function readLetters(folder: string, files: readonly string[]): Letter[] {
  const markdown = new MarkdownIt({ html: true });
  return files.map((file) => {
    // With options given, gray-matter does not keep every text it has seen.
    const { data, content } = matter(readFileSync(join(folder, file), "utf8"), {});
    const frontMatter = data as FrontMatter;
    const { title, summary, topics, slug } = frontMatter;
    const date = frontMatter.date.toISOString().slice(0, 10);
    const row = { address: `/nyhetsbrev/${date.slice(0, 4)}/${slug}/`, title, date, summary, topics };
    return { row, data: frontMatter, html: markdown.render(content) };
  });
}

function newestFirst(a: Row, b: Row): number {
  return a.date < b.date ? 1 : a.date > b.date ? -1 : a.address < b.address ? 1 : -1;
}

function neighboursOf(rows: readonly Row[]): Neighbours {
  return new Map(
    rows.map(({ address }, position) => [address, { previous: rows[position + 1], next: rows[position - 1] }]),
  );
}

function writeLetters(output: string, letters: readonly Letter[], neighbours: Neighbours): void {
  for (const letter of letters) {
    write(output, `${letter.row.address}index.html`, letterPage(letter, neighbours));
  }
}

function writeLists(output: string, rows: readonly Row[]): void {
  const years = grouped(rows, ({ date }) => [date.slice(0, 4)]);
  const topics = grouped(rows, (row) => row.topics);
  const page = (address: string, title: string, main: string) =>
    write(output, `${address}index.html`, layout(address, title, "", `<main><h1>${title}</h1>\n${main}\n</main>`));
  const links = (base: string, groups: typeof years) =>
    list(groups, ([key, letters]) => `<a href="${base}${key}/">${key}</a> ${letters.length} nyhetsbrev`);

  page("/", NAME, list(rows.slice(0, 5), rowItem));
  page("/nyhetsbrev/", "Nyhetsbrev", links("/nyhetsbrev/", years) + list(years[0]?.[1] ?? [], rowItem));
  page("/amnen/", "Ämnen", links("/amnen/", topics));
  for (const [year, letters] of years) page(`/nyhetsbrev/${year}/`, year, list(letters, rowItem));
  for (const [topic, letters] of topics) page(`/amnen/${topic}/`, topic, list(letters, rowItem));
  const urls = rows.map(({ address, date }) => `<url><loc>${SITE}${address}</loc><lastmod>${date}</lastmod></url>\n`);
  write(output, "/sitemap.xml", `<?xml version="1.0" encoding="utf-8"?>\n<urlset>\n${urls.join("")}</urlset>\n`);
}

function grouped(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return [...groups];
}

function write(output: string, address: string, text: string): void {
  const file = join(output, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function letterPage({ row, data, html }: Letter, neighbours: Neighbours): string {
  const { address, title, date, summary, topics } = row;
  const year = date.slice(0, 4);
  const { previous, next } = neighbours.get(address) ?? {};
  const main = `<nav class="crumbs" aria-label="Du är här">
<ol>
<li><a href="/">Start</a></li>
<li><a href="/nyhetsbrev/">Nyhetsbrev</a></li>
<li><a href="/nyhetsbrev/${year}/">${year}</a></li>
</ol>
</nav>
<main id="_main" tabindex="-1">
<article itemscope itemtype="https://schema.org/PublicationIssue">
<meta itemprop="inLanguage" content="sv">
<header class="head">
<p class="kicker">Nyhetsbrev</p>
<h1 itemprop="name">${escaped(title)}</h1>
<p class="meta">Skickat <time itemprop="datePublished" datetime="${date}">${date}</time></p>
<p class="lead" itemprop="description">${escaped(summary)}</p>
</header>
<div class="columns">
<div class="text" itemprop="text">
${html}
</div>
<aside class="facts" aria-labelledby="_facts">
<h2 id="_facts">Uppgifter i brevet</h2>
<section>
<h3>Kontaktpersoner</h3>
${list(
  data.contacts,
  ({ name, email, organisation }) =>
    `\n<div class="who">${escaped(name)}</div>\n<div>${escaped(organisation)}</div>\n<div><a href="mailto:${escaped(email)}">${escaped(email)}</a></div>\n`,
)}
</section>
<section>
<h3>Organisation</h3>
<h4>Styrgrupp</h4>
${list(data.steeringGroup, ({ organisation }) => escaped(organisation))}
</section>
<section>
<h3>Finansiering</h3>
<p class="sum">${data.funding.amount} ${escaped(data.funding.currency)}</p>
<dl>
<dt>Finansiärer</dt>
${data.funding.funders.map((funder) => `<dd>${escaped(funder)}</dd>\n`).join("")}</dl>
</section>
<section>
<h3>Dokument</h3>
${list(data.documents, (document) => `<a href="${escaped(document.url)}" rel="external">${escaped(document.title)}, ${escaped(document.type)}</a>`)}
</section>
<section>
<h3>Ämnen</h3>
${list(topics, (topic) => `<a href="/amnen/${topic}/">${topic}</a>`)}
</section>
</aside>
</div>
<p class="permalink">Permanent adress: <a class="address" itemprop="url" href="${SITE}${address}">${SITE}${address}</a></p>
<div itemprop="isPartOf" itemscope itemtype="https://schema.org/Periodical">
<meta itemprop="name" content="${NAME}">
<link itemprop="url" href="/nyhetsbrev/">
</div>
</article>
<nav class="neighbours" aria-label="Fler nyhetsbrev">
${previous ? `<a rel="prev" href="${previous.address}"><span>Föregående</span> <b>${escaped(previous.title)}</b></a>` : ""}
${next ? `<a rel="next" href="${next.address}"><span>Nästa</span> <b>${escaped(next.title)}</b></a>` : ""}
</nav>
</main>`;
  return layout(address, title, summary, main);
}

function layout(address: string, title: string, summary: string, main: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<title>${escaped(title)} – ${NAME}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escaped(summary)}">
<link rel="canonical" href="${SITE}${address}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="${NAME}">
<meta property="og:title" content="${escaped(title)}">
<meta property="og:description" content="${escaped(summary)}">
<meta property="og:url" content="${SITE}${address}">
<meta property="og:locale" content="sv_SE">
<link rel="stylesheet" href="/assets/site.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#_main">Till innehållet</a>
<header class="band">
<div class="wide">
<p class="name"><a href="/">${NAME}</a></p>
<nav aria-label="Huvudmeny">
<ul>
<li><a href="/nyhetsbrev/">Nyhetsbrev</a></li>
<li><a href="/amnen/">Ämnen</a></li>
</ul>
</nav>
</div>
</header>
<div class="wide">
${main}
</div>
<footer class="foot">
<div class="wide">
<p class="name">${NAME}</p>
</div>
</footer>
</body>
</html>
`;
}

function rowItem({ address, title, date, summary }: Row): string {
  return `<time datetime="${date}">${date}</time><a href="${address}">${escaped(title)}</a><p>${escaped(summary)}</p>`;
}

function list<T>(items: readonly T[], item: (value: T) => string): string {
  return `<ul class="list">\n${items.map((value) => `<li>${item(value)}</li>\n`).join("")}</ul>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
