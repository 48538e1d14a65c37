"""The browser's analyser is a mirror of Python's: same words, same folding, same text put together again."""

import itertools
import json
import unicodedata
from pathlib import Path

from playwright.sync_api import Page

from gongkai.search.analyser import analyse, encode, fold, squeeze, tokens, traditional_table

NAUGHTY = [
    "",
    " ",
    "公租房怎么申请？",
    "云政办发〔2026〕12号",
    "許可證　ＰＭ２.５ 公\u200b租房，\n ABC_x ⅷ①㎡℃ ㍿ a\u0301 葛\U000e0100飾 𠀀𠀁",
    "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ\u180eᠠ བོད་ཡིག ئۇيغۇرچە",
    "İstanbul STRASSE ﬁ Σσς ǅ \u01c0 \ue001\ue101",
    "が ガ 한국 ２０２６年３月１５日",
    "<b>&amp;</b> \"'`^~ \x00\x1f\ufeff",
    "👨‍👩‍👧 🇨🇳 1️⃣ ☆★",
]

MIRROR = """async ([inputs, pairs]) => {
    const { createAnalyser, decode } = await import("/scripts/analyser.js");
    const analyser = createAnalyser(pairs);
    return inputs.map(([text, encoded]) =>
        [analyser.fold(text), analyser.tokens(text), analyser.squeeze(text), decode(encoded)]);
}"""


def fold_pairs() -> str:
    """Return the folding table as the browser gets it."""
    return "".join(char + simple for char, simple in sorted(traditional_table().items()))


def sample_lines(samples: Path) -> list[str]:
    """Return the naughty strings and some lines of law, as far as the samples are here."""
    blns = samples / "messy" / "naughty-strings" / "blns.json"
    naughty: list[str] = json.loads(blns.read_text(encoding="utf-8")) if blns.exists() else []
    for path in itertools.islice(sorted(samples.glob("laws-plain/**/*.md")), 0, 400, 40):
        naughty += path.read_text(encoding="utf-8").splitlines()[:120]
    return naughty


def known_characters() -> list[str]:
    """Return one text for each block of 64 characters that Python and the browser both know."""
    codes = [code for code in range(0x20000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    return ["a".join(map(chr, codes[at : at + 64])) for at in range(0, len(codes), 64)]


def test_python_and_javascript_agree(page: Page, samples: Path) -> None:
    texts = [*NAUGHTY, *sample_lines(samples), *known_characters()]
    mirrored = page.evaluate(MIRROR, [[[text, encode(text)] for text in texts], fold_pairs()])
    for text, found in zip(texts, mirrored, strict=True):
        assert found == [fold(text), tokens(text), squeeze(text), text], ascii(text)


def test_words_asked_are_words_indexed(page: Page, samples: Path) -> None:
    lines = [line for line in sample_lines(samples) if line][:500] or NAUGHTY[2:]
    mirrored = page.evaluate(MIRROR, [[[text, ""] for text in lines], fold_pairs()])
    for line, (_, words, _, _) in zip(lines, mirrored, strict=True):
        assert set(words) <= {token.text for token in analyse(line)}
