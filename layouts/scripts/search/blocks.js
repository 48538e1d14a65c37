// Loads the files of the index: scripts that hand one payload to a function of ours. Scripts may be loaded
// where fetch may not, from file://, and a file cut short hands over nothing.

export class DownloadError extends Error {
  constructor(message) {
    super(message);
    this.name = "DownloadError";
    this.isDownload = true;
  }
}

const ROOT = "root";
const CALL = "gongkaiSearch";

const arrived = new Map();
globalThis[CALL] = (name, payload) => arrived.set(name, payload);

/** Return the payload `name` of the script at `url`. */
function run(url, name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const passOver = (event) => event.filename === script.src && event.preventDefault(); // cut short: told below
    const end = (failure) => {
      removeEventListener("error", passOver);
      script.remove();
      const payload = arrived.get(name); // a script's load event follows at once upon its running
      arrived.delete(name);
      if (failure || payload === undefined) reject(new DownloadError(`${failure ?? "file cut short"}: ${url}`));
      else resolve(payload);
    };
    script.addEventListener("load", () => end(null));
    script.addEventListener("error", () => end("not loaded"));
    addEventListener("error", passOver);
    script.src = url;
    document.head.append(script);
  });
}

/** Return what loads the files below `base`; all but the root are kept, as they never change. */
export function createLoader(base) {
  const kept = new Map();
  let asked = 0;

  function load(folder, name) {
    const key = `${folder}/${name}`;
    if (!kept.has(key)) {
      const loading = run(`${base}${folder}/${name.slice(0, 2)}/${name}.js`, name);
      kept.set(key, loading);
      loading.catch(() => kept.delete(key));
    }
    return kept.get(key);
  }

  return {
    /** Return the root as it is now, past any cache. */
    root: () => run(`${base}root.js?${Date.now()}.${(asked += 1)}`, ROOT),
    block: (name) => load("blocks", name),
    document: (name, part) => load("documents", part ? `${name}-${part}` : name),
  };
}
