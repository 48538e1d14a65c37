// Finds the words of a query in a text as readers see it, and cuts out the part that shows most of them.

const LENGTH = 110;
const LEAD = 24;
const SENTENCE_END = /[。！？；\n]/;

/** Return [{text, mark}] for the whole of `text`. */
export function markText(analyser, text, words) {
  const chars = [...text];
  return segments(chars, marks(analyser, chars, words).covered, 0, chars.length);
}

/** Return [{text, mark}] for the stretch of `text` with the most different words, nearest together. */
export function cutExcerpt(analyser, text, words) {
  const chars = [...text.replace(/\s+/g, " ").trim()];
  const { covered, starts } = marks(analyser, chars, words);
  const at = bestStart(starts);
  const lead = at === null ? 0 : leadIn(chars, at);
  const from = chars[lead] === " " ? lead + 1 : lead;
  const to = Math.min(chars.length, from + LENGTH);
  const found = segments(chars, covered, from, to);
  if (from > 0) found.unshift({ text: "…", mark: false });
  if (to < chars.length) found.push({ text: "…", mark: false });
  return found;
}

/** Return which characters belong to a word of the query, and where each word begins: [place, word]. */
function marks(analyser, chars, words) {
  const wanted = new Set(words);
  const latin = words.filter((word) => [...word].length > 2 || !/\p{Script=Han}/u.test(word));
  const covered = new Array(chars.length).fill(false);
  const starts = [];
  const add = (from, to, word) => {
    covered.fill(true, from, to);
    starts.push([from, word]);
  };
  for (const run of analyser.runs(chars.join(""))) {
    if (run.kind === "han") markPairs(run, chars, analyser, wanted, add);
    const begun = run.kind === "word" ? latin.find((word) => run.folded.startsWith(word)) : undefined;
    if (begun !== undefined) add(run.start, run.start + (begun.length || 1), begun);
  }
  return { covered, starts };
}

function markPairs(run, chars, analyser, wanted, add) {
  let previous = null;
  const length = [...run.folded].length;
  for (let at = run.start, seen = 0; seen < length; at += 1) {
    const char = analyser.foldChar(chars[at]);
    if (char === "") continue;
    seen += 1;
    if (wanted.has(char)) add(at, at + 1, char);
    if (previous && wanted.has(previous.char + char)) add(previous.at, at + 1, previous.char + char);
    previous = { char, at };
  }
}

/** Return where the window begins that holds most different words. */
function bestStart(starts) {
  let best = null;
  let most = 0;
  const counts = new Map();
  let first = 0;
  for (const [place, word] of starts) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    while (starts[first][0] <= place - LENGTH + LEAD) {
      const [, leaving] = starts[first++];
      if (counts.get(leaving) === 1) counts.delete(leaving);
      else counts.set(leaving, counts.get(leaving) - 1);
    }
    if (counts.size > most) [most, best] = [counts.size, starts[first][0]];
  }
  return best;
}

/** Return the beginning of the sentence if it is near, else a few characters before `at`. */
function leadIn(chars, at) {
  for (let place = at; place > Math.max(0, at - LEAD); place -= 1) {
    if (SENTENCE_END.test(chars[place - 1])) return place;
  }
  return at <= LEAD ? 0 : at - LEAD / 2;
}

function segments(chars, covered, from, to) {
  const found = [];
  for (let at = from; at < to; at += 1) {
    const last = found[found.length - 1];
    if (last && last.mark === covered[at]) last.text += chars[at];
    else found.push({ text: chars[at], mark: covered[at] });
  }
  return found;
}
