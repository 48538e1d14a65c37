// The state of the search page and its address: ?q=&field=&kind=&unit=&year=&validity=&topic=&sort=&page=

export const FACETS = ["field", "kind", "unit", "year", "validity", "topic"];
export const SORTS = ["relevance", "newest", "oldest"];

/** Return the state an address asks for; what it cannot mean is passed over. */
export function readAddress(search) {
  const values = new URLSearchParams(search);
  const sort = values.get("sort");
  const filters = Object.fromEntries(FACETS.map((name) => [name, values.getAll(name).filter(Boolean)]));
  return {
    query: values.get("q") ?? "",
    filters,
    sort: SORTS.includes(sort) ? sort : SORTS[0],
    page: Math.max(1, Number.parseInt(values.get("page"), 10) || 1),
  };
}

/** Return the shortest address of a state. */
export function writeAddress({ query, filters, sort, page }) {
  const values = new URLSearchParams();
  if (query.trim()) values.set("q", query.trim());
  for (const name of FACETS) for (const value of filters[name] ?? []) values.append(name, value);
  if (sort !== SORTS[0]) values.set("sort", sort);
  if (page > 1) values.set("page", String(page));
  const text = values.toString();
  return text ? `?${text}` : "?";
}

/** Return a document number as offices write it, from the parts that were filled in. */
export function composeNumber(code, year, serial) {
  const [a, b, c] = [code, year, serial].map((part) => part.trim());
  return a + (b && `〔${b}〕`) + (c && `${c}号`);
}
