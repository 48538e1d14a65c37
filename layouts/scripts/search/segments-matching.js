// Finds the rows of a query in an index in segments and orders them. As with Pagefind, all words first; where
// few documents answer that, each part alone. Rows are many, so sums stand in arrays with a place for each.

import { takeApart } from "./asking.js";
import { LEVEL, NAMED, NUMBERED, placeOf } from "./postings.js";
import { freshness, held, phraseScore, weighWords, WEIGHTS } from "./ranking.js";

const ENOUGH = 10; // answers that are enough
const READ_AT_ONCE = 10;
const MOST_READ = 20; // first documents whose text is read to put phrases first, if none may hold the query
const MOST_READ_FOR_MORE = 50; // the same if some do, or many hold all its words
const LEAST_BESIDE_ANSWERS = 0.75; // coverage, as a share of the best one's
const LEAST_WITHOUT = 0.5;
const OTHER_WORD = 0.9; // what an office's word counts beside the citizen's own
const NUMBER_COVERAGE = 10; // as the title's, for words of the document number
const WHOLE = 6; // what a document gains that holds the query as it was written
const MOST_WORDS = 24;
const MOST_REMEMBERED = 20;
const DAYS_A_YEAR = 365.25;

/** Return what matches queries over `index`; `read(row, passage)` gives a folded document. */
export function createMatcher({ index, read, analyser }) {
  const remembered = new Map();
  const fresh = freshnessOfYears(index.years);

  /** Return {words, asked, isCertain, mayHold, strictFirst, rows, scores, passageOf}: ordered rows, what each scores, where to
   *  read it; whether all of them hold the query, whether enough hold its words, and the first that do. */
  async function match(query) {
    if (!remembered.has(query)) {
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      const matching = matchAfresh(query);
      remembered.set(query, matching);
      matching.catch(() => remembered.delete(query));
    }
    return remembered.get(query);
  }

  async function matchAfresh(query) {
    const words = analyser.tokens(query).slice(0, MOST_WORDS);
    const parts = takeApart(analyser.fold(query));
    const asked = { phrase: analyser.squeeze(query), parts: parts.map((part) => part.map(analyser.squeeze)), words };
    const entries = await Promise.all(words.map(index.find));
    const strict = await findAll(entries);
    const isCertain = words.length === 1 && words[0] === asked.phrase; // no need to look whether it stands so
    const strictFirst = isCertain ? [] : pickFirst(strict.rows, strict.scores, ENOUGH);
    const matched = { words, asked, isCertain, strictFirst, mayHold: strict.rows.length >= ENOUGH, ...strict };
    const answers = isCertain ? strict.rows.length : await countAnswers(matched);
    if (answers >= ENOUGH || (isCertain && parts.flat().length < 2)) return matched;
    const loose = await addLoosely(strict, parts, answers ? LEAST_BESIDE_ANSWERS : LEAST_WITHOUT);
    return { ...matched, ...loose, isCertain: false, words: [...new Set([...words, ...parts.flat().flatMap(analyser.tokens)])] };
  }

  /** Return the rows that hold all words. */
  async function findAll(entries) {
    if (!entries.length || entries.some(({ count }) => !count)) return empty();
    const windows = await Promise.all(entries.map((entry) => entry.windowsOf()));
    const common = new Set([...windows[0]].filter((window) => windows.every((each) => each.has(window))));
    const postings = await Promise.all(entries.map((entry) => entry.read(common)));
    const weights = weighWords(entries.map(({ count }) => count), index.size);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = new Uint8Array(index.size);
    const scores = new Float32Array(index.size);
    const added = postings.map((each, at) => impactScores(weights[at] / whole));
    const shortest = postings.reduce((best, each) => (each.rows.length < best.rows.length ? each : best));
    postings.forEach(({ rows, impacts }, at) => {
      const table = added[at];
      for (let place = 0; place < rows.length; place += 1) {
        counts[rows[place]] += 1;
        scores[rows[place]] += table[impacts[place]];
      }
    });
    const rows = shortest.rows.filter((row) => counts[row] === postings.length);
    fresh.addTo(scores, rows);
    for (const row of rows) scores[row] += WEIGHTS.coverage + WEIGHTS.streak; // likely side by side, as was asked
    return { rows, scores, passageOf: passages(postings) };
  }

  /** Return how many of the first documents hold every part as it was written. */
  async function countAnswers({ asked, strictFirst, passageOf }) {
    const texts = await Promise.all(strictFirst.map((row) => read(row, passageOf(row))));
    return texts.filter(({ name, number, body }) => held(`${name}\n${number}\n${body}`, asked.parts) === 1).length;
  }

  async function addLoosely(strict, parts, least) {
    const found = (await Promise.all(parts.map(findPart))).filter((each) => each.weight);
    if (!found.length) return strict;
    const whole = found.reduce((sum, each) => sum + each.weight, 0);
    const coverage = sumUp(found.map((each) => each.coverage));
    const scores = sumUp(found.map((each) => each.scores));
    const best = coverage.reduce((most, each) => (each > most ? each : most), 0);
    const isStrict = new Uint8Array(index.size);
    for (const row of strict.rows) isStrict[row] = 1;
    const rows = [];
    for (let row = 0; row < index.size; row += 1) {
      if (isStrict[row] || (coverage[row] && coverage[row] >= least * best)) rows.push(row);
      scores[row] /= whole;
    }
    const ordered = Uint32Array.from(rows);
    fresh.addTo(scores, ordered);
    for (const row of strict.rows) scores[row] = Math.max(scores[row], strict.scores[row]);
    return { rows: ordered, scores, passageOf: passages(found.flatMap((each) => each.postings)) };
  }

  /** Return {weight, coverage, scores, postings} for one part of the question: of each row the best of its words. */
  async function findPart(phrases) {
    const each = await Promise.all(phrases.map(findPhrase));
    const weight = Math.max(...each.map((phrase) => phrase.weight));
    const coverage = new Float32Array(index.size);
    const scores = new Float32Array(index.size);
    each.forEach((phrase, at) => {
      if (!phrase.weight) return;
      const scale = ((at === 0 ? 1 : OTHER_WORD) * weight) / phrase.weight;
      for (let row = 0; row < index.size; row += 1) {
        const score = phrase.scores[row] * scale;
        if (score > scores[row]) [scores[row], coverage[row]] = [score, phrase.coverage[row] * scale];
      }
    });
    return { weight, coverage, scores, postings: each.flatMap((phrase) => phrase.postings) };
  }

  async function findPhrase(phrase) {
    const entries = await Promise.all(analyser.tokens(phrase).slice(0, MOST_WORDS).map(index.find));
    const weights = weighWords(entries.map(({ count }) => count), index.size);
    const postings = await Promise.all(entries.map((entry) => entry.read()));
    const coverage = new Float32Array(index.size);
    const scores = new Float32Array(index.size);
    postings.forEach(({ rows, impacts }, at) => {
      const weight = weights[at];
      const table = impactScores(weight).map((score) => score + WEIGHTS.coverage * weight);
      for (let place = 0; place < rows.length; place += 1) {
        coverage[rows[place]] += weight;
        scores[rows[place]] += table[impacts[place]];
      }
    });
    return { weight: weights.reduce((sum, weight) => sum + weight, 0), coverage, scores, postings };
  }

  /** Return the first rows of `rows`, in order, as many as are read: those first that hold the query as it was
   *  written. More are read only while the page is not full of such, and nothing for a single word. */
  async function refine({ asked, scores, passageOf, isCertain, mayHold, strictFirst }, rows) {
    if (isCertain) return pickFirst(rows, scores, MOST_READ_FOR_MORE);
    const isRow = new Set(strictFirst.filter((row) => placeOf(rows, row) >= 0));
    const known = strictFirst.filter((row) => isRow.has(row)); // read already
    const others = pickFirst(rows, scores, MOST_READ_FOR_MORE).filter((row) => !known.includes(row));
    const first = [...known, ...others];
    const refined = new Map();
    for (let from = 0, whole = 0; from < first.length && whole < READ_AT_ONCE; from += READ_AT_ONCE) {
      if (from >= MOST_READ && !whole && !mayHold) break;
      const next = first.slice(from, from + READ_AT_ONCE);
      const texts = await Promise.all(next.map((row) => read(row, passageOf(row))));
      texts.forEach((text, at) => {
        const isWhole = Object.values(text).some((each) => each.includes(asked.phrase));
        refined.set(next[at], scores[next[at]] + phraseScore(text, asked) + (isWhole ? WHOLE : 0));
        whole += Number(isWhole);
      });
    }
    const unread = others.filter((row) => !refined.has(row));
    return [...[...refined.keys()].sort((a, b) => refined.get(b) - refined.get(a) || b - a), ...unread];
  }

  function empty() {
    return { rows: new Uint32Array(0), scores: new Float32Array(index.size), passageOf: () => 0 };
  }

  return { match, refine };
}

/** Return what one word adds to a document's score, by the impact in its posting. */
function impactScores(weight) {
  return Float32Array.from({ length: 32 }, (each, impact) => {
    const named = impact & NUMBERED ? NUMBER_COVERAGE : impact & NAMED ? WEIGHTS.titleCoverage : 0;
    return weight * (named + WEIGHTS.pagefind * ((impact & LEVEL) / LEVEL));
  });
}

/** Return passageOf(row): the passage of a long document with most of the words. */
const passages = (postings) => (row) => {
  const counts = new Uint8Array(32);
  for (const { rows, masks } of postings) {
    const place = masks ? placeOf(rows, row) : -1;
    for (let mask = place < 0 ? 0 : masks[place]; mask; mask &= mask - 1) counts[31 - Math.clz32(mask & -mask)] += 1;
  }
  return counts.indexOf(Math.max(...counts));
};

function sumUp(arrays) {
  const [sums, ...others] = arrays;
  for (const each of others) for (let at = 0; at < sums.length; at += 1) sums[at] += each[at];
  return sums;
}

/** Return what a document's year adds to its score; the last year is the newest. */
function freshnessOfYears(years) {
  const days = years.map(({ year }) => (Number.parseInt(year, 10) || 0) * DAYS_A_YEAR);
  const added = days.map((each) => freshness(each, days[days.length - 1]));
  return {
    addTo(scores, rows) {
      let at = 0;
      for (const row of rows) {
        while (row >= years[at].first + years[at].size) at += 1;
        scores[row] += added[at];
      }
    },
  };
}

/** Return the `count` rows with the highest scores, in order; of equals the later first. */
export function pickFirst(rows, scores, count) {
  if (rows.length <= count) return [...rows].sort((a, b) => scores[b] - scores[a] || b - a);
  const best = Float32Array.from(rows, (row) => scores[row]).sort();
  const least = best[best.length - count];
  const above = [...rows.filter((row) => scores[row] > least)].sort((a, b) => scores[b] - scores[a] || b - a);
  const equal = [];
  for (let at = rows.length - 1; at >= 0 && above.length + equal.length < count; at -= 1) {
    if (scores[rows[at]] === least) equal.push(rows[at]);
  }
  return [...above, ...equal];
}
