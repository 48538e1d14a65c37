"""The analyser: what is indexed, what is asked, and that texts come back as they were."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.analyser import (
    analyse,
    decode,
    encode,
    fold,
    fold_table_script,
    squeeze,
    tokens,
    words,
)

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=40)
MIXED = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("公租房許可證，。 〔〕12号ＡＢc2.5\u200b\ufe00ᠮᠣང་ئۇ\ue001\ue101\u01c0\n"),
    ),
    max_size=40,
)


def indexed(text: str) -> list[str]:
    """Return the words under which `text` is indexed."""
    return [token.text for token in analyse(text)]


@given(HAN, st.data())
def test_any_substring_of_two_chinese_characters_or_more_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assert set(tokens(text[start:end])) <= set(indexed(text))


@given(MIXED)
def test_words_alone_are_those_of_the_tokens(text: str) -> None:
    assert words(text) == indexed(text)


@given(HAN)
def test_each_character_begins_a_word(text: str) -> None:
    """A lone character is looked for by prefix, so it must stand first in some word."""
    assert {char[0] for char in indexed(text)} == set(fold(text))


@given(MIXED)
def test_text_is_put_together_again_exactly(text: str) -> None:
    assert decode(encode(text)) == text


@given(MIXED)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(MIXED)
def test_tokens_say_where_they_stand(text: str) -> None:
    for token in analyse(text):
        assert squeeze(text[token.start : token.end]).startswith(token.text)


@given(MIXED)
def test_an_encoded_text_is_words_between_single_spaces(text: str) -> None:
    assert all(piece and not piece.isspace() for piece in encode(text).split(" "))


def test_chinese_is_cut_into_overlapping_pairs() -> None:
    assert indexed("公租房申请") == ["公租", "租房", "房申", "申请", "请"]
    assert tokens("公租房申请") == ["公租", "租房", "房申", "申请"]


def test_words_and_numbers_stay_whole() -> None:
    assert indexed("PM2.5 OpenAPI 0471-6608888") == ["pm2", "5", "openapi", "0471", "6608888"]
    assert indexed("5G基站") == ["5g", "基站", "站"]


def test_document_number_is_found_by_its_parts_and_as_a_whole() -> None:
    words = set(indexed("云政办发〔2026〕12号"))
    for query in ("云政办发", "2026", "12", "云政办发〔2026〕12号", "云政办发[2026]12号", "云政办发2026"):
        assert set(tokens(query)) <= words, query
    assert squeeze("云政办发（２０２６）１２號") == squeeze("云政办发〔2026〕12号")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("許可證", "许可证"),
        ("ＡＰＰ１２", "app12"),
        ("臺灣", "台湾"),
        ("（一）", "(一)"),
        ("㎡", "m2"),
        ("公\u200b租", "公租"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_lone_character_is_left_out_beside_other_words() -> None:
    assert tokens("12号") == ["12"]
    assert tokens("号") == ["号"]


def test_other_scripts_are_words() -> None:
    assert indexed("ᠮᠣᠩᠭᠣᠯ ئۇيغۇرچە") == ["ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇرچە"]
    assert indexed("བོད་ཡིག") == ["བོད", "ཡིག"]


def test_text_without_words_still_gives_a_record() -> None:
    assert encode("——") != "——"
    assert decode(encode("——")) == "——"
    assert decode(encode("")) == ""


def test_the_table_for_the_browser_is_pairs_in_order() -> None:
    pairs = fold_table_script().split('"')[1]
    assert pairs[::2] == "".join(sorted(pairs[::2]))
    assert dict(zip(pairs[::2], pairs[1::2], strict=True))["證"] == "证"


def test_naughty_strings_come_back_as_they_were(samples: Path) -> None:
    path = samples / "messy" / "naughty-strings" / "blns.json"
    for text in json.loads(path.read_text(encoding="utf-8")):
        assert decode(encode(text)) == text
