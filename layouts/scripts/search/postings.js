// Reads the texts in which gongkai/search/segments/digits.py and runs.py write numbers and postings.

const CHARACTERS = Array.from({ length: 0x7f - 0x21 }, (each, at) => String.fromCharCode(0x21 + at))
  .filter((char) => !'"\\|~'.includes(char));
const DIGITS = 64;
const LEADS = CHARACTERS.length - DIGITS;
const VALUES = new Uint8Array(128);
CHARACTERS.forEach((char, at) => (VALUES[char.charCodeAt(0)] = at));

export const LEVEL = 3;
export const NAMED = 4;
export const NUMBERED = 8;
export const LONG = 16;

/** Return the numbers in `text`: leads, which no number ends with, and one digit each. */
export function readNumbers(text) {
  const numbers = new Uint32Array(text.length);
  let count = 0;
  let high = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at)];
    if (value >= DIGITS) {
      high = high * LEADS + (value - DIGITS) + 1;
    } else {
      numbers[count++] = high * DIGITS + value;
      high = 0;
    }
  }
  return numbers.subarray(0, count);
}

/** Return {rows, impacts, masks} of coded postings: `toRows` makes ordered numbers rows, `masks` may be null. */
export function readPostings([gaps, impactText, passages], base, toRows) {
  const numbers = readNumbers(gaps);
  let number = base;
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = number += numbers[at];
  const impacts = Uint8Array.from(readNumbers(impactText));
  return { rows: toRows(numbers), impacts, masks: passages ? spread(readNumbers(passages), impacts) : null };
}

/** Only the postings of long documents have a mask of passages; give it its place among all. */
function spread(found, impacts) {
  const masks = new Uint32Array(impacts.length);
  let next = 0;
  impacts.forEach((impact, at) => {
    if (impact & LONG) masks[at] = found[next++];
  });
  return masks;
}

/** Return several postings, in order, as one. */
export function joinPostings(parts) {
  if (parts.length === 1) return parts[0];
  const size = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const joined = { rows: new Uint32Array(size), impacts: new Uint8Array(size), masks: new Uint32Array(size) };
  let at = 0;
  for (const { rows, impacts, masks } of parts) {
    joined.rows.set(rows, at);
    joined.impacts.set(impacts, at);
    if (masks) joined.masks.set(masks, at);
    at += rows.length;
  }
  return joined;
}

/** Return the postings of several words as those of one: of two postings of a row the stronger stays. */
export function mergePostings(all) {
  if (all.length === 1) return all[0];
  const best = new Map();
  for (const { rows, impacts, masks } of all) {
    rows.forEach((row, at) => {
      const before = best.get(row);
      const mask = (before?.mask ?? 0) | (masks?.[at] ?? 0);
      best.set(row, { impact: Math.max(impacts[at], before?.impact ?? 0), mask });
    });
  }
  const rows = Uint32Array.from(best.keys()).sort();
  return {
    rows,
    impacts: Uint8Array.from(rows, (row) => best.get(row).impact),
    masks: Uint32Array.from(rows, (row) => best.get(row).mask),
  };
}

/** Return the place of `row` in ordered `rows`, or -1. */
export function placeOf(rows, row) {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (rows[middle] === row) return middle;
    if (rows[middle] < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
