import { gunzipSync } from "node:zlib";
import { hrefOf } from "../../../config.ts";
import { sha256 } from "../../../hash.ts";
import type { Publication } from "../../../model/archive.ts";
import type { Strings } from "../../../strings/strings.ts";
import type { DocumentBundle } from "../documents/web-document.ts";
import type { WebEdition } from "../web-edition.ts";
import { facetFile, facetsOf } from "./facets.ts";
import { indexFolder, type SearchGroup } from "./groups.ts";
import { FRAGMENT, indexRecords, isIndexFile, isRuntimeFile, type SearchRecord } from "./pagefind.ts";
import { createRecords, type RecordOf } from "./record.ts";

/** What stands before the text in a file of Pagefind's. */
const SIGNATURE = "pagefind_dcd";

/** An index for each group of texts. The first has the program that reads them all. */
export function searchBundles(edition: WebEdition): DocumentBundle[] {
  return edition.search.map((group, position) => bundle(edition, group, position === 0));
}

function bundle(edition: WebEdition, group: SearchGroup, hasRuntime: boolean): DocumentBundle {
  const { archive, config, strings } = edition;
  const folder = indexFolder(strings, group);
  return {
    folder,
    fingerprint: fingerprintOf(edition, group, hasRuntime),
    make: async () => {
      const recordOf = createRecords(config, strings, archive.topics);
      const byUrl = new Map(
        group.publications.map((publication) => [hrefOf(config, publication.address), publication]),
      );
      const made = await indexRecords(recordsOf(byUrl, recordOf), config.language);
      const files = new Map<string, Uint8Array>([
        [`${folder}/facets.json`, Buffer.from(facetsOfIndex(made, byUrl, strings))],
      ]);
      for (const [path, bytes] of made) {
        if (isIndexFile(path) || (hasRuntime && isRuntimeFile(path, made.keys())))
          files.set(`${folder}/${path}`, bytes);
      }
      return files;
    },
  };
}

/** One after the other, as the text of each may have to be read from disk. */
function* recordsOf(byUrl: ReadonlyMap<string, Publication>, recordOf: RecordOf): Generator<SearchRecord> {
  for (const [url, publication] of byUrl) yield { url, html: recordOf(publication) };
}

/** The fingerprint of everything that is indexed: the strings and the version of Pagefind are the program's. */
function fingerprintOf({ archive, config, program }: WebEdition, group: SearchGroup, hasRuntime: boolean): string {
  const names = new Set<string>();
  for (const { topics } of group.publications) for (const id of topics) names.add(id);
  const common = JSON.stringify([
    program,
    [config.language, config.timeZone, config.basePath],
    hasRuntime,
    [...names].sort().map((id) => archive.topics.get(id)?.name),
  ]);
  // The fingerprint covers the address too.
  return sha256([common, ...group.publications.map(({ fingerprint }) => fingerprint)].join("\n"));
}

/** The facets of each text by the id that Pagefind gave it, which only the index itself knows. */
function facetsOfIndex(
  files: ReadonlyMap<string, Uint8Array>,
  byUrl: ReadonlyMap<string, Publication>,
  strings: Strings,
): string {
  const facets = new Map(
    [...files].flatMap(([path, bytes]) => {
      const id = FRAGMENT.exec(path)?.[1];
      if (id === undefined) return [];
      const { url } = JSON.parse(gunzipSync(bytes).toString("utf8", SIGNATURE.length)) as { url: string };
      const publication = byUrl.get(url);
      if (!publication) throw new Error(`Pagefind: ${path} holds a text of ${url}, which was not given to it`);
      return [[id, facetsOf(publication, strings)] as const];
    }),
  );
  return JSON.stringify(facetFile(facets));
}
