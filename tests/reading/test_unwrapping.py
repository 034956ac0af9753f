"""Pages in the wrappings that programs hand them over in, and texts that only look like one."""

from __future__ import annotations

import base64
import html
import json
import quopri
import re

import pytest

from cleanarticle import Article, clean
from cleanarticle.reading.unwrapping import unwrap

PARAGRAPHS = (
    "The ferry to Enys sailed at noon with forty people on board and a piano that nobody had paid for.",
    "The harbour master’s log says “no piano”: that the tide was too low for the ramp on two days & more.",
    "Nobody has come forward so far, and the afternoon crossing has sold out every day since Monday.",
)
BODY = "\n".join(f'<p class="text">{html.escape(text)}</p>' for text in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head>
<title>Piano sails twice a day | Harbour Post</title>
<meta property="og:title" content="Piano sails twice a day">
<meta name="author" content="Jo Pell">
<meta property="article:published_time" content="2025-03-02T08:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Piano sails twice a day"}}</script>
</head>
<body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article><h1>Piano sails twice a day</h1>
{BODY}
</article></main>
<footer>All rights reserved</footer>
</body>
</html>
"""


def mail(body: str, coding: str, *, parts: str = "multipart/related") -> str:
    return (
        f"From: <Saved by Blink>\r\nSubject: Piano\r\nMIME-Version: 1.0\r\nContent-Type: {parts};\r\n"
        '\ttype="text/html";\r\n\tboundary="--Edge"\r\n\r\n----Edge\r\nContent-Type: text/html;'
        f" charset=utf-8\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}\r\n----Edge--\r\n"
    )


WRAPPED = {
    "a field of JSON": json.dumps({"url": "https://post.example/a", "status": 200, "html": PAGE}),
    "a field within a field": json.dumps(
        {"response": {"body": PAGE}}, ensure_ascii=False, indent=1
    ),
    "a list of one": json.dumps([{"html": PAGE}]),
    "a string of JSON": json.dumps(PAGE),
    "a string of JSON without brackets": json.dumps(PAGE)
    .replace("<", "\\u003c")
    .replace("/", "\\/"),
    "a string's source": json.dumps(PAGE, ensure_ascii=False)[1:-1],
    "what Python shows of bytes": repr(PAGE.encode()),
    "what Python shows of a text": repr(PAGE),
    "entities": html.escape(PAGE),
    "entities, quotes as they stand": html.escape(PAGE, quote=False),
    "entities twice": html.escape(html.escape(PAGE)),
    "entities in JSON": json.dumps({"content": html.escape(PAGE)}),
    "a response": "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    "headers": "Content-Type: text/html; charset=utf-8\nDate: Sun, 02 Mar 2025 08:00:00 GMT\n\n"
    + PAGE,
    "numbered lines": "\n".join(f"{n} {line}" for n, line in enumerate(PAGE.split("\n"), 1)),
    "numbered lines, with tabs": "\n".join(
        f"{n}\t{line}" for n, line in enumerate(PAGE.split("\n"), 1)
    ),
    "an archive of the web": mail(quopri.encodestring(PAGE.encode()).decode(), "quoted-printable"),
    "a page that shows its source": "<html><head><title>view-source:post.example</title></head>"
    f"<body><pre>{html.escape(PAGE)}</pre></body></html>",
    "a page that shows its source in rows": '<html><head></head><body><div class="gutter"></div><table><tbody>'
    + "".join(
        f'<tr><td class="line-number" value="{n}"></td><td class="line-content"><span>{html.escape(line)}</span></td></tr>\n'
        for n, line in enumerate(PAGE.splitlines(), 1)
    )
    + "</tbody></table></body></html>",
    "XHTML with a prefix": re.sub(r"(</?)(?=[a-z])", r"\1h:", PAGE),
    "a mail": mail(base64.encodebytes(PAGE.encode()).decode(), "base64"),
}


def seen(article: Article) -> tuple[object, ...]:
    return article.title, article.authors, article.published, article.text


@pytest.mark.parametrize("kind", ["auto", "html"])
@pytest.mark.parametrize("raw", WRAPPED.values(), ids=WRAPPED)
def test_a_wrapped_page_reads_as_the_page(raw: str, kind: str) -> None:
    made = clean(raw, kind=kind)  # type: ignore[arg-type]
    assert [block.text for block in made.blocks] == [
        text.replace("&amp;", "&") for text in PARAGRAPHS
    ]
    assert made.title == "Piano sails twice a day"
    assert made.authors == ("Jo Pell",)
    assert seen(made) == seen(clean(PAGE, kind="html"))


@pytest.mark.parametrize(
    "before",
    [
        "2025-03-02 08:00:00,123 INFO fetched https://post.example/a (200) in 0.5 s\n",
        "https://post.example/a\n\n",
        "ï»¿",
        "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/index.php</b> on line <b>12</b>\n",
        f"<!-- {'cached by the proxy, ' * 150} -->\n",
        '<base href="https://post.example/"><div>This is a snapshot of the page.</div><div>',
    ],
    ids=["a log", "an address", "a misread mark", "a warning", "a long comment", "a frame"],
)
def test_a_page_behind_something_else_is_a_page(before: str) -> None:
    made = clean(before + PAGE)
    assert made.title == "Piano sails twice a day"
    assert made.authors == ("Jo Pell",)
    assert set(PARAGRAPHS) <= {block.text for block in made.blocks}


ITEM = (
    "<item><title>Piano &amp; ferry sail twice a day</title><link>https://post.example/a</link>"
    "<dc:creator>Jo Pell</dc:creator><pubDate>Sun, 02 Mar 2025 08:00:00 +0000</pubDate>{}</item>"
)
FEEDS = {
    "an item, in CDATA": ITEM.format(f"<content:encoded><![CDATA[{BODY}]]></content:encoded>"),
    "an item, escaped": ITEM.format(f"<description>{html.escape(BODY)}</description>"),
    "an item, escaped twice": ITEM.format(
        f"<description>{html.escape(html.escape(BODY))}</description>"
    ),
    "a feed of one": '<?xml version="1.0"?>\n<rss version="2.0" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title>'
    + ITEM.format(
        f"<description>The ferry.</description><content:encoded><![CDATA[{BODY}]]></content:encoded>"
    )
    + "</channel></rss>",
    "an entry": '<entry xmlns="http://www.w3.org/2005/Atom"><title>Piano &amp; ferry sail twice a day'
    "</title><author><name>Jo Pell</name></author><published>2025-03-02T08:00:00Z</published>"
    f'<content type="html">{html.escape(BODY)}</content></entry>',
    "an entry whose author has an address": '<entry xmlns="http://www.w3.org/2005/Atom"><title>Piano '
    "&amp; ferry sail twice a day</title><author><name>Jo Pell</name><email>jo@post.example</email>"
    "<uri>https://post.example/jo</uri></author><published>2025-03-02T08:00:00Z</published>"
    f'<content type="html">{html.escape(BODY)}</content></entry>',
    "an entry of XHTML": '<entry xmlns="http://www.w3.org/2005/Atom"><title>Piano &amp; ferry sail twice '
    "a day</title><author><name>Jo Pell</name></author><published>2025-03-02T08:00:00Z</published>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>',
}


@pytest.mark.parametrize("raw", FEEDS.values(), ids=FEEDS)
def test_the_one_article_of_a_feed(raw: str) -> None:
    made = clean(raw)
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert made.title == "Piano & ferry sail twice a day"
    assert made.authors == ("Jo Pell",)
    assert made.published is not None and made.published.date().isoformat() == "2025-03-02"


RECORD = {"title": "Piano & ferry sail twice a day", "url": "https://post.example/a", "lang": "en"}
PLAIN = "\n\n".join(PARAGRAPHS)
POST = {
    "id": 7,
    "date": "2025-03-02T08:00:00",
    "guid": {"rendered": "https://post.example/?p=7"},
    "link": "https://post.example/a",
    "title": {"rendered": "Piano &amp; ferry sail twice a day"},
    "content": {"rendered": BODY, "protected": False},
    "excerpt": {"rendered": f"<p>{PARAGRAPHS[0][:60]} [&hellip;]</p>", "protected": False},
    "author": 3,
    "yoast_head": '<meta name="robots" content="index">' * 40,
}
FEED_ITEM = {
    "id": "1",
    "url": "https://post.example/a",
    "title": RECORD["title"],
    "date_published": "2025-03-02T08:00:00Z",
}
JO = {"name": "Jo Pell", "url": "https://post.example/jo"}
RECORDS = {
    "a post of WordPress": POST | {"_embedded": {"author": [{"id": 3, "name": "Jo Pell"}]}},
    "a post of WordPress with a plug-in's head": POST | {"yoast_head_json": {"author": "Jo Pell"}},
    "a list of one post": [POST | {"_embedded": {"author": [{"id": 3, "name": "Jo Pell"}]}}],
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "items": [FEED_ITEM | {"content_html": BODY, "authors": [JO]}],
    },
    "JSON Feed of text": {
        "version": "https://jsonfeed.org/version/1",
        "title": "Harbour Post",
        "items": [FEED_ITEM | {"content_text": PLAIN, "author": JO}],
    },
    "a post of Ghost": {
        "posts": [
            {
                "title": RECORD["title"],
                "html": BODY,
                "published_at": "2025-03-02T08:00:00.000+00:00",
                "primary_author": JO,
                "url": "https://post.example/a",
            }
        ]
    },
    "a crawler's record": RECORD
    | {"text": PLAIN, "authors": ["Jo Pell"], "date_publish": "2025-03-02"},
    "Schema.org": {
        "@type": "NewsArticle",
        "headline": RECORD["title"],
        "articleBody": PLAIN,
        "datePublished": "2025-03-02",
        "author": {"@type": "Person", "name": "Jo Pell"},
        "url": "https://post.example/a",
    },
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_an_article_as_a_record(record: object) -> None:
    made = clean(json.dumps(record))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert made.title == RECORD["title"]
    assert made.authors == ("Jo Pell",)
    assert made.published is not None and made.published.date().isoformat() == "2025-03-02"
    assert made.url == RECORD["url"]
    assert made.language == "en"


def test_a_record_of_a_text_and_little_else_needs_no_title() -> None:
    made = clean(json.dumps({"id": "a1", "text": PLAIN, "likes": 3}))
    assert made.text == PLAIN


def test_records_of_several_articles_are_read_together() -> None:
    second = {**POST, "title": {"rendered": "The harp"}, "content": {"rendered": f"<p>{PLAIN}</p>"}}
    made = clean(json.dumps([{**POST, "content": {"rendered": BODY}}, second]))
    assert "The harp" in made.text
    assert "{" not in made.text


@pytest.mark.parametrize(
    "raw",
    [
        f"<![CDATA[{BODY}]]>",
        html.escape(BODY),
        json.dumps({"content": {"rendered": BODY}, "excerpt": {"rendered": BODY[:100] + "</p>"}}),
        json.dumps(BODY),
        BODY.replace('<p class="text">', "<!-- wp:paragraph -->\n<p>").replace(
            "</p>", "</p>\n<!-- /wp:paragraph -->\n"
        ),
    ],
    ids=["CDATA", "entities", "WordPress's answer", "a string", "WordPress's blocks"],
)
def test_a_fragment_in_a_wrapping(raw: str) -> None:
    assert [block.text for block in clean(raw).blocks] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "raw",
    [
        "A paragraph begins with &lt;p&gt; and ends with &lt;/p&gt;; the rest of this is about ferries.",
        'He wrote "<p>One.</p>" on the board.',
        '{"a": 1, "b": "The ferry sailed at noon."}',
        '["<b>", "The ferry sailed at noon, and nobody on the quay saw it leave for the islands."]',
        json.dumps([{"html": BODY}, {"html": BODY.replace("piano", "harp")}]),
        json.dumps({"title": "Ferry", "text": "It sailed at noon."}),
        json.dumps([{"title": "Ferry", "text": PLAIN}, {"title": "Bridge", "url": "/b"}]),
        json.dumps([{"text": PLAIN}, {"text": PLAIN.replace("piano", "harp")}]),
        f"<!doctype html><body><p>The smallest page:</p><pre>{html.escape(PAGE)}</pre></body>",
        f"<!doctype html><body><pre>{html.escape(PAGE)}</pre><p>Save it under any name.</p></body>",
        f"---\nA scene: the quay\n---\n{BODY}",
        "Note: the ferry\n\n<p>It sailed at noon.</p>",
        "1 The ferry sailed.\n2 Nobody saw it.",
        "'It sailed at noon,' she said, 'and nobody saw it.'",
        "From: Jo\nSubject: The ferry\nMIME-Version: 1.0\n\nIt sailed at noon.",
        "<rss><channel><item><description>a</description></item><item><title>b</title></item></channel></rss>",
        "&lt;p&gt;",
        "<![CDATA[",
        "b'",
        '"\\',
        "{",
        "",
    ],
)
def test_what_is_no_wrapping_stays(raw: str) -> None:
    assert unwrap(raw) in (raw, "")
    clean(raw)


def test_a_text_that_quotes_a_page_is_text() -> None:
    lesson = (
        "The smallest page has a head and a body, and a browser shows what stands in the second.\n\n"
        "<!DOCTYPE html>\n<html><head><title>Ferry</title></head><body>Noon</body></html>\n\n"
        "Save it under any name that ends in .html, open it, and change the word between the tags.\n"
    )
    made = clean(lesson)
    assert "The smallest page has a head" in made.text
    assert "change the word between the tags" in made.text


@pytest.mark.parametrize(
    "raw",
    [
        "&lt;" * 50_000,
        "&lt;a" * 50_000,
        "<item>" * 30_000,
        "[" * 100_000,
        '{"a":' * 50_000,
        '"' + "\\" * 100_001,
        "a: b\n" * 50_000,
        "a: b\n" + " c\n" * 50_000,
        "1\n" * 50_000,
        "b'" + "\\x" * 50_000 + "'",
        "<![CDATA[" * 20_000,
        "x <html><head>" + "<html>" * 50_000 + "</html>",
        "&amp;" * 50_000 + "lt;a",
    ],
)
def test_hostile_wrappings_end(raw: str) -> None:
    unwrap(raw)


MAIL = (
    "From: Jo Pell <jo@post.example>\nTo: all@post.example\nSubject: {subject}\n"
    "Date: Sun, 2 Mar 2025 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n"
    "Content-Transfer-Encoding: {coding}\n\n{body}"
)
CODED = {
    "base64": base64.encodebytes(PLAIN.encode()).decode(),
    "quoted-printable": quopri.encodestring(PLAIN.encode()).decode(),
    "8bit": PLAIN,
}


@pytest.mark.parametrize("coding", CODED)
def test_a_mail_of_plain_text_is_decoded(coding: str) -> None:
    subject = "=?utf-8?B?" + base64.b64encode("Le bac à midi".encode()).decode() + "?="
    made = clean(MAIL.format(subject=subject, kind="text/plain", coding=coding, body=CODED[coding]))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert made.title == "Le bac à midi"
    assert made.authors == ("Jo Pell",)


def test_a_mail_of_markup_comes_with_its_head() -> None:
    body = base64.encodebytes(f"<html><body>{BODY}</body></html>".encode()).decode()
    made = clean(MAIL.format(subject="Piano", kind="text/html", coding="base64", body=body))
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert (made.title, made.authors) == ("Piano", ("Jo Pell",))
    assert made.published is not None and made.published.date().isoformat() == "2025-03-02"


@pytest.mark.parametrize(
    "raw",
    [
        "Subject: =?utf-8?B?=====?=\nMIME-Version: 1.0\n\nIt sailed.",
        "Subject: =?nobody?Q?a?=\nMIME-Version: 1.0\n\nIt sailed.",
        "MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nIt sailed.",
        "MIME-Version: 1.0\nSubject: " + "=?utf-8?Q?a?= " * 20_000 + "\n\nIt sailed.",
        "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 3_000 + "It sailed.",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * 5_000,
    ],
)
def test_a_broken_mail_is_no_error(raw: str) -> None:
    clean(raw)


def test_markup_below_front_matter() -> None:
    made = clean(f"---\ntitle: Piano\ndate: 2025-03-02\nauthor: Jo Pell\nlayout: post\n---\n{BODY}")
    assert [block.text for block in made.blocks] == list(PARAGRAPHS)
    assert (made.title, made.authors) == ("Piano", ("Jo Pell",))
    assert made.published is not None and made.published.date().isoformat() == "2025-03-02"


def test_a_declarative_shadow_root_is_shown() -> None:
    page = PAGE.replace("<main>", '<post-body><template shadowrootmode="open"><main>').replace(
        "</main>", "</main></template></post-body>"
    )
    assert [block.text for block in clean(page).blocks] == list(PARAGRAPHS)
    inert = PAGE.replace("</main>", "</main><template><p>It was a harp.</p></template>")
    assert "harp" not in clean(inert).raw


def test_bytes_that_a_decoder_passed_through_are_decoded() -> None:
    passed = PAGE.encode().decode("ascii", "surrogateescape")
    assert seen(clean(passed)) == seen(clean(PAGE))
