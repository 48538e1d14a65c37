// The search page over an index in segments. It is bundled into one classic script, so that it runs from
// file:// too; there addresses must be relative to the site's folder, which is found from the script's own.

import { start } from "./page.js";
import { createEngine } from "./segments-engine.js";

const SITE = new URL("../", document.currentScript.src);

start((panel) => {
  const { searchBundle: bundle, searchHome: home } = panel.dataset;
  const local = (url) => new URL(url.slice(home.length), SITE).href;
  if (location.protocol !== "file:") return createEngine(bundle);
  return createEngine(local(bundle), { link: (url) => local(url.endsWith("/") ? `${url}index.html` : url) });
});
