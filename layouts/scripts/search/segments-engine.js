// The search over an index in segments, as the page sees it. It runs on the page's own thread: its files are
// scripts, which a worker could not load from file://, and a query takes little time.

import { createAnalyser } from "./analyser.js";
import { createLoader } from "./blocks.js";
import { createColumns } from "./columns.js";
import { cutExcerpt, markText } from "./excerpt.js";
import { createIndex } from "./segments-index.js";
import { createMatcher, pickFirst } from "./segments-matching.js";

const LEAST_CHARACTERS = 2;

/** Return the engine over the index below `base`: search({query, filters, sort, page, pageSize}). The answer's
 *  `counting` is a promise of {facets, counts}; hits do not wait for it. `link(url)` makes addresses of hits. */
export function createEngine(base, { link = (url) => url } = {}) {
  const load = createLoader(new URL(base, document.baseURI).href);
  let opening = null;

  function open() {
    opening ??= openAfresh();
    opening.catch(() => (opening = null));
    return opening;
  }

  async function openAfresh() {
    const root = await load.root();
    const analyser = createAnalyser(await load.block(root.fold));
    return { identity: root.identity, search: createSearch(load, root, analyser, link) };
  }

  /** Search; if a file is gone, perhaps the site is a newer one by now: then once more with its root. */
  async function search(request) {
    const opened = await open();
    try {
      return await opened.search(request);
    } catch (error) {
      if (!error.isDownload) throw error;
      opening = null;
      const { identity, search: again } = await open();
      if (identity === opened.identity) throw error;
      return again(request);
    }
  }

  return { search, stop: () => (opening = null) };
}

function createSearch(load, root, analyser, link) {
  const index = createIndex(load, root);
  const columns = createColumns(load, index.years, root.facets);
  const folded = new Map();
  const { match, refine } = createMatcher({ index, read, analyser });
  const facets = root.facets.map(([name, label]) => ({ name, label }));
  const everything = Uint32Array.from({ length: index.size }, (each, row) => row);

  /** Return the document's letters and digits, for comparing phrases. */
  async function read(row, passage) {
    const key = `${row}-${passage}`;
    if (!folded.has(key)) {
      const { title, number, text, next } = await index.readDocument(row, passage);
      folded.set(key, { name: analyser.squeeze(title), number: analyser.squeeze(number), body: analyser.squeeze(text + next) });
    }
    return folded.get(key);
  }

  async function hit(row, { words, passageOf }) {
    const found = await index.readDocument(row, passageOf(row));
    return {
      url: link(found.url),
      title: found.title,
      titleParts: markText(analyser, found.title, words),
      documentNumber: found.number,
      numberParts: markText(analyser, found.number, words),
      date: found.published.slice(0, 10),
      unit: found.unit,
      kind: found.kind,
      validity: found.validity,
      excerpt: cutExcerpt(analyser, found.text, words),
    };
  }

  async function order(matched, rows, sort, end) {
    if (sort !== "relevance" || !matched.asked) return columns.sortByDate(rows, sort !== "oldest");
    const refined = await refine(matched, rows);
    if (end <= refined.length) return refined;
    const isRefined = new Set(refined);
    return [...refined, ...pickFirst(rows.filter((row) => !isRefined.has(row)), matched.scores, end - refined.length)];
  }

  return async function search({ query = "", filters = {}, sort = "relevance", page = 1, pageSize = 10 }) {
    const asked = query.trim();
    if (asked && [...analyser.squeeze(asked)].length < LEAST_CHARACTERS) {
      return { total: 0, hits: [], tooShort: true, counting: Promise.resolve({ facets, counts: {} }) };
    }
    const matched = asked ? await match(asked) : { words: [], rows: everything, passageOf: () => 0 };
    const isFiltered = Object.values(filters).some((values) => values.length);
    const filtered = isFiltered ? await columns.filter(matched.rows, filters) : null;
    const rows = filtered?.kept ?? matched.rows;
    const end = page * pageSize;
    const ordered = await order(matched, rows, sort, end);
    const hits = await Promise.all([...ordered.slice(end - pageSize, end)].map((row) => hit(row, matched)));
    const counting = (async () => ({ facets, counts: (filtered ?? (await columns.filter(matched.rows, filters))).counts }))();
    counting.catch(() => {}); // whoever waits for it is told
    return { total: rows.length, hits, tooShort: false, counting };
  };
}
