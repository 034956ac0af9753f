"""The ledger in plain text."""

from __future__ import annotations

import pytest

from cleanarticle.model import Article, Block, Change, Reason
from cleanarticle.rendering.explanation import explain, visible

RAW = "Menu\nBy Ann\nIt\u200b rained.\x00Hard."
ARTICLE = Article(
    blocks=(Block("paragraph", "It rained. Hard.", start=12, end=29),),
    changes=(
        Change("drop_menus", Reason.MENU, 0, 4, "Menu", ""),
        Change("find_authors", Reason.BYLINE, 5, 11, "By Ann", ""),
        Change("fix_invisible", Reason.INVISIBLE, 14, 15, "\u200b", ""),
        Change("fix_glue", Reason.GLUE, 23, 24, "\x00", " ", ("fix_invisible", "fix_glue")),
    ),
    flags=frozenset({"truncated", "heavy_cut"}),
    confidence=0.876,
    raw=RAW,
)


def test_the_whole_explanation() -> None:
    assert explain(ARTICLE) == (
        "3 words in 1 block kept; 1 cut (4 characters), 2 repairs, 1 line taken up; "
        "confidence 0.88.\n"
        "\n"
        "byline (1): The line that names the authors, taken up as authors.\n"
        '  5-11  find_authors  "By Ann" → ""\n'
        "\n"
        "menu (1): Navigation: links to sections, the search box, the log-in.\n"
        '  0-4  drop_menus  "Menu" → ""\n'
        "\n"
        "invisible (1): Invisible or control characters without meaning here.\n"
        '  14-15  fix_invisible  "\\u200b" → ""\n'
        "\n"
        "glue (1): A boundary that was lost between words, sentences or blocks.\n"
        '  23-24  fix_invisible > fix_glue  "\\x00" → " "\n'
        "\n"
        "Flags: heavy_cut, truncated."
    )


def test_groups_are_counted_and_aligned() -> None:
    changes = (
        Change("drop_ads", Reason.AD, 0, 2, "Ad", ""),
        Change("drop_ad_labels", Reason.AD, 100, 110, "Advertised", ""),
    )
    lines = explain(Article(changes=changes)).splitlines()
    assert lines[2].startswith("ad (2): ")
    assert lines[3] == '      0-2  drop_ads        "Ad" → ""'
    assert lines[4] == '  100-110  drop_ad_labels  "Advertised" → ""'


def test_long_texts_are_shortened_at_the_middle() -> None:
    long = f"start{'-' * 5000}end"
    line = explain(Article(changes=(Change("c", Reason.AD, 0, len(long), long, ""),))).splitlines()[
        3
    ]
    assert len(line) < 100
    assert "start" in line
    assert " … " in line
    assert "end" in line


def test_nothing_to_explain() -> None:
    assert explain(Article()) == (
        "0 words in 0 blocks kept; 0 cuts, 0 repairs, 0 lines taken up; confidence 0.00.\n"
        "Flags: none."
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 雨 “x”", "plain é 雨 “x”"),
        ("a\tb\r\n", "a\\tb\\r\\n"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u00a0\u202e\ufeff", "\\xa0\\u202e\\ufeff"),
        ("\ud800", "\\ud800"),
    ],
)
def test_control_characters_are_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    line = explain(Article(changes=(Change("c", Reason.AD, 0, len(text), text, ""),)))
    assert f'"{shown}"' in line


def test_hostile_names_stay_on_their_line() -> None:
    change = Change("odd\nname\x1b[0m", Reason.AD, 0, 1, "x", "")
    article = Article(changes=(change,), flags=frozenset({"odd\nflag"}))
    assert len(explain(article).splitlines()) == 6
    assert "\x1b" not in explain(article)
