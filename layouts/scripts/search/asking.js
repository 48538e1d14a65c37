// Takes a question apart: what it is about, without the words of asking, and in the words of offices too.

import { EVERYDAY_WORDS } from "./everyday-words.js";

// Words in which citizens ask but offices do not answer; they are no part of what is looked for.
const ASKING = (
  "请问 我想知道 我想问 我想 我要 想要 想 怎么办理 怎么办 怎么样 怎么才能 怎么 怎样 如何 为什么 什么时候 什么时间 什么地方 是什么 " +
  "有什么 什么 有哪些 哪些 在哪里 在哪儿 去哪里 去哪儿 去哪 哪里 哪儿 在哪 哪个 哪天 几号 几点 几天 几年 几岁 多少钱 多少 多久 多长时间 " +
  "多长 多大 能不能 可不可以 可以 能否 是否 是不是 有没有 需要 要不要 要几 要交 应该 找谁 谁 吗 呢 吧 嘛 的 了 怎么领"
).split(" ");

const longestFirst = (words) => [...words].sort((a, b) => b.length - a.length);
const SPECIAL = new RegExp(longestFirst([...ASKING, ...EVERYDAY_WORDS.keys()]).join("|"), "gu");

/** Return the parts of a folded query that say what it is about, each with the words it may stand for.
 *  All of the query is one part if nothing else would be left. */
export function takeApart(folded) {
  const parts = [];
  let rest = 0;
  const addPlain = (text) => {
    for (const plain of text.split(/[^\p{L}\p{N}\p{M}]+/u)) if ([...plain].length > 1) parts.push([plain]);
  };
  for (const match of folded.matchAll(SPECIAL)) {
    addPlain(folded.slice(rest, match.index));
    rest = match.index + match[0].length;
    const meant = EVERYDAY_WORDS.get(match[0]);
    if (meant) parts.push(meant);
  }
  addPlain(folded.slice(rest));
  return parts.length ? parts : [[folded]];
}
