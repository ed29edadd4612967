/**
 * Every row of the table in publicity.ts, each with inputs as its source writes them: with values that mean public, whose letters
 * are imported, and others, whose letters are withheld with the reason.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PUBLICITY_RULES, type PublicitySource, whyNotPublic } from "../../src/importers/publicity.ts";
import { type Files, TODAY, temporaryFolder, writeFiles } from "../support/sample.ts";
import { readAll } from "./sources/support.ts";

/** Values as a source writes them. @type {[public, withheld, reason][]} */
type Sample = readonly [whenPublic: readonly string[], withheld: readonly string[], why: string];

const SAMPLES: Readonly<Record<string, Sample>> = {
  "wordpress/post_type": [["post", "newsletter"], ["page", "attachment", "nav_menu_item", "wp_block"], "not a letter"],
  "wordpress/status": [
    ["publish"],
    ["draft", "pending", "private", "future", "trash", "auto-draft", "inherit"],
    "it is not published",
  ],
  "wordpress/post_password": [[""], ["sommar"], "it is protected by a password"],
  "ghost/type": [["post"], ["page"], "not a letter"],
  "ghost/status": [["published", "sent"], ["draft", "scheduled"], "it is not published"],
  "ghost/visibility": [["public"], ["members", "paid", "tiers", "filter"], "only some readers could see it"],
  "ghost/members-only": [
    [],
    [
      "<!--members-only-->",
      '<!--kg-gated-block:begin nonMember:false memberSegment:"" -->',
      '<div class="kg-card kg-paywall-card"></div>',
    ],
    "for members only",
  ],
  "substack/type": [["newsletter", "podcast"], ["thread", "page"], "not a letter"],
  "substack/is_published": [["true", "True"], ["false", ""], "it is not published"],
  "substack/audience": [["everyone"], ["only_paid", "founding", "only_free"], "only some readers could see it"],
  "substack/paywall": [[], ['<div class="paywall-jump" data-component-name="PaywallToDOM"></div>'], "paying readers"],
  "buttondown/status": [
    ["sent", "imported"],
    ["draft", "scheduled", "in_flight", "deleted", "errored"],
    "it is not sent",
  ],
  "buttondown/publish_date": [["2023-09-14T08:00:00Z"], ["2099-01-01T08:00:00Z"], "it is not sent"],
  "buttondown/email_type": [["public"], ["private", "premium", "hidden", "churned"], "only some readers could see it"],
  "beehiiv/status": [["confirmed", "published"], ["draft", "archived", "scheduled"], "it is not published"],
  "beehiiv/audience": [["free", "both", "all"], ["premium"], "only some readers could see it"],
  "beehiiv/hidden_from_feed": [["false"], ["true"], "it is hidden"],
  "mailchimp/status": [["Sent"], ["save", "paused", "schedule"], "it is not sent"],
  "mailchimp/type": [["regular", "rss"], ["automation", "automation-email", "transactional"], "one reader at a time"],
  "markdown/file": [["2023-09-14-brev.md", "index.md", "brev.sv.md"], ["_index.md", "_index.sv.md"], "not a letter"],
  "markdown/folder": [["brev", "_posts"], ["_drafts", "drafts", "utkast"], "it is a draft"],
  "markdown/draft": [
    ["false", "no", "off", '"false"', "0"],
    ["true", "yes", "on", "True", '"true"', "1"],
    "it is a draft",
  ],
  "markdown/published": [["true", "yes", "2023-09-14"], ["false", "no", "off", "2099-01-01"], "it is not published"],
  "markdown/publish": [["true"], ["false", "no"], "it is not published"],
  "markdown/status": [["published", "final"], ["draft", "hidden", "skip", "pending"], "it is not published"],
  "markdown/publishdate": [["2023-09-14"], ["2099-01-01", "2099-01-01T08:00:00+01:00"], "it is not published before"],
  "markdown/publish_date": [["2023-09-14"], ["2099-01-01"], "it is not published before"],
  "markdown/expirydate": [["2099-01-01"], ["2023-10-01", "2023-10-01T08:00:00+01:00"], "it is not published after"],
  "markdown/unpublishdate": [["2099-01-01"], ["2023-10-01"], "it is not published after"],
  "markdown/headless": [["false"], ["true"], "no page of its own"],
  "markdown/build.render": [["always"], ["never", "link", "false"], "no page of its own"],
  "markdown/build.list": [["always", "local"], ["never", "false"], "it is not listed"],
  "markdown/permalink": [["/brev/ett/", '"brev/{{ page.fileSlug }}/"'], ["false"], "no page of its own"],
  "markdown/visibility": [["public"], ["private", "members"], "only some readers could see it"],
  "markdown/private": [["false"], ["true", "yes"], "it is private"],
  "markdown/hidden": [["false"], ["true"], "it is hidden"],
  "markdown/unlisted": [["false"], ["true"], "it is not listed"],
  "markdown/password": [['""'], ["sommar"], "it is protected by a password"],
  "mail/flag": [["S", "RS"], ["T", "D", "DS"], "it "],
  "mail/x-unsent": [["0"], ["1"], "it was never sent"],
  "mail/x-mozilla-draft-info": [[], ["internal/draft; vcard=0; receipt=0"], "it was never sent"],
  "mail/x-uniform-type-identifier": [["com.apple.mail-message"], ["com.apple.mail-draft"], "it was never sent"],
  "mail/folder": [
    ["Nyhetsbrev", "INBOX", "Arkiv/Papperskorgsdesign"],
    [
      "Trash",
      "Papperskorgen",
      "Skr&AOQ-ppost",
      "Junk.mbox",
      ".INBOX.Spam",
      "Borttaget",
      "Deleted Items",
      "Papirkurv",
      "Søppelpost",
      "Roskakori",
      "Gelöschte Elemente",
      "Utkast",
      "Entwürfe",
      "Outbox",
    ],
    "it lies in a folder",
  ],
  "mail/x-folder": [["\\Kim\\Inbox"], ["Trash"], "it lies in a folder"],
  "mail/x-gmail-labels": [
    ["Inbox,Nyhetsbrev", "=?UTF-8?Q?Viktigt,=C3=96ppnat?="],
    ["Trash,Opened", "Spam", "Draft", "=?UTF-8?Q?Skr=C3=A4ppost,=C3=96ppnat?=", "Papperskorg"],
    "Gmail has it",
  ],
  "mail/sensitivity": [["Normal"], ["Private", "Personal", "Company-Confidential"], "its sender marked it"],
  "mail/msip_labels": [
    ["MSIP_Label_1234_Enabled=true; MSIP_Label_1234_Name=Public;"],
    ["MSIP_Label_1234_Enabled=true; MSIP_Label_1234_Name=Confidential - Staff;", "MSIP_Label_1234_Name=Konfidentiell"],
    "its sender marked it",
  ],
  "mail/auto-submitted": [["no"], ["auto-replied", "auto-generated", "auto-notified"], "a program sent it"],
  "mail/x-autoreply": [["no"], ["yes"], "a program sent it"],
  "mail/x-autorespond": [[], ["Höstens nyheter"], "a program sent it"],
  "mail/precedence": [["bulk", "list"], ["auto_reply"], "a program sent it"],
  "mail/subject": [
    ["Höstens nyheter", "Regler: så gör du", "=?UTF-8?Q?=C3=85terkallade_varor?="],
    [
      "Re: Höstens nyheter",
      "SV: Höstens nyheter",
      "AW: Herbst",
      "Sv: [brev] Nytt",
      "RE[2]: Nytt",
      "Recall: Nytt",
      "=?UTF-8?Q?=C3=85terkalla:_Nytt?=",
      "Automatic reply: Nytt",
      "Autosvar: Nytt",
      "Automatische Antwort: Neu",
    ],
    "it",
  ],
};

const TEXT = "Under hösten ordnar Exempelkommunen tre träffar om inköp för alla som vill vara med.";

/** An input in which a source says one word. */
const INPUTS: Readonly<Record<PublicitySource, (word: string, value: string) => readonly [Files, string]>> = {
  wordpress(word, value) {
    const words: Record<string, string> = { status: "publish", post_type: "post", post_password: "", [word]: value };
    const said = Object.entries(words).map(([name, each]) => `<wp:${name}><![CDATA[${each}]]></wp:${name}>`);
    const item = `<item><title>Brev</title><guid>https://example.se/?p=1</guid><content:encoded><![CDATA[<p>${TEXT}</p>]]></content:encoded>${said.join("")}</item>`;
    const spaces =
      'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"';
    return [
      { "input.xml": `<rss version="2.0" ${spaces}><channel><title>T</title>${item}</channel></rss>` },
      "input.xml",
    ];
  },
  ghost(word, value) {
    const post: Record<string, string> = {
      id: "1",
      slug: "brev",
      title: "Brev",
      html: `<p>${TEXT}</p>`,
      status: "published",
      visibility: "public",
      type: "post",
    };
    post[word === "members-only" ? "html" : word] =
      word === "members-only" ? `<p>${TEXT}</p>${value}<p>Mer.</p>` : value;
    return [
      { "input.json": JSON.stringify({ meta: { exported_on: 1, version: "5" }, data: { posts: [post] } }) },
      "input.json",
    ];
  },
  substack(word, value) {
    const row = {
      post_id: "1.brev",
      type: "newsletter",
      is_published: "true",
      audience: "everyone",
      ...(word !== "paywall" && { [word]: value }),
    };
    const html = `<p>${TEXT}</p>${word === "paywall" ? value : ""}`;
    return [{ "in/posts.csv": csv(row), "in/posts/1.brev.html": html }, "in"];
  },
  buttondown(word, value) {
    const row = {
      id: "a",
      slug: "brev",
      subject: "Brev",
      status: "sent",
      publish_date: "2023-09-14",
      email_type: "public",
      [word]: value,
    };
    return [{ "in/emails.csv": csv(row), "in/emails/brev.md": TEXT }, "in"];
  },
  beehiiv(word, value) {
    return [
      { "input.csv": csv({ id: "1", web_title: "Brev", status: "confirmed", content_html: TEXT, [word]: value }) },
      "input.csv",
    ];
  },
  mailchimp(word, value) {
    const row = { title: "Brev", subject: "Brev", send_date: "2023-09-14", [word]: value };
    return [{ "in/campaigns.csv": csv(row), "in/campaigns_content/1_brev.html": `<p>${TEXT}</p>` }, "in"];
  },
  markdown(word, value) {
    const [outer, inner] = word.split(".");
    const line = inner === undefined ? `${word}: ${value}` : `${outer}:\n  ${inner}: ${value}`;
    const isPath = word === "file" || word === "folder";
    const path = word === "file" ? `brev/${value}` : word === "folder" ? `${value}/brev.md` : "brev/brev.md";
    return [{ [path]: `---\ntitle: Brev\ndate: 2023-09-14\n${isPath ? "" : `${line}\n`}---\n\n${TEXT}\n` }, path];
  },
  mail(word, value) {
    const isHeader = word !== "flag" && word !== "folder";
    const header = isHeader && word !== "subject" ? `${word}: ${value}\n` : "";
    const text = `From: Brevet <brev@example.se>\nTo: kim@example.org\nSubject: ${word === "subject" ? value : "Brev"}\nMessage-ID: <1@example.se>\n${header}Content-Type: text/plain; charset=utf-8\n\n${TEXT}\n`;
    if (word === "flag") return [{ [`in/cur/1:2,${value}`]: text, "in/new/tom/x": "" }, "in"];
    const path = word === "folder" ? `post/${value}/brev.eml` : "post/brev.eml";
    return [{ [path]: text }, path];
  },
};

function csv(row: Readonly<Record<string, string>>): string {
  const line = (values: readonly string[]) => values.map((value) => `"${value.replaceAll('"', '""')}"`).join(",");
  return `${line(Object.keys(row))}\n${line(Object.values(row))}\n`;
}

/** The reason for which the letter of an input is withheld; undefined for one that is imported. */
async function reasonFor(source: PublicitySource, word: string, value: string): Promise<string | undefined> {
  const folder = temporaryFolder();
  const [files, input] = INPUTS[source](word, value);
  writeFiles(folder, files);
  const readings = await readAll(join(folder, input));
  expect(readings).toHaveLength(1);
  const [reading] = readings;
  if (!reading || !("letter" in reading)) throw new Error(JSON.stringify(reading));
  return reading.publicity && whyNotPublic(reading.publicity, TODAY)?.why;
}

const words = [...new Set(PUBLICITY_RULES.map(({ source, word }) => `${source}/${word}`))];

test("each word has samples", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual([...words].sort());
});

describe.each(words)("%s", (name) => {
  const [source, word] = name.split("/") as [PublicitySource, string];
  const [whenPublic, withheld, why] = SAMPLES[name] as Sample;

  test("letters that were public", async () => {
    for (const value of whenPublic) expect(await reasonFor(source, word, value), value).toBeUndefined();
  });

  test("letters that were not", async () => {
    for (const value of withheld) expect(await reasonFor(source, word, value), value).toContain(why);
  });
});

test("a newsletter that its list's program generated is public", async () => {
  const folder = temporaryFolder();
  const headers =
    "From: brev@example.se\nTo: kim@example.org\nList-Id: <brev.example.se>\nAuto-Submitted: auto-generated";
  writeFiles(folder, { "brev.eml": `${headers}\nSubject: Brev\n\n${TEXT}\n` });
  const [reading] = await readAll(join(folder, "brev.eml"));
  expect(reading?.publicity && whyNotPublic(reading.publicity, TODAY)).toBeUndefined();
});

test("a source without the word is public, and a password is never named", () => {
  for (const { source } of PUBLICITY_RULES) expect(whyNotPublic({ source, words: {} }, TODAY)).toBeUndefined();
  expect(whyNotPublic({ source: "wordpress", words: { post_password: "sommar" } }, TODAY)?.why).not.toContain("sommar");
});
