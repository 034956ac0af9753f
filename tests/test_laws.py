"""Laws that hold for every input, over texts built from what the cleaners look for.

Random letters miss the bugs: the strategies nest phrases of the vocabulary, tags, CSS,
shortcodes, quotation marks, glued words and prose in one another, joined by every line
end there is.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanarticle import Article, Change, Reason, clean
from cleanarticle.vocabulary.entries import entries

EXAMPLES = 100

law = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# ---------------------------------------------------------------- strategies

LINE_ENDS = [
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1c",
    " \n \n ",
    "\t\n",
]

TAGS = [
    '<div class="fig-embed" data-html="”data-script=”https://static.example/x.js” >', "<div>", "</div>", "<p>",
    "</p>", "<br>", "<br/>", "<b>", "</b>", '<a href="https://a.example/?a=1&amp;b=2">', "</a>", "<!-- more -->",
    "<!--", "-->", "<![CDATA[", "]]>", "<script>var a = 1;</script>", "<style>.a{color:red}</style>", "<iframe src='x'>",
    "<", ">", "a < b", "<3", "<img src=x alt='y'>", "&lt;p&gt;", "&amp;amp;", "&nbsp;", "&#8220;", "&#x27;", "&", "&bogus;",
]  # fmt: skip
CSS = [
    ".ad { width: 300px; height: 250px; }", "@media(min-width: 600px) { .a { width: 1px; } }", "{", "}",
    "#top > .x:hover{color:#fff}", ".", "body{margin:0}", "a{b}",
]  # fmt: skip
CODE = [
    "var x = 1;", "window.dataLayer = window.dataLayer || [];", "googletag.cmd.push(function() { x(); });",
    '{"@context":"https://schema.org"}', "function f(){", "jQuery(document).ready(", "[caption id=\"a\"]", "[/caption]",
    "[gallery ids=\"1,2\"]", "[sic]", "[1]", "{{ title }}", "{% if a %}", "%%name%%", "${a.b}", "```", "~~~", "`x`",
    "[text](https://a.example/b)", "![](x.png)", "## Heading", "**strong**", "_so_", "| a | b |", "|---|---|", "* * *",
    "> quoted", "\\*", "- item", "• item", "1. item", "12. item", "#5", "— Yes.", "– so", "----", "===",
]  # fmt: skip
MARKS = [
    "“",
    "”",
    "„",
    "‘",
    "’",
    "«",
    "»",
    '"',
    "'",
    "“so“",
    "”so”",
    "“so”",
    "(",
    ")",
    "…",
    "...",
    "!",
    "?",
    ",",
    ":",
    "–",
]
GLUED = [
    "HomeWorldWar in Ukraine. ...", "region.Jens", "min readShare", "3 min readShare", "agreement.without borderswith",
    "values.Jens Stoltenberg", "McDonald", "iPhone", "YouTube", "Node.js", "U.S.A.", "example.com", "he left.She stayed",
    "HomeNewsSport", "Advertisement.He left", "ReadMore", "snake_case", "2020Share",
]  # fmt: skip
PATHS = [
    "Home > World > Trade",
    "Home » News",
    "Home / Sport / Football",
    "Startseite › Politik",
    "Accueil > Monde",
    "Home",
    "Home|",
]
ODDITIES = [
    "cafÃ©", "â€œsoâ€\x9d", "\u200b", "\u00ad", "\ufeff", "\u200e", "\u200d", "\x00", "\ud800", "\u3000", "\u00a0", "  ", "   ", "\t", "\t\t",
    "e\u0301", "👩\u200d🚀", "²", "①", "½", "\x1f", "\ufffd", "İ", "ß", "ﬁ", "Ⅷ", "१२", "\u0600",
]  # fmt: skip
FIELDS = [
    "By Ann Lee", "Von Hanna Vogt", "Par Jean Dupont", "김철수 기자", "5 May 2023", "Published 5 May 2023, 4:15 pm", "Updated: 2023-05-06",
    "3 hours ago", "Source: The Harbour Post", "Source : Le Figaro", "Tags: rain, sea", "Photo: Ann Lee", "© 2023 The Harbour Post",
    "4 min read", "Ann Lee", "Reuters", "Author: Ann Lee", "00:00 / 01:42", "https://t.co/aB3dE", "pic.twitter.com/aB3dE",
    "— Ann Lee (@annlee) May 5, 2023", "Harbour strike | The Harbour Post", "Share", "12 shares", "Facebook Twitter",
]  # fmt: skip
PROSE = [
    "The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again this week.",
    "“We are counting every crossing“, the mayor of the smaller town told the council after a long meeting in the hall.",
    "The council met in the old hall.The mayor spoke first, and nobody in the room asked him why he had come so late.",
    "Die Fähre zu den Inseln fuhr am Dienstag um zwölf Uhr ab, und die Mannschaft sagte, sie werde diese Woche nicht mehr fahren.",
    "Le ferry pour les îles est parti mardi à midi, et l’équipage a dit qu’il ne repartirait plus de la semaine, selon « la mairie ».",
    "El transbordador zarpó el martes al mediodía, y la tripulación dijo que no volvería a zarpar en toda la semana por la huelga.",
    "Паром на дальние острова ушёл во вторник в полдень, и команда сказала, что на этой неделе он больше не пойдёт.",
    "港の労働者は水曜日から賃金をめぐって仕事を止めている。町長は今週中に話し合いを始めたいと述べた。",
    "渡轮周二中午驶往外岛，船员们说本周不会再开航，市长希望尽快与他们谈判，以免学校和医院断了供应。",
    "أبحرت العبارة إلى الجزر البعيدة ظهر الثلاثاء، وقال الطاقم إنها لن تبحر مرة أخرى هذا الأسبوع بسبب الإضراب.",
    "เรือข้ามฟากไปเกาะรอบนอกออกเดินทางตอนเที่ยงวันอังคาร และลูกเรือบอกว่าจะไม่ออกอีกในสัปดาห์นี้",
    "बड़े द्वीपों की नौका मंगलवार को दोपहर में रवाना हुई, और चालक दल ने कहा कि वह इस सप्ताह फिर नहीं जाएगी।",
    "Ferry crews walk out", "Yes.", "Fähren stehen still", "港のストライキ", "arms supply",
]  # fmt: skip


def _phrases() -> list[str]:
    """Give the vocabulary's phrases, as they stand on pages: `#` is a number, `*` a word or two."""
    return [
        phrase.replace("#", "12").replace("*", "the harbour").capitalize()
        for _, _, _, phrase in entries()
    ]


phrases = st.sampled_from(_phrases())
tokens = st.one_of(
    phrases,
    *(st.sampled_from(pool) for pool in (TAGS, CSS, CODE, MARKS, GLUED, PATHS, ODDITIES, FIELDS)),
    st.sampled_from(PROSE),
)


@st.composite
def nested(draw: st.DrawFn) -> str:
    """One token inside another, or beside it."""
    outer, inner = draw(tokens), draw(tokens)
    at = draw(st.integers(0, len(outer)))
    mixed: str = outer[:at] + inner + outer[at:]
    return mixed


lines = st.one_of(
    st.sampled_from(PROSE), phrases, tokens, nested(), st.lists(tokens, max_size=4).map(" ".join)
)


@st.composite
def documents(draw: st.DrawFn, most: int = 14) -> str:
    parts = draw(st.lists(lines, max_size=most))
    usual = draw(st.sampled_from(LINE_ENDS))
    out: list[str] = []
    for part in parts:
        out.append(part)
        out.append(draw(st.sampled_from(LINE_ENDS)) if draw(st.integers(0, 5)) == 0 else usual)
    return "".join(out)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of HTML, sound or broken."""
    names = st.sampled_from(
        ["p", "div", "h1", "h2", "li", "blockquote", "td", "span", "article", "pre", "nav"]
    )
    body = "".join(
        f"<{name}>{text}</{name if draw(st.integers(0, 9)) else 'div'}>"
        for name, text in draw(st.lists(st.tuples(names, lines), max_size=12))
    )
    title = draw(
        st.sampled_from(["Ferry crews walk out", "Ferry crews walk out | The Harbour Post", ""])
    )
    return f"<!doctype html><html><head><title>{title}</title></head><body><article>{body}</article></body></html>"


# ---------------------------------------------------------------- the laws' checks


def bare(text: str) -> str:
    return "".join(text.split())


def replay(article: Article) -> str:
    parts, at = [], 0
    for change in article.changes:
        parts.append(article.raw[at : change.start])
        parts.append(change.after)
        at = change.end
    parts.append(article.raw[at:])
    return "".join(parts)


def check_ledger(article: Article) -> None:
    raw = article.raw
    for change in article.changes:
        assert isinstance(change, Change)
        assert isinstance(change.reason, Reason)
        assert 0 <= change.start <= change.end <= len(raw)
        assert change.before == raw[change.start : change.end]
        assert change.before != change.after, change
        assert change.steps and change.steps[-1] == change.cleaner
        assert 0 <= change.confidence <= 1
    for left, right in pairwise(article.changes):
        assert left.end <= right.start, (left, right)
        assert (left.start, left.end) < (right.start, right.end), (left, right)


def check_replay(article: Article) -> None:
    assert replay(article).split() == article.text.split()
    for block in article.blocks:
        inside = [c for c in article.changes if block.start <= c.start and c.end <= block.end]
        inside = [
            c for c in inside if not (c.start == c.end and c.start in (block.start, block.end))
        ]
        own = Article(raw=article.raw[: block.end], changes=tuple(inside))
        edges = {c.start for c in article.changes if c.start == c.end} & {block.start, block.end}
        got = replay(own)[block.start :]
        assert got == block.text or edges or bare(got) == bare(block.text), block


def check_coverage(article: Article) -> None:
    """Every character that is no white space stands in a kept block or in one change."""
    blocks = sorted((b.start, b.end) for b in article.blocks)
    for left, right in pairwise(blocks):
        assert left[1] <= right[0]
    starts = [start for start, _ in blocks]
    covered = bytearray(len(article.raw))
    for start, end in blocks:
        covered[start:end] = b"\x01" * (end - start)
    for change in article.changes:
        covered[change.start : change.end] = b"\x01" * (change.end - change.start)
        at = bisect_right(starts, change.start) - 1
        if change.end > change.start and at >= 0 and change.start < blocks[at][1]:
            assert change.end <= blocks[at][1], f"{change} crosses the block's end"
        if change.end > change.start and at + 1 < len(blocks) and change.start < blocks[at + 1][0]:
            assert change.end <= blocks[at + 1][0], f"{change} crosses the block's start"
    lost = [i for i, char in enumerate(article.raw) if not covered[i] and not char.isspace()]
    assert not lost, (
        f"in no block and no change: {[article.raw[i] for i in lost[:20]]} at {lost[:5]}"
    )


def check_blocks(article: Article) -> None:
    for block in article.blocks:
        assert block.text == block.text.strip() != ""
        assert block.kind in ("code", "table") or "\n" not in block.text
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)


def check_all(article: Article) -> None:
    assert isinstance(article, Article)
    assert 0 <= article.confidence <= 1
    assert bool(article.blocks) != ("no_article" in article.flags)
    check_ledger(article)
    check_coverage(article)
    check_replay(article)
    check_blocks(article)


def whole(article: Article) -> str:
    return f"{article.title}\n\n{article.text}" if article.title else article.text


# ---------------------------------------------------------------- the laws


@law
@given(
    st.one_of(
        st.text(),
        st.text(st.characters(codec=None, categories=("Cs", "Cc", "Cf", "Zs", "Lu", "Ll", "Po"))),
    )
)
def test_any_text_gives_an_article(raw: str) -> None:
    check_all(clean(raw))


@law
@given(st.binary())
def test_any_bytes_give_an_article(raw: bytes) -> None:
    check_all(clean(raw))


@law
@given(
    documents(),
    st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "cp1251", "shift_jis", "gb18030"]),
)
def test_any_encoded_document_gives_an_article(raw: str, encoding: str) -> None:
    check_all(clean(raw.encode(encoding, "replace")))


@law
@given(documents())
def test_ledger(raw: str) -> None:
    article = clean(raw, kind="text")
    assert article.raw == raw
    check_all(article)


@law
@given(documents(most=40))
def test_ledger_of_long_documents(raw: str) -> None:
    check_all(clean(raw, kind="text"))


@law
@given(pages())
def test_ledger_of_pages(raw: str) -> None:
    check_all(clean(raw, kind="html"))


@law
@given(documents())
def test_cleaning_what_is_clean_changes_nothing(raw: str) -> None:
    once = clean(raw, kind="text")
    twice = clean(whole(once), kind="text")
    assert (twice.title, twice.text) == (once.title, once.text)


@law
@given(documents())
def test_cleaning_what_is_clean_changes_nothing_found_out_by_itself(raw: str) -> None:
    once = clean(raw)
    twice = clean(whole(once))
    assert (twice.title, twice.text) == (once.title, once.text)


@law
@given(pages())
def test_cleaning_a_clean_page_changes_nothing(raw: str) -> None:
    once = clean(raw, kind="html")
    assert clean(whole(once), kind="text").text == once.text


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("LOGIN", ("Remember me", "Privacy Policy | Terms of Use")),
        ("Contact Us", ("Get In Touch", "Write to the harbour office, or come to the north quay by noon.")),
        ("Регистрация", ("Личные данные", "Укажите имя, под которым вас знают в порту.")),
    ],
)  # fmt: skip
def test_a_title_that_a_reader_of_the_text_takes_for_a_button(
    title: str, lines: tuple[str, ...]
) -> None:
    head = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
    article = clean(head + "".join(f"<p>{line}</p>" for line in lines), kind="html")
    whole = f"{article.title}\n\n{article.text}" if article.title else article.text
    assert clean(whole).text == article.text
    assert lines[-1] in article.text


@law
@given(documents())
def test_round_trip(raw: str) -> None:
    article = clean(raw)
    assert Article.from_dict(article.to_dict()) == article
    assert Article.from_json(article.to_json()) == article
    assert Article.from_json(article.to_json(indent=2).encode("utf-8")) == article


@law
@given(documents())
def test_same_result_twice(raw: str) -> None:
    assert clean(raw) == clean(raw)


def check_restoring(article: Article) -> None:
    for change in article.changes:
        restored = article.restore(change)
        rest = list(article.changes)
        rest.remove(change)
        assert restored.changes == tuple(rest)
        assert restored.raw == article.raw
        check_ledger(restored)
        check_coverage(restored)
        check_replay(restored)
        back = range(change.start, change.end)
        held = {
            i
            for b in restored.blocks
            for i in range(max(b.start, back.start), min(b.end, back.stop))
        }
        assert all(i in held or article.raw[i].isspace() for i in back), change


@law
@given(documents())
def test_restoring_a_change_undoes_it_and_no_other(raw: str) -> None:
    check_restoring(clean(raw, kind="text"))


@law
@given(pages())
def test_restoring_a_change_of_a_page(raw: str) -> None:
    check_restoring(clean(raw, kind="html"))


@law
@given(documents(most=6), documents(most=6))
def test_restoring_all_changes_gives_the_raw_text_back(raw: str, more: str) -> None:
    article = clean(f"{raw}\n\n{more}", kind="text")
    while article.changes:
        article = article.restore(article.changes[0])
    assert article.text.split() == article.raw.split()


@pytest.mark.parametrize(
    "form", ["{}", "By {}", "{} May 2023", "Published {} May 2023, {}:15", "{}. It rained."]
)
def test_digits_that_are_no_decimals(form: str) -> None:
    digits = [
        chr(code) for code in range(0x110000) if chr(code).isdigit() and not chr(code).isdecimal()
    ]
    for digit in digits:
        check_all(clean(form.replace("{}", digit), kind="text"))


@pytest.mark.parametrize(
    "raw", ["Ferry idle\nFerry idle\n", "region.Jens\nregion.Jens\n", f"{PROSE[3]}\n{PROSE[3]}"]
)
def test_a_line_and_its_repeat_are_settled_in_one_go(raw: str) -> None:
    once = clean(raw)
    twice = clean(whole(once))
    assert (twice.title, twice.text) == (once.title, once.text)


@pytest.mark.parametrize(
    "raw",
    [
        'a < b<div class="x-embed" data-y="z" >\n.ad { width: 300px; height: 250px; }\n',
        f"..ad {{ width: 300px; height: 250px; }}ad {{ width: 300px; height: 250px; }}\n\n\n\n{PROSE[0]}\n",
        f"{PROSE[0]}\nregion.Jens{PROSE[2]}3 min readShare\n{PROSE[1]}",
    ],
)
def test_restoring_beside_a_cut(raw: str) -> None:
    article = clean(raw, kind="text")
    check_restoring(article)
    while article.changes:
        article = article.restore(article.changes[0])
        check_replay(article)
    assert article.text.split() == raw.split()


def test_restoring_a_change_of_another_article() -> None:
    change = clean("Advertisement\n\nThe ferry sailed at noon.").changes[0]
    with pytest.raises(ValueError, match="not one of"):
        clean("The ferry sailed at noon.").restore(change)


#: Literals, escapes, addresses behind links, BBCode: what programs write into texts.
WRITTEN = [
    "\\n", "\\n\\n", "\\r\\n", "\\t", "\\u2019", "\\ud83d\\ude00", "\\xa0", "\\xe2\\x80\\x99", "\\'", '\\"', "\\\\", "\\",
    "['", "', '", "']", '["', '", "', '"]', "b'", "'", '""', "|", "|so|", "It\\u2019s", "don\\'t", "=E2=80=99", "=\n", "don\ufffdt",
    "\ufffdso\ufffd", "wouldn?t", " (/boats)", " (#top)", " (https://a.example/b)", " [https://a.example/b]",
    "<https://a.example/b>", "[b]", "[/b]", "[url=https://a.example/b]", "[/url]", "[img]x.png[/img]", "[*]", "<br><br>",
    "</p><p>", "WC  12 words", "Full text: ", "ProQuest document ID: 12",
    "The ferry sailed at noon, said the master of the harbour.\\n\\nIt came back at four, as the old tables say it does.",
    "['The ferry sailed at noon, said the master of the harbour, and the crew agreed.', 'It\\'s late.']",
    '"It rained \\"hard\\" on the outer islands and on the harbour all day."',
]  # fmt: skip


@pytest.mark.parametrize("piece", WRITTEN)
def test_the_laws_hold_for_what_programs_write(piece: str) -> None:
    first, second, third = PROSE[:3]
    inside = second[:40] + piece + second[40:]
    for raw in (
        piece,
        f"{first}\n{piece}\n{second}",
        f"{first}\n\n{inside}\n\n{third}",
        piece.join((first, second, third)),
        f"{piece}\n" * 6 + first,
        repr([first, inside, piece]),
        f"{first}\n{second}"[:-1] + piece,
    ):
        article = clean(raw, kind="text")
        check_all(article)
        again = clean(whole(article), kind="text")
        assert (again.title, again.text) == (article.title, article.text)


@pytest.mark.parametrize("piece", WRITTEN)
def test_the_laws_hold_for_pages_of_what_programs_write(piece: str) -> None:
    page = f"<article><p>{PROSE[0]}</p><p>{piece}</p><p>{PROSE[1]} {piece}</p><p>{PROSE[2]}</p></article>"
    article = clean(page, kind="html")
    check_all(article)
    assert clean(whole(article), kind="text").text == article.text
