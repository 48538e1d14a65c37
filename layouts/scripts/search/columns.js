// Filters, counts and days of an index in segments: read a year at a time, and only when they are asked for.

import { readNumbers } from "./postings.js";

/** Return what counts and filters rows, given `load` and the index's years and facets [[name, label]]. */
export function createColumns(load, years, facetNames) {
  const kept = new Map();

  async function readYear(year) {
    const { days, facets } = await load.block(year.columns);
    let day = 0;
    const published = Int32Array.from(readNumbers(days), (step) => (day += step % 2 ? -(step + 1) / 2 : step / 2));
    const sets = new Map(facets.map((facet) => [facet.name, { sets: facet.sets, cells: readNumbers(facet.rows) }]));
    sets.set("year", { sets: [year.year ? [year.year] : []], cells: null });
    return { ...year, published, columns: facetNames.map(([name]) => sets.get(name)) };
  }

  function loadYear(year) {
    if (!kept.has(year)) {
      const loading = readYear(year);
      kept.set(year, loading);
      loading.catch(() => kept.delete(year));
    }
    return kept.get(year);
  }

  /** Return ordered `rows` cut by year: [{year, rows}] with the years' columns. */
  async function cut(rows) {
    const cuts = [];
    let to = 0;
    for (const year of years) {
      const from = to;
      while (to < rows.length && rows[to] < year.first + year.size) to += 1;
      const mine = rows.subarray(from, to);
      if (mine.length) cuts.push(loadYear(year).then((loaded) => ({ ...loaded, rows: mine })));
    }
    return Promise.all(cuts);
  }

  /** Return {kept, counts} of ordered rows: those that fit all filters (any value of one facet will do), and each
   *  value's count. A facet is counted without its own choices: its numbers say what choosing more would bring. */
  async function filter(rows, filters) {
    const fitting = [];
    const tallies = facetNames.map(() => new Map());
    const chosen = facetNames.map(([name]) => (filters[name]?.length ? new Set(filters[name]) : null));
    for (const { first, columns, rows: mine } of await cut(rows)) {
      const misses = columns.map(({ sets }, at) =>
        Uint8Array.from(sets, (values) => Number(Boolean(chosen[at]) && !values.some((value) => chosen[at].has(value)))));
      const tally = columns.map(({ sets }) => new Uint32Array(sets.length));
      const choices = columns.map((column, at) => at).filter((at) => chosen[at]);
      const placeIn = (at, row) => columns[at].cells?.[row - first] ?? 0;
      for (const row of mine) {
        let missed = 0;
        let where = -1;
        for (const at of choices) if (misses[at][placeIn(at, row)]) [missed, where] = [missed + 1, at];
        if (missed === 0) fitting.push(row);
        if (missed > 1) continue;
        for (let at = 0; at < columns.length; at += 1) if (missed === 0 || at === where) tally[at][placeIn(at, row)] += 1;
      }
      columns.forEach(({ sets }, at) => add(tallies[at], sets, tally[at], chosen[at]));
    }
    const named = facetNames.map(([name], at) => [name, Object.fromEntries([...tallies[at]].sort(([a], [b]) => (a < b ? -1 : 1)))]);
    return { kept: Uint32Array.from(fitting), counts: Object.fromEntries(named) };
  }

  function add(total, sets, tally, chosen) {
    sets.forEach((values, place) => {
      for (const value of values) {
        if (tally[place] || chosen?.has(value)) total.set(value, (total.get(value) ?? 0) + tally[place]);
      }
    });
  }

  /** Return ordered rows by date: the newest or the oldest first, of one day the later row first or last. */
  async function sortByDate(rows, isNewestFirst) {
    const dated = (await cut(rows)).flatMap(({ first, published, rows: mine }) =>
      Array.from(mine, (row) => [published[row - first], row]));
    dated.sort(([a, one], [b, other]) => (isNewestFirst ? b - a || other - one : a - b || one - other));
    return Uint32Array.from(dated, ([, row]) => row);
  }

  return { filter, sortByDate };
}
