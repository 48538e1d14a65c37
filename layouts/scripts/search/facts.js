// The table written by gongkai/search/facts.py: filters, counts and dates, one row a document.

const FORMAT = 1;

const asList = (value) => (Array.isArray(value) ? value : value < 0 ? [] : [value]);

/** Return the table with the questions one can ask it. */
export function createFacts(table) {
  if (table.format !== FORMAT) throw new Error(`facts.json has format ${table.format}, wanted ${FORMAT}`);
  const rowOfFragment = new Map();
  const names = table.fragments.split(" ");
  let next = 0;
  table.parts.forEach((count, row) => {
    for (const name of names.slice(next, next + count)) rowOfFragment.set(name, row);
    next += count;
  });
  const firstFragment = [];
  rowOfFragment.forEach((row, name) => (firstFragment[row] ??= name));

  /** Return {facet: set of value places} for the wanted names; an unknown name selects nothing. */
  function selection(filters) {
    const chosen = table.facets.filter((facet) => filters[facet.name]?.length);
    return chosen.map((facet) => ({
      facet,
      places: new Set(filters[facet.name].map((value) => facet.values.indexOf(value))),
    }));
  }

  const fits = (row, { facet, places }) => asList(facet.rows[row]).some((place) => places.has(place));

  /** Return the rows that fit all filters (any value of one facet will do), and each value's count.
   *  A facet is counted without its own choices: its numbers say what choosing more would bring. */
  function filter(rows, filters) {
    const chosen = selection(filters);
    const kept = [];
    const tally = table.facets.map((facet) => new Array(facet.values.length).fill(0));
    for (const row of rows) {
      const misses = chosen.filter((choice) => !fits(row, choice));
      if (misses.length === 0) kept.push(row);
      if (misses.length > 1) continue;
      table.facets.forEach((facet, at) => {
        if (misses.length && misses[0].facet !== facet) return;
        for (const place of asList(facet.rows[row])) tally[at][place] += 1;
      });
    }
    return { kept, counts: name(tally, chosen) };
  }

  function name(tally, chosen) {
    return Object.fromEntries(table.facets.map((facet, at) => {
      const mine = chosen.find((choice) => choice.facet === facet)?.places;
      const shown = facet.values
        .map((value, place) => [value, tally[at][place], place])
        .filter(([, count, place]) => count > 0 || mine?.has(place));
      return [facet.name, Object.fromEntries(shown.map(([value, count]) => [value, count]))];
    }));
  }

  const values = (row, facetName) => {
    const facet = table.facets.find((each) => each.name === facetName);
    return asList(facet.rows[row]).map((place) => facet.values[place]);
  };

  return {
    size: table.published.length,
    newest: Math.max(0, ...table.published),
    facets: table.facets.map(({ name: id, label }) => ({ name: id, label })),
    rowOf: (fragment) => rowOfFragment.get(fragment),
    fragmentOf: (row) => firstFragment[row],
    published: (row) => table.published[row],
    date: (row) => (table.published[row] ? new Date(table.published[row] * 864e5).toISOString().slice(0, 10) : ""),
    filter,
    values,
  };
}
