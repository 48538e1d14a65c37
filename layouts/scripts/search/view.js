// Draws hits, filters and pages. Text goes in as text, never as HTML.

import { writeAddress } from "./address.js";

const SHOWN_VALUES = 8;
const NEAR_PAGES = 2;
const GONE = /失效|废止|宣布失效/;

function element(tag, { className, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const drawParts = (parts) => parts.map(({ text, mark }) => (mark ? element("mark", { text }) : text));

function drawHit(hit) {
  const link = element("a", { className: "search-hit-link", href: hit.url }, ...drawParts(hit.titleParts));
  const item = element("li", { className: "search-hit" }, element("h2", { className: "search-hit-title" }, link));
  if (hit.excerpt.length) item.append(element("p", { className: "search-hit-excerpt" }, ...drawParts(hit.excerpt)));
  const facts = element("ul", { className: "search-hit-facts" });
  if (hit.documentNumber) facts.append(element("li", {}, ...drawParts(hit.numberParts)));
  if (hit.date) facts.append(element("li", {}, element("time", { datetime: hit.date, text: hit.date })));
  for (const text of [hit.unit, hit.kind]) if (text) facts.append(element("li", { text }));
  if (GONE.test(hit.validity)) facts.append(element("li", { className: "search-hit-gone", text: hit.validity }));
  item.append(facts);
  return item;
}

export const drawHits = (list, hits) => list.replaceChildren(...hits.map(drawHit));

function drawValue(facet, value, count, isChosen) {
  const box = element("input", { type: "checkbox", name: facet, value, className: "search-value-box" });
  box.checked = isChosen;
  const name = element("span", { className: "search-value-name", text: value });
  const number = element("span", { className: "search-value-count", text: String(count), "aria-label": `${count} 条` });
  return element("label", { className: "search-value" }, box, name, number);
}

function drawFacet({ name, label }, counts, chosen, isOpen, isWhole) {
  const years = name === "year";
  const entries = Object.entries(counts).sort(([a, m], [b, n]) => (years ? b.localeCompare(a) : n - m));
  if (entries.length < 2 && !chosen.length) return null; // nothing to choose between
  const isShown = ([value], at) => at < SHOWN_VALUES || chosen.includes(value);
  const draw = ([value, count]) => drawValue(name, value, count, chosen.includes(value));
  const group = element("div", { className: "search-values", role: "group", "aria-label": label });
  group.append(...entries.filter(isShown).map(draw));
  const others = entries.filter((entry, at) => !isShown(entry, at));
  if (others.length) {
    const more = element("details", { className: "search-more", "data-whole": name });
    more.open = isWhole;
    more.append(element("summary", { text: `其余 ${others.length} 项` }), ...others.map(draw));
    group.append(more);
  }
  const facet = element("details", { className: "search-facet", "data-facet": name });
  facet.open = isOpen || chosen.length > 0;
  facet.append(element("summary", { className: "search-facet-name", text: label }), group);
  return facet;
}

/** Draw the groups anew; what was open stays open and the box that had the focus keeps it. */
export function drawFacets(place, { facets, counts }, filters) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const folded = new Set(Array.from(place.querySelectorAll("details:not([open])"), (each) => each.dataset.facet));
  const whole = new Set(Array.from(place.querySelectorAll("details[open]"), (each) => each.dataset.whole));
  const drawn = facets.map((facet) =>
    drawFacet(facet, counts[facet.name] ?? {}, filters[facet.name] ?? [], !folded.has(facet.name), whole.has(facet.name)));
  place.replaceChildren(...drawn.filter(Boolean));
  if (!focused?.value) return;
  const boxes = place.querySelectorAll("input");
  Array.from(boxes).find((box) => box.name === focused.name && box.value === focused.value)?.focus();
}

function drawPageLink(state, page, text, current) {
  const link = element("a", { className: "search-page", href: writeAddress({ ...state, page }), "data-page": page, text });
  if (page === current && /^\d/.test(text)) link.setAttribute("aria-current", "page");
  if (/^\d/.test(text)) link.setAttribute("aria-label", `第 ${text} 页`);
  return link;
}

/** Draw links to the pages near the current one, the first and the last. */
export function drawPages(place, state, last) {
  const current = Math.min(state.page, last);
  const links = [];
  if (last > 1) {
    if (current > 1) links.push(drawPageLink(state, current - 1, "上一页", current));
    for (let page = 1, previous = 0; page <= last; page += 1) {
      if (page !== 1 && page !== last && Math.abs(page - current) > NEAR_PAGES) continue;
      if (page - previous > 1) links.push(element("span", { className: "search-gap", text: "…", "aria-hidden": "true" }));
      links.push(drawPageLink(state, page, String(page), current));
      previous = page;
    }
    if (current < last) links.push(drawPageLink(state, current + 1, "下一页", current));
  }
  place.replaceChildren(...links);
  place.hidden = !links.length;
}
