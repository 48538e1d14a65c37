// The search page over Pagefind's index: loaded as a module, since Pagefind is one.

import { start } from "./page.js";
import { createEngine } from "./pagefind-engine.js";

start((panel) => createEngine(panel.dataset.searchBundle));
