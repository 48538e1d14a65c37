// Says how well a document answers a query: names before texts, whole phrases before scattered words,
// rare words before common ones, and of equals the newer.

export const WEIGHTS = {
  coverage: 10,
  titleCoverage: 8,
  streak: 4,
  pagefind: 3,
  titlePhrase: 20,
  numberPhrase: 24,
  textPhrase: 14,
  corePhrase: 6,
  fresh: 2,
};

const MOST_WEIGHT = 4;
const CHANCE_PAIR = 0.25; // how much a pair counts that only stands where two words meet
const VALLEY = 0.2;
const DAYS_TO_HALF = 1100;

/** Return the longest stretch of neighbouring places, as a share of `length` words. */
export function streak(places, length) {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  let longest = 0;
  let current = 0;
  sorted.forEach((place, at) => {
    current = at > 0 && place - sorted[at - 1] <= 1 ? current + 1 : 1;
    longest = Math.max(longest, current);
  });
  return length ? Math.min(1, longest / length) : 0;
}

/** Return how much a word says, by the number of documents that hold it. */
const rarity = (found, size) => Math.min(MOST_WEIGHT, Math.log(1 + (size - found + 0.5) / (found + 0.5)));

/** Return the weight of each neighbouring word of one phrase from how many documents hold it. Where two
 *  words of the language meet, the pair across the border is much rarer than both its neighbours. */
export function weighWords(numbers, size) {
  return numbers.map((found, at) => {
    if (!found) return 0;
    const beside = [numbers[at - 1], numbers[at + 1]].filter((number) => number > 0);
    const isBorder = beside.length > 0 && found < VALLEY * Math.min(...beside);
    return rarity(found, size) * (isBorder ? CHANCE_PAIR : 1);
  });
}

/** Return what the age of a document, compared with the newest one, takes from nothing or little. */
export const freshness = (days, newest) => WEIGHTS.fresh * 0.5 ** ((newest - days) / DAYS_TO_HALF);

/** Return what a document's own words add: the phrase, or its parts, in the name, number or text. */
export function phraseScore({ name, number, body }, { phrase, parts }) {
  let score = 0;
  if (number && (phrase.includes(number) || number.includes(phrase))) score += WEIGHTS.numberPhrase;
  if (name.includes(phrase)) score += WEIGHTS.titlePhrase * (0.5 + 0.5 * (phrase.length / name.length));
  if (body.includes(phrase)) score += WEIGHTS.textPhrase;
  return score + WEIGHTS.corePhrase * (2 * held(name, parts) + held(body, parts));
}

/** Return the share of `parts` that stand in `text`, in any of their words. */
export function held(text, parts) {
  const found = parts.filter((words) => words.some((word) => text.includes(word)));
  return parts.length ? found.length / parts.length : 0;
}
