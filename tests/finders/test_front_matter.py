"""What becomes of the lines of front matter."""

from cleanarticle import clean

RAW = """---
title: Ferry strike
tags:
- ferry
- strike
author: Ola Berg
---

The ferry to the outer islands sailed at noon on Tuesday, and the crew said that it would not sail again."""


def test_the_closing_rule_gives_no_field() -> None:
    article = clean(RAW)
    assert article.authors == ("Ola Berg",)
    assert article.tags == ("ferry", "strike")
    reasons = [(change.before, str(change.reason)) for change in article.changes]
    assert reasons[0] == ("---", "markup")
    assert reasons[-1] == ("---", "markup")
    assert ("author: Ola Berg", "byline") in reasons
