// Watches what a worker downloads. Pagefind takes a file it could not fetch for an empty one and would
// answer "nothing found"; so every download is noted here before Pagefind sees it.

export class DownloadError extends Error {}

const SIGNATURE = "pagefind_dcd";

/** Put a watch on the worker's `fetch` and return what asks about it. */
export function watchDownloads(scope) {
  const fetch = scope.fetch.bind(scope);
  let failure = null;

  async function download(input, options) {
    try {
      const response = await fetch(input, options);
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      return new Response(await response.arrayBuffer());
    } catch (error) {
      failure ??= new DownloadError(String(error?.message ?? error));
      throw failure;
    }
  }

  scope.fetch = download;
  scope.addEventListener("unhandledrejection", (event) => event.preventDefault()); // Pagefind awaits not all it loads
  return { download, failure: () => failure };
}

/** Return the object in one of Pagefind's packed files, whether or not the server unpacked it already. */
export async function readPacked(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = isPacked ? await unpack(bytes) : new TextDecoder().decode(bytes);
  if (!text.startsWith(SIGNATURE)) throw new DownloadError("not a Pagefind file");
  return JSON.parse(text.slice(SIGNATURE.length));
}

async function unpack(bytes) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await new Response(stream).text();
  } catch (error) {
    throw new DownloadError(`file cut short: ${error.message}`);
  }
}
