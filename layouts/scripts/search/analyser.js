// Cuts queries into the words under which texts are indexed, and makes texts again from those words.
// Mirror of gongkai/search/analyser.py: both must give the same for the same text (tested).

export const RUN_END = "\u01c0";

const LITERAL = 0xe000;
const ORIGINAL = 0xe100;
const PRIVATE_END = ORIGINAL + 256;
const HAN = [[0x3005, 0x3005], [0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x323af]];
const VARIATION_SELECTORS = [[0x180b, 0x180f], [0xfe00, 0xfe0f], [0xe0100, 0xe01ef]];
const FORMAT = /^\p{Cf}$/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const OTHERS = /[^\p{L}\p{N}\p{M}]/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const RUNS = /(h(?:f*h)*)|(w[wf]*)|([sf]+)/g;

const within = (code, ranges) => ranges.some(([first, last]) => first <= code && code <= last);
const isInvisible = (char) => FORMAT.test(char) || within(char.codePointAt(0), VARIATION_SELECTORS);

export const isHan = (char) => within(char.codePointAt(0), HAN);

/** Return the analyser that folds with `pairs`: "traditional simplified traditional simplified …" unspaced. */
export function createAnalyser(pairs) {
  const simplified = new Map();
  const chars = [...pairs];
  for (let at = 0; at < chars.length; at += 2) simplified.set(chars[at], chars[at + 1]);
  const folded = new Map();
  const kinds = new Map();

  function foldChar(char) {
    let result = folded.get(char);
    if (result === undefined) {
      const halfWidth = isInvisible(char) ? "" : char.normalize("NFKC").toLowerCase().normalize("NFKC");
      result = [...halfWidth].map((each) => simplified.get(each) ?? each).join("");
      folded.set(char, result);
    }
    return result;
  }

  function findKind(char) {
    if (isInvisible(char)) return "f";
    if (char === RUN_END) return "s";
    const each = [...foldChar(char)];
    if (each.length === 1 && isHan(each[0])) return "h";
    return each.some((one) => LETTER.test(one)) ? "w" : "s";
  }

  function kindOf(char) {
    let kind = kinds.get(char);
    if (kind === undefined) kinds.set(char, (kind = findKind(char)));
    return kind;
  }

  const fold = (text) => Array.from(text, foldChar).join("");

  /** Return the runs of `text`: Chinese (han), letters and digits (word), anything else (rest). */
  function runs(text) {
    const all = [...text];
    return Array.from(all.map(kindOf).join("").matchAll(RUNS), (match) => {
      const original = all.slice(match.index, match.index + match[0].length);
      let result = original.map(foldChar).join("");
      let kind = match[1] ? "han" : match[2] ? "word" : "rest";
      if (kind === "word") result = result.replace(OTHERS, "");
      if (kind === "word" && !LETTER_OR_DIGIT.test(result)) kind = "rest";
      return { kind, folded: result, start: match.index };
    });
  }

  /** Return the different words to look for; a lone Chinese character only if there is nothing else. */
  function tokens(query) {
    const words = new Set();
    const singles = new Set();
    for (const run of runs(query)) {
      const each = [...run.folded];
      if (run.kind === "word") words.add(run.folded);
      else if (run.kind === "han" && each.length === 1) singles.add(each[0]);
      else if (run.kind === "han") each.slice(1).forEach((char, at) => words.add(each[at] + char));
    }
    return [...(words.size ? words : singles)];
  }

  /** Return `text` folded and without anything but letters, digits and Chinese, to compare phrases. */
  const squeeze = (text) => runs(text).filter((run) => run.kind !== "rest").map((run) => run.folded).join("");

  return { fold, foldChar, kindOf, runs, tokens, squeeze };
}

function textOf(piece) {
  const bytes = [];
  const encoder = new TextEncoder();
  for (const char of piece) {
    const code = char.codePointAt(0);
    if (code >= LITERAL && code < PRIVATE_END) bytes.push(code & 0xff);
    else bytes.push(...encoder.encode(char));
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
}

/** Return the text of which the Python side's `encode` made `content`. */
export function decode(content) {
  const runs = [];
  let inside = false;
  for (const piece of content.split(" ")) {
    if (piece === "" || piece === RUN_END) continue;
    const [char, next, ...more] = piece;
    const code = char.codePointAt(0);
    const isPair = next !== undefined && more.length === 0 && isHan(char);
    if (isPair && inside) runs[runs.length - 1] += char;
    else if (isPair) runs.push(char);
    else if (code >= ORIGINAL && code < PRIVATE_END) runs[runs.length - 1] = textOf(piece);
    else runs.push(textOf(piece));
    inside = isPair && next !== RUN_END;
  }
  return runs.join("");
}
