// Runs Pagefind off the page's own thread. Pagefind reads the page's language to decide whether to cut
// queries itself; a worker has no page, so it leaves our words as they are.

import { createAnalyser, decode } from "./analyser.js";
import { DownloadError, readPacked, watchDownloads } from "./downloads.js";
import { cutExcerpt, markText } from "./excerpt.js";
import { createFacts } from "./facts.js";
import { createMatcher } from "./matching.js";

const NAME_WEIGHT = 5;
const LEAST_CHARACTERS = 2;

const watch = watchDownloads(self);

async function importModule(url) {
  try {
    return await import(url);
  } catch (error) {
    throw new DownloadError(String(error?.message ?? error));
  }
}

async function load(base) {
  const [pagefind, table, facts] = await Promise.all([
    importModule(`${base}pagefind.js`),
    importModule(`${base}fold-table.js`),
    watch.download(`${base}facts.json`, { cache: "no-cache" }).then((response) => response.json()),
  ]);
  const metaWeights = { title: NAME_WEIGHT, number: NAME_WEIGHT };
  const instance = pagefind.createInstance({ basePath: base, baseUrl: "/", ranking: { metaWeights } });
  return createSearch(base, instance, createAnalyser(table.FOLD_PAIRS), createFacts(facts));
}

function createSearch(base, pagefind, analyser, facts) {
  const match = createMatcher({ find, read: readFolded, analyser, facts });
  const documents = new Map();

  /** Return Map(row -> {score, places, fragment, named}) of the documents with all `words`. */
  async function find(words) {
    const { results } = await pagefind.search(words.join(" "));
    if (watch.failure()) throw watch.failure();
    const rows = new Map();
    for (const { id: fragment, score, words: places, matchedMetaFields: fields } of results) {
      const row = facts.rowOf(fragment);
      if (row === undefined || rows.get(row)?.score >= score) continue;
      rows.set(row, { score, places, fragment, named: Boolean(fields?.length) });
    }
    if (results.length && !rows.size) throw new DownloadError("facts.json is of another index");
    return rows;
  }

  function read(fragment) {
    if (!documents.has(fragment)) documents.set(fragment, readAfresh(fragment));
    return documents.get(fragment);
  }

  async function readAfresh(fragment) {
    const found = await readPacked(await watch.download(`${base}fragment/${fragment}.pf_fragment`));
    return {
      url: found.url.replace(/#~\d+$/, ""),
      title: decode(found.meta.title ?? ""),
      number: decode(found.meta.number ?? ""),
      text: decode(found.content),
    };
  }

  /** Return the document's letters and digits, for comparing phrases. */
  async function readFolded(fragment) {
    const found = await read(fragment);
    found.folded ??= {
      name: analyser.squeeze(found.title),
      number: analyser.squeeze(found.number),
      body: analyser.squeeze(found.text),
    };
    return found.folded;
  }

  async function hit(row, fragment, words) {
    const { url, title, number, text } = await read(fragment);
    return {
      url,
      title,
      titleParts: markText(analyser, title, words),
      documentNumber: number,
      numberParts: markText(analyser, number, words),
      date: facts.date(row),
      unit: facts.values(row, "unit").join("、"),
      kind: facts.values(row, "kind").join("、"),
      validity: facts.values(row, "validity").join("、"),
      excerpt: cutExcerpt(analyser, text, words),
    };
  }

  function everything() {
    const rows = new Map();
    for (let row = 0; row < facts.size; row += 1) rows.set(row, { score: 0, fragment: facts.fragmentOf(row) });
    return { words: [], rows };
  }

  return async function search({ query = "", filters = {}, sort = "relevance", page = 1, pageSize = 10 }) {
    const facets = facts.facets;
    const asked = query.trim();
    if (asked && [...analyser.squeeze(asked)].length < LEAST_CHARACTERS) {
      return { total: 0, hits: [], counts: {}, facets, tooShort: true };
    }
    const { words, rows } = asked ? await match(asked) : everything();
    const { kept, counts } = facts.filter(rows.keys(), filters);
    const newest = (a, b) => facts.published(b) - facts.published(a) || b - a;
    const orders = { newest, oldest: (a, b) => newest(b, a), relevance: (a, b) => rows.get(b).score - rows.get(a).score || newest(a, b) };
    kept.sort(orders[sort] ?? orders.relevance);
    const shown = kept.slice((page - 1) * pageSize, page * pageSize);
    const hits = await Promise.all(shown.map((row) => hit(row, rows.get(row).fragment, words)));
    return { total: kept.length, hits, counts, facets, tooShort: false };
  };
}

let loading = null;

self.addEventListener("message", async ({ data: { id, base, request } }) => {
  try {
    loading ??= load(base);
    const search = await loading;
    self.postMessage({ id, result: await search(request) });
  } catch (error) {
    const cause = watch.failure() ?? error;
    self.postMessage({ id, error: { message: cause.message, isDownload: cause instanceof DownloadError } });
  }
});
