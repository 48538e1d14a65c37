// The index as the search sees it: words with their postings, documents by row. A row is a document's place
// among all, in order of year, unit and day; the files know numbers, which leave room between the units.

import { joinPostings, mergePostings, readNumbers, readPostings } from "./postings.js";

const FORMAT = 2;
const WINDOW_BITS = 16;
const ROW_BITS = 7;
const NAME_LENGTH = 12;
const MOST_LEAVES = 6; // that are read for all words which begin with a few letters
const MOST_WORDS = 400;
const LEAST_LETTERS = 2;
const LEAST_DIGITS = 5; // 12 must not find 120; a credit code may be given in part

/** Compare as Python does, by code points: JavaScript's own order differs beyond the basic plane. */
function isAfter(a, b) {
  const others = b[Symbol.iterator]();
  for (const char of a) {
    const other = others.next();
    if (other.done) return true;
    if (char !== other.value) return char.codePointAt(0) > other.value.codePointAt(0);
  }
  return false;
}

function readBlocks(text) {
  return text.split("~").slice(1).map((each) => {
    const at = each.indexOf("|");
    return { word: each.slice(0, at), name: each.slice(at + 1) };
  });
}

/** Return [[number, name]] of coded steps from `base` and names of fixed length. */
function readNames(steps, names, base) {
  let number = base;
  return Array.from(readNumbers(steps), (step, at) => {
    number += step;
    return [number, names.slice(at * NAME_LENGTH, (at + 1) * NAME_LENGTH)];
  });
}

/** Return the years in order, each with its rows: {year, first, size, columns}; and the runs of numbers. */
function readYears(years) {
  const runs = { starts: [], ends: [], firsts: [] };
  let size = 0;
  const read = years.map(([year, steps, counts, columns]) => {
    const first = size;
    let start = 0;
    const sizes = readNumbers(counts);
    readNumbers(steps).forEach((step, at) => {
      start += step;
      runs.starts.push(start);
      runs.ends.push(start + sizes[at]);
      runs.firsts.push(size);
      size += sizes[at];
    });
    return { year, first, size: size - first, columns };
  });
  return { years: read, runs, size };
}

/** Return the index over `root`, loading what it needs with `load`. */
export function createIndex(load, root) {
  if (root.format !== FORMAT) throw new Error(`the index has format ${root.format}, wanted ${FORMAT}`);
  const { years, runs, size } = readYears(root.years);
  const top = readBlocks(root.tree.blocks);
  const inner = new Map();
  const words = new Map();

  /** Turn ordered numbers into rows, in place. */
  function toRows(numbers) {
    let run = 0;
    for (let at = 0; at < numbers.length; at += 1) {
      while (numbers[at] >= runs.ends[run]) run += 1;
      numbers[at] += runs.firsts[run] - runs.starts[run];
    }
    return numbers;
  }

  function toNumber(row) {
    let low = 0;
    let high = runs.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (runs.firsts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return runs.starts[low] + row - runs.firsts[low];
  }

  async function readInner(name) {
    if (!inner.has(name)) inner.set(name, readBlocks(await load.block(name)));
    return inner.get(name);
  }

  /** Return the leaves that may hold words from `word` on: the first one, and others while `goesOn(first word)`. */
  async function leavesFrom(word, goesOn) {
    let level = top;
    for (let depth = 0; ; depth += 1) {
      let first = 0;
      let end = level.length;
      while (first < end) {
        const middle = (first + end) >> 1;
        if (isAfter(level[middle].word, word)) end = middle;
        else first = middle + 1;
      }
      let last = first;
      while (last < level.length && last - first < MOST_LEAVES && goesOn(level[last].word)) last += 1;
      const blocks = level.slice(Math.max(0, first - 1), last);
      if (depth === root.tree.depth) return blocks;
      level = (await Promise.all(blocks.map(({ name }) => readInner(name)))).flat();
    }
  }

  /** Return {count, windowsOf, read} of a word: how many documents hold it; in which windows of numbers, as a
   *  promise; and what gives its postings, in all windows or those asked for, if the others need not be loaded. */
  function readEntry(line) {
    const [, ...texts] = line.split("|");
    if (texts.length > 1) {
      let postings = null;
      const read = async () => (postings ??= readPostings(texts, 0, toRows));
      const windowsOf = async () => new Set(Array.from((await read()).rows, (row) => toNumber(row) >> WINDOW_BITS));
      return { count: texts[1].length, windowsOf, read };
    }
    const parts = texts[0].split(",").map((each) => {
      const [window, count, name] = each.split(":");
      return { window: Number(window), count: Number(count), name };
    });
    const readPart = async ({ window, name }) => {
      const [, , ...coded] = (await load.block(name)).split("|");
      return readPostings(coded, window << WINDOW_BITS, toRows);
    };
    const coded = new Map();
    const readOnce = (part) => {
      if (!coded.has(part)) coded.set(part, readPart(part).catch((error) => (coded.delete(part), Promise.reject(error))));
      return coded.get(part);
    };
    const read = async (windows) => joinPostings(await Promise.all(
      parts.filter(({ window }) => !windows || windows.has(window)).map(readOnce)));
    const windowsOf = async () => new Set(parts.map(({ window }) => window));
    return { count: parts.reduce((sum, part) => sum + part.count, 0), windowsOf, read };
  }

  async function findExactly(word) {
    const [leaf] = await leavesFrom(word, () => false);
    const text = leaf ? await load.block(leaf.name) : "";
    const start = text.indexOf(`~${word}|`);
    if (start < 0) return [];
    const end = text.indexOf("~", start + 1);
    return [text.slice(start + 1, end < 0 ? undefined : end)];
  }

  /** Return the lines of words that begin with `word`: not all of them if they are very many. */
  async function findBegun(word) {
    const leaves = await leavesFrom(word, (first) => first.startsWith(word));
    const texts = await Promise.all(leaves.slice(0, MOST_LEAVES).map(({ name }) => load.block(name)));
    const lines = texts.flatMap((text) => text.split("~").slice(1)).filter((line) => line.startsWith(word));
    const exactly = lines.filter((line) => line.startsWith(`${word}|`));
    return [...new Set([...exactly, ...lines])].slice(0, MOST_WORDS);
  }

  const isSingle = (word) => [...word].length === 1;
  const isBeginning = (word) =>
    !/\p{Script=Han}/u.test(word) && [...word].length >= (/^\d+$/.test(word) ? LEAST_DIGITS : LEAST_LETTERS);

  async function findAfresh(word) {
    const lines = await (isSingle(word) || isBeginning(word) ? findBegun(word) : findExactly(word));
    const entries = lines.map(readEntry);
    if (entries.length < 2) return entries[0] ?? readEntry(`${word}|||`);
    const postings = mergePostings(await Promise.all(entries.map((entry) => entry.read())));
    const windowsOf = async () => new Set(Array.from(postings.rows, (row) => toNumber(row) >> WINDOW_BITS));
    return { count: postings.rows.length, windowsOf, read: async () => postings };
  }

  /** Return the entry of `word`, whose postings are {rows, impacts, masks}. */
  async function find(word) {
    if (!words.has(word)) {
      const finding = findAfresh(word);
      words.set(word, finding);
      finding.catch(() => words.delete(word));
    }
    return words.get(word);
  }

  const [rowSteps, rowNames] = root.rows.split("|");
  const outer = new Map(readNames(rowSteps ?? "", rowNames ?? "", 0));

  async function fileOf(row) {
    const number = toNumber(row);
    const block = number >> ROW_BITS;
    const place = block >> ROW_BITS;
    const [, ...above] = (await load.block(outer.get(place))).split("|");
    const name = new Map(readNames(...above, place << ROW_BITS)).get(block);
    const [, ...rows] = (await load.block(name)).split("|");
    return new Map(readNames(rows[0], rows[1], block << ROW_BITS)).get(number);
  }

  /** Return one passage of the document in `row`. */
  const readDocument = async (row, passage) => load.document(await fileOf(row), passage);

  return { size, years, find, readDocument };
}
