// Finds the documents of a query and orders them. Asks Pagefind for all words first; where few documents
// answer that, asks for each part alone and keeps the documents that hold what matters most.

import { takeApart } from "./asking.js";
import { freshness, held, phraseScore, streak, weighWords, WEIGHTS } from "./ranking.js";

const ENOUGH = 12; // answers that are enough
const REFINED = 30; // first documents whose text is read to put phrases first
const LEAST_BESIDE_ANSWERS = 0.75; // coverage, as a share of the best one's
const LEAST_WITHOUT = 0.5;
const OTHER_WORD = 0.9; // what an office's word counts beside the citizen's own
const MOST_WORDS = 24;
const MOST_REMEMBERED = 20;

/** Return match(query) -> {words, rows: Map(row -> {score, fragment})} over one index.
 *  `find(words)` gives Map(row -> {score, places, fragment, named}); `read(fragment)` the folded document. */
export function createMatcher({ find, read, analyser, facts }) {
  const remembered = new Map();

  return async function match(query) {
    if (!remembered.has(query)) {
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(query, await matchAfresh(query));
    }
    return remembered.get(query);
  };

  async function matchAfresh(query) {
    const words = analyser.tokens(query).slice(0, MOST_WORDS);
    if (!words.length) return { words, rows: new Map() };
    const parts = takeApart(analyser.fold(query));
    const asked = { phrase: analyser.squeeze(query), parts: parts.map((part) => part.map(analyser.squeeze)) };
    const strict = await find(words);
    const answers = await countAnswers(strict, asked);
    const rows = scoreStrictly(strict, words.length);
    if (answers < ENOUGH) await addLoosely(rows, parts, answers ? LEAST_BESIDE_ANSWERS : LEAST_WITHOUT);
    await refine(rows, asked);
    return { words: [...new Set([...words, ...parts.flat().flatMap(analyser.tokens)])], rows };
  }

  /** Return how many of the first documents really hold every part: Pagefind passes over unknown words. */
  async function countAnswers(rows, { parts }) {
    const first = [...rows.values()].sort((a, b) => b.score - a.score).slice(0, ENOUGH);
    const texts = await Promise.all(first.map(({ fragment }) => read(fragment)));
    return texts.filter(({ name, body }) => held(`${name}\n${body}`, parts) === 1).length;
  }

  function scoreStrictly(found, length) {
    const best = Math.max(...Array.from(found.values(), (each) => each.score));
    const newest = facts.newest;
    return new Map(Array.from(found, ([row, { score, places, fragment }]) => {
      const near = WEIGHTS.streak * streak(places, length);
      const fresh = freshness(facts.published(row), newest);
      return [row, { score: WEIGHTS.coverage + near + WEIGHTS.pagefind * (score / best) + fresh, fragment }];
    }));
  }

  async function addLoosely(rows, parts, least) {
    const found = (await Promise.all(parts.map(findPart))).filter((each) => each.weight);
    const whole = found.reduce((sum, each) => sum + each.weight, 0);
    const sums = sumUp(found);
    const bound = least * Math.max(...Array.from(sums.values(), (sum) => sum.coverage));
    for (const [row, sum] of sums) {
      const before = rows.get(row);
      if (!before && sum.coverage < bound) continue;
      const named = WEIGHTS.titleCoverage * (sum.named / whole);
      const held = WEIGHTS.coverage * (sum.coverage / whole) + WEIGHTS.pagefind * (sum.strength / whole);
      const score = Math.max(held + freshness(facts.published(row), facts.newest), before?.score ?? 0) + named;
      rows.set(row, { score, fragment: before?.fragment ?? sum.fragment });
    }
  }

  /** Return {weight, rows: Map(row -> {coverage, named, strength, fragment})} for one part of the question. */
  async function findPart(words) {
    const each = await Promise.all(words.map(findPhrase));
    const rows = new Map();
    each.forEach((phrase, at) => {
      const share = at === 0 ? 1 : OTHER_WORD;
      for (const [row, sum] of phrase.rows) {
        const scaled = scale(sum, share / phrase.weight);
        if (!(rows.get(row)?.coverage + rows.get(row)?.named >= scaled.coverage + scaled.named)) rows.set(row, scaled);
      }
    });
    const weight = Math.max(...each.map((phrase) => phrase.weight));
    return { weight, rows: new Map(Array.from(rows, ([row, sum]) => [row, scale(sum, weight)])) };
  }

  async function findPhrase(phrase) {
    const found = await Promise.all(analyser.tokens(phrase).slice(0, MOST_WORDS).map((word) => find([word])));
    const weights = weighWords(found.map((rows) => rows.size), facts.size);
    const singles = found.map((rows, at) => ({ rows: weighRows(rows, weights[at]) }));
    return { weight: weights.reduce((sum, weight) => sum + weight, 0), rows: sumUp(singles) };
  }

  /** Read the first documents and put those first that hold the query as it was written. */
  async function refine(rows, asked) {
    const first = [...rows].sort(([a, one], [b, other]) => other.score - one.score || b - a).slice(0, REFINED);
    const ceiling = first.length < rows.size ? first[first.length - 1][1].score : 0;
    await Promise.all(first.map(async ([, each]) => {
      each.score = ceiling + each.score + phraseScore(await read(each.fragment), asked);
    }));
  }
}

const scale = ({ coverage, named, strength, fragment }, by) => ({
  coverage: coverage * by,
  named: named * by,
  strength: strength * by,
  fragment,
});

function weighRows(rows, weight) {
  const best = Math.max(...Array.from(rows.values(), (each) => each.score));
  return new Map(Array.from(rows, ([row, { score, named, fragment }]) => [row, {
    coverage: weight,
    named: named ? weight : 0,
    strength: weight * (score / best),
    fragment,
  }]));
}

/** Add up what several maps say of each row; the fragment is that of the strongest. */
function sumUp(maps) {
  const sums = new Map();
  for (const { rows } of maps) {
    for (const [row, each] of rows) {
      const sum = sums.get(row) ?? { coverage: 0, named: 0, strength: 0, fragment: "", best: -1 };
      sum.coverage += each.coverage;
      sum.named += each.named;
      sum.strength += each.strength;
      if (each.strength > sum.best) [sum.best, sum.fragment] = [each.strength, each.fragment];
      sums.set(row, sum);
    }
  }
  return sums;
}
