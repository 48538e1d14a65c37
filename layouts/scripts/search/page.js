// Makes the search form that stands in the page work: hits while typing, filters, pages, and an address
// for each state. Without this script the page still offers the lists to browse.

import { FACETS, composeNumber, readAddress, writeAddress } from "./address.js";
import { drawFacets, drawHits, drawPages } from "./view.js";

const PAGE_SIZE = 10;
const TYPING_PAUSE = 250;
const SLOW = 200;
const WIDE = "(min-width: 60rem)";

function startPanel(panel, createEngine) {
  const part = (name) => panel.querySelector(`[data-search-${name}]`);
  const [form, input, sort, status, retry] = ["form", "input", "sort", "status", "retry"].map(part);
  const [filters, facets, clear, hits, pages, browse] = ["filters", "facets", "clear", "hits", "pages", "browse"].map(part);
  const [number, order] = ["number", "order"].map(part);
  const engine = createEngine(panel);
  let state = readAddress(location.search);
  let turn = 0;
  let timer = 0;

  const hasFilters = () => FACETS.some((name) => state.filters[name].length);
  const isIdle = () => !state.query.trim() && !hasFilters();

  function say(text, { failed = false } = {}) {
    status.textContent = text;
    status.classList.toggle("search-failed", failed);
    retry.hidden = !failed;
  }

  function showNothing(text, options) {
    drawHits(hits, []);
    drawPages(pages, state, 0);
    filters.hidden = !hasFilters();
    browse.hidden = false;
    order.hidden = true;
    say(text, options);
  }

  function show(result) {
    if (result.tooShort) return showNothing("请至少输入两个字。");
    const last = Math.ceil(result.total / PAGE_SIZE);
    clear.hidden = !hasFilters();
    if (!result.total) return showNothing(describe(0));
    browse.hidden = true;
    order.hidden = false;
    drawHits(hits, result.hits);
    drawPages(pages, state, last);
    say(describe(result.total) + (last > 1 ? `第 ${state.page} 页，共 ${last} 页。` : ""));
    return undefined;
  }

  /** Draw the filters once they are counted; the hits stand there already. */
  async function showFacets({ total, tooShort, counting }, mine) {
    if (tooShort) return;
    try {
      const counted = await counting;
      if (mine !== turn) return;
      drawFacets(facets, counted, state.filters);
      filters.hidden = !total && !hasFilters();
    } catch (error) {
      console.error(error);
      if (mine === turn) say(`${status.textContent}筛选项加载失败，可以重试。`, { failed: true });
    }
  }

  function describe(total) {
    const about = state.query.trim() ? `与“${state.query.trim()}”相关的内容` : "符合筛选条件的内容";
    if (total) return `找到 ${total} 条${about}。`;
    return `没有找到${about}。${hasFilters() ? "可以减少筛选条件，或" : "可以"}换一个说法，也可以按下面的目录查找。`;
  }

  /** Search for the current state; only the answer to the latest question is shown. */
  async function run() {
    const mine = ++turn;
    if (isIdle()) return showNothing("");
    const waiting = setTimeout(() => say("正在搜索…"), SLOW);
    hits.setAttribute("aria-busy", "true");
    try {
      let result = await engine.search({ ...state, pageSize: PAGE_SIZE });
      const last = Math.max(1, Math.ceil(result.total / PAGE_SIZE));
      if (mine === turn && state.page > last) {
        state.page = last;
        result = await engine.search({ ...state, pageSize: PAGE_SIZE });
      }
      if (mine === turn) {
        show(result);
        showFacets(result, mine);
      }
    } catch (error) {
      if (mine === turn) fail(error);
    } finally {
      clearTimeout(waiting);
      if (mine === turn) hits.removeAttribute("aria-busy");
    }
    return undefined;
  }

  function fail(error) {
    console.error(error);
    const reason = error.isDownload ? "搜索数据加载失败，不等于没有结果。请检查网络后重试。" : "搜索出错，请重试。";
    showNothing(reason, { failed: true });
  }

  /** Change the state and search. Typing replaces the address, so that going back skips half words. */
  function change(changes, { isTyping = false } = {}) {
    clearTimeout(timer);
    state = { ...state, page: 1, ...changes };
    const address = writeAddress(state);
    const isNew = address !== (location.search || "?");
    if (isNew) history[isTyping ? "replaceState" : "pushState"](null, "", address);
    return run();
  }

  function fill() {
    input.value = state.query;
    sort.value = state.sort;
  }

  function chosenFilters() {
    const chosen = (name) => Array.from(facets.querySelectorAll(`input[name="${name}"]:checked`), (box) => box.value);
    return Object.fromEntries(FACETS.map((name) => [name, chosen(name)]));
  }

  function takeNumber() {
    const parts = Array.from(number.querySelectorAll("input"), (field) => field.value);
    const composed = composeNumber(...parts);
    if (!composed) return false;
    input.value = composed;
    change({ query: composed });
    return true;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (number.contains(document.activeElement) && takeNumber()) return;
    change({ query: input.value });
  });
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.isComposing) return;
    timer = setTimeout(() => change({ query: input.value }, { isTyping: true }), TYPING_PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ query: input.value }, { isTyping: true }), TYPING_PAUSE);
  });
  sort.addEventListener("change", () => change({ sort: sort.value }));
  facets.addEventListener("change", () => change({ filters: chosenFilters() }));
  clear.addEventListener("click", () => {
    change({ filters: Object.fromEntries(FACETS.map((name) => [name, []])) });
    input.focus();
  });
  part("number-button").addEventListener("click", takeNumber);
  retry.addEventListener("click", run);
  pages.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await change({ page: Number(link.dataset.page) });
    hits.focus({ preventScroll: true });
    panel.scrollIntoView();
  });
  addEventListener("popstate", () => {
    state = readAddress(location.search);
    fill();
    run();
  });
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  filters.open = matchMedia(WIDE).matches;
  fill();
  run();
  panel.dataset.searchReady = "";
}

/** Make every search form of the page work; `createEngine(panel)` gives the engine over its index. */
export function start(createEngine) {
  document.querySelectorAll("[data-search-panel]").forEach((panel) => startPanel(panel, createEngine));
}
