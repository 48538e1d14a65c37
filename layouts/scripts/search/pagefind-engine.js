// The search over Pagefind's index, as the page sees it: one function, answered by a worker.

/** What could not be downloaded; trying again may help. Never thrown when there is merely nothing to find. */
export class SearchFailure extends Error {
  constructor(message, isDownload) {
    super(message);
    this.name = "SearchFailure";
    this.isDownload = isDownload;
  }
}

const counted = ({ facets, counts }) => ({ facets, counts });

/** Return the engine over the index below `base`: search({query, filters, sort, page, pageSize}). The answer's
 *  `counting` is a promise of {facets, counts}, kept at once here; another engine lets hits go before. */
export function createEngine(base) {
  const address = new URL(base, document.baseURI).href;
  const waiting = new Map();
  let worker = null;
  let lastId = 0;

  /** After a failure begin again with a fresh worker: Pagefind and the browser remember failed files. */
  function giveUp(failure) {
    worker?.terminate();
    worker = null;
    const unanswered = [...waiting.values()];
    waiting.clear();
    for (const { reject } of unanswered) reject(failure);
  }

  function receive({ data: { id, result, error } }) {
    if (error) giveUp(new SearchFailure(error.message, error.isDownload));
    else waiting.get(id)?.resolve({ ...result, counting: Promise.resolve(counted(result)) });
    waiting.delete(id);
  }

  function start() {
    worker = new Worker(new URL("engine-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", receive);
    worker.addEventListener("error", (event) => giveUp(new SearchFailure(event.message ?? "worker", true)));
  }

  function search(request) {
    if (!worker) start();
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, base: address, request });
    });
  }

  return { search, stop: () => giveUp(new SearchFailure("stopped", false)) };
}
