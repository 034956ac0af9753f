"""Rules for sites: a small TOML file of them, and what `learn_site` gives."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any, TypedDict, get_args
from urllib.parse import urlsplit

from .cleaners.rules import Rule
from .model import Line
from .options import Favor, rules_of

__all__ = ["Options", "SiteRules", "Sites", "host_of", "load_sites"]

#: How a rule that is a table says what it is.
KINDS = ("phrase", "pattern", "line")

#: The keys of a site's table.
KEYS = ("extra", "keep", "favor", "articles")

#: The flags of a pattern, as they are written in it.
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x", re.ASCII: "a"}


class Options(TypedDict, total=False):
    """Those options of `clean()` that rules for a site can set."""

    extra: tuple[Rule, ...]
    keep: tuple[Rule, ...]
    favor: Favor


@dataclass(frozen=True, slots=True, repr=False)
class SiteRules:
    """The rules for one site: a value, to be looked at, written down and passed on.

    `articles` is how many articles the lines in `extra` were learnt from, each line's
    `seen` in how many of them it stood.

    >>> rules = SiteRules("post.example", extra=(Line("Since 1902", seen=4),), articles=5)
    >>> rules
    post.example: 1 to cut, 0 to keep, learnt from 5 articles
      cut   line     Since 1902  (4 of 5)
    """

    site: str = ""
    extra: tuple[Rule, ...] = ()
    keep: tuple[Rule, ...] = ()
    favor: Favor | None = None
    articles: int = 0

    @property
    def options(self) -> Options:
        """The rules as keyword arguments: `clean(raw, **rules.options)`."""
        options: Options = {}
        if self.extra:
            options["extra"] = self.extra
        if self.keep:
            options["keep"] = self.keep
        if self.favor:
            options["favor"] = self.favor
        return options

    def __repr__(self) -> str:
        plural = "" if self.articles == 1 else "s"
        learnt = f", learnt from {self.articles} article{plural}" if self.articles else ""
        favor = f", favor {self.favor}" if self.favor else ""
        head = f"{len(self.extra)} to cut, {len(self.keep)} to keep{favor}{learnt}"
        shown = [("cut ", rule) for rule in self.extra] + [("keep", rule) for rule in self.keep]
        lines = [f"{self.site or 'a site'}: {head}"]
        for verb, rule in shown:
            kind, text, seen = _parts(rule)
            of = f"  ({seen} of {self.articles})" if seen and self.articles else ""
            lines.append(f"  {verb}  {kind:<7}  {text}{of}")
        return "\n".join(lines)

    def to_toml(self) -> str:
        """Write the rules as a table that `load_sites` and `from_toml` read.

        Raises `ValueError` where there is no site to name the table by.
        """
        if not self.site:
            raise ValueError(
                'these rules have no site; name it: learn_site(..., site="example.org")'
            )
        lines = [f"[{_quoted(self.site)}]"]
        if self.articles:
            lines.append(f"articles = {self.articles}")
        if self.favor:
            lines.append(f"favor = {_quoted(self.favor)}")
        for key, rules in (("extra", self.extra), ("keep", self.keep)):
            if rules:
                lines += [f"{key} = [", *(f"    {_entry(rule)}," for rule in rules), "]"]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str) -> SiteRules:
        """Read what `to_toml` wrote. Raises `ValueError` unless it holds one site."""
        sites = Sites.from_toml(text)
        if len(sites) != 1:
            raise ValueError(f"one site is expected here, not {len(sites)}; load_sites reads many")
        return next(iter(sites.values()))


class Sites(Mapping[str, SiteRules]):
    """The rules of several sites, by host: `sites.for_url(url)` gives those of a page."""

    def __init__(self, rules: Mapping[str, SiteRules]) -> None:
        self._rules = dict(rules)

    def __getitem__(self, site: str) -> SiteRules:
        return self._rules[site]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.values()))

    def for_url(self, url: str | None) -> Options:
        """Give the options of `clean()` for a page: `clean(raw, url=url, **sites.for_url(url))`.

        The rules of a site hold for its subdomains. Where both have rules, they add up, and
        the subdomain's `favor` counts. Without rules for the page the result is empty.
        """
        host = host_of(url)
        merged = SiteRules(host)
        while host:
            if rules := self._rules.get(host):
                merged = replace(
                    merged,
                    extra=rules.extra + merged.extra,
                    keep=rules.keep + merged.keep,
                    favor=merged.favor or rules.favor,
                )
            _, _, host = host.partition(".")
        return merged.options

    def for_page(self, url: str | None, options: Mapping[str, Any]) -> dict[str, Any]:
        """Give options of `clean()` with the rules for a page added; what is told counts first."""
        rules: Mapping[str, Any] = self.for_url(url)
        merged = {**rules, **options}
        for key in ("extra", "keep"):
            if key in rules and key in options:
                merged[key] = (*rules[key], *rules_of(key, options[key]))
        return merged

    @classmethod
    def from_toml(cls, text: str, *, name: str = "sites") -> Sites:
        """Read sites from the text of a TOML file; `name` is what errors call it."""
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{name}: not TOML: {error}") from None
        rules: dict[str, SiteRules] = {}
        for path, table in _tables(tables, ()):
            where = _Where(name, text, ".".join(path))
            site = host_of(where.site)
            if where.site and site != where.site.lower().removeprefix("www."):
                hint = f': "{site}"' if site else ""
                raise where.error(None, f"a site is named by its host alone{hint}")
            if site in rules:
                raise where.error(None, f"{site} stands twice")
            rules[site] = _site_rules(site, table, where)
        return cls(rules)


def load_sites(path: str | PathLike[str]) -> Sites:
    """Read a TOML file of sites.

    A table a site: `extra` and `keep` list phrases, `{pattern = "..."}` and `{line = "..."}`,
    a whole line; `favor` is as in `clean()`. Raises `ValueError` that names file, line
    and key where something else stands there.
    """
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8, as TOML is: {error}") from None
    return Sites.from_toml(text, name=str(path))


def host_of(url: str | None) -> str:
    """Give the host of an address in lower case, without `www.`; an empty string for none.

    >>> host_of("https://www.Post.example:8080/a"), host_of("news.post.example"), host_of(None)
    ('post.example', 'news.post.example', '')
    """
    text = (url or "").strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:  # an address that is none
        return ""
    return host.rstrip(".").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a site's table, for errors."""

    name: str
    text: str
    site: str

    def error(self, key: str | None, message: str, value: object = None) -> ValueError:
        """Make the error for a key of the site, or for the table itself."""
        at = f" {key}:" if key else ""
        return ValueError(f"{self.name}:{self._line(key, value)}: [{self.site}]{at} {message}")

    def _line(self, key: str | None, value: object) -> int:
        """Find the line of the table's header, of its key, or of a value behind that."""
        lines = self.text.splitlines()
        header = re.compile(r"\s*\[+\s*([^]]*?)\s*\]+")
        at = 0
        for number, line in enumerate(lines):
            found = header.match(line)
            if found and re.sub(r"[\s\"']", "", found[1]) == self.site:
                at = number
                break
        if key is None:
            return at + 1
        for number in range(at, len(lines)):
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[number]):
                at = number
                break
        written = _written(value)
        for number in range(at, len(lines)):
            if written and written in lines[number]:
                return number + 1
        return at + 1


def _written(value: object) -> str:
    """Give what a value likely looks like in the file: of a table its first key and value."""
    if isinstance(value, dict) and value:
        return next((_written(v) for v in value.values() if isinstance(v, str)), next(iter(value)))
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)[1:-1]
    return "" if value is None else str(value)


def _tables(
    table: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Give the sites' tables: `[example.org]` is one in another, `["example.org"]` is not."""
    own = {key: value for key, value in table.items() if not isinstance(value, dict)}
    if own or (path and not table):
        yield path, own
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _tables(value, (*path, key))


def _site_rules(site: str, table: Mapping[str, Any], where: _Where) -> SiteRules:
    for key in table:
        if key not in KEYS:
            if not site:
                raise where.error(key, 'stands outside a site; sites are tables: ["example.org"]')
            raise where.error(key, f"unknown key; known are {', '.join(KEYS)}")
    if not site:
        raise where.error(
            next(iter(table)), 'stands outside a site; sites are tables: ["example.org"]'
        )
    favor, articles = table.get("favor"), table.get("articles", 0)
    if favor is not None and favor not in get_args(Favor):
        raise where.error(
            "favor", f"is one of {', '.join(map(repr, get_args(Favor)))}, not {favor!r}"
        )
    if not isinstance(articles, int) or articles < 0:
        raise where.error("articles", f"is a number, not {articles!r}")
    extra = tuple(_rule("extra", rule, where) for rule in _listed("extra", table, where))
    keep = tuple(_rule("keep", rule, where) for rule in _listed("keep", table, where))
    return SiteRules(site, extra, keep, favor, articles)


def _listed(key: str, table: Mapping[str, Any], where: _Where) -> list[Any]:
    rules = table.get(key, [])
    if isinstance(rules, str):
        return [rules]
    if not isinstance(rules, list):
        raise where.error(key, f"is a list of rules, not {rules!r}")
    return rules


def _rule(key: str, rule: object, where: _Where) -> Rule:
    if isinstance(rule, str):
        if not rule.strip():
            raise where.error(key, "a phrase is empty", rule)
        return rule
    told = dict(rule) if isinstance(rule, dict) else {}
    seen = told.pop("seen", 0)
    kind, text = next(iter(told.items()), ("", None))
    if (
        len(told) != 1
        or kind not in KINDS
        or not isinstance(text, str)
        or not isinstance(seen, int)
    ):
        raise where.error(
            key,
            f'a rule is "a phrase", {{pattern = "..."}} or {{line = "..."}}, not {rule!r}',
            rule,
        )
    if not text.strip():
        raise where.error(key, f"a {kind} is empty", rule)
    if kind == "line":
        return Line(text, seen)
    if kind == "phrase":
        return text
    try:
        return re.compile(text)
    except re.error as error:
        raise where.error(key, f"the pattern {text!r} does not compile: {error}", rule) from None


def _parts(rule: Rule) -> tuple[str, str, int]:
    """Give a rule's kind, its text and how often it was seen."""
    if isinstance(rule, Line):
        return "line", rule.text, rule.seen
    if isinstance(rule, str):
        return "phrase", rule, 0
    flags = "".join(letter for flag, letter in _FLAGS.items() if rule.flags & flag)
    written = (
        rule.pattern if not flags or rule.pattern.startswith("(?") else f"(?{flags}){rule.pattern}"
    )
    return "pattern", written, 0


def _entry(rule: Rule) -> str:
    kind, text, seen = _parts(rule)
    if kind == "phrase":
        return _quoted(text)
    counted = f", seen = {seen}" if seen else ""
    return f"{{{kind} = {_quoted(text)}{counted}}}"


def _quoted(text: str) -> str:
    r"""Give a TOML basic string: JSON's escapes are TOML's, but for DEL and lone surrogates.

    >>> _quoted('a "b"\t\x7f')
    '"a \\"b\\"\\t\\u007f"'
    """
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")
