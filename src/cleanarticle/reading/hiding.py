"""Which elements a page hides from its readers, and which of them a reader opens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ..patterns import lazy

__all__ = ["MAY_HIDE", "is_hidden", "is_panel", "is_veiled", "opened_by_controls"]

#: What stands in every tag that hides something; most tags hold none of it.
MAY_HIDE = (
    "button", "hidden", "isplay", "ISPLAY", "isibility", "sr-", "-sr", "screen", "invisible", "dialog",
    "noscript", "headerlink", "editsection", "anchor", "hash-link", "footnote-back", "fnref",
    "click-advice", "cite-backlink", "copiable-link", "copy-", "-copy", "_copy", "copybtn",
    "opyCode", "pre-numbering", "tabbed-labels",
)  # fmt: skip
#: Where the arrow below a footnote leads, back to its number: Pandoc, kramdown, Hugo, GitHub. The role
#: `doc-backlink` tells none: Sphinx gives it to headings, which lead back to the table of contents.
_BACK = lazy(r"#(?:user-content-)?fnref")
#: Where frameworks hang the whole page, which they set `aria-hidden` while a dialog stands before it.
_ROOTS = frozenset(
    "root app __next ___gatsby __nuxt page wrapper site main content main-content page-wrapper".split()
)
#: How a page hides a text that keeps its place until a script shows it; a box that opens takes none before.
_VEIL = lazy(r"visibility\s*:\s*hidden\s*;?", re.IGNORECASE)
_STYLED_AWAY = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Classes by which frameworks hide text from the eye: Bootstrap, WordPress, Drupal, Foundation.
_HIDING = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible",
        # What stands beside a method that the mouse is on: RDoc.
        "method-click-advice",
        # Buttons in a listing, and the numbers of its lines: Juejin, CSDN, cnblogs, Docusaurus.
        "copy-code-btn", "copy-code-button", "code-copy-btn", "code-copy-button", "code-block-extension-copycodebtn",
        "cnblogs_code_copy", "copy-btn", "btn-copy", "copybtn", "pre-numbering",
        # The names of tabs, side by side without a space, above what all of them hold: Material for MkDocs.
        "tabbed-labels",
        # Links to a heading and to its editor, which are the system's: Sphinx, Texinfo, MediaWiki, Docusaurus;
        # and from a footnote back to its number: Markdown Extra, Pandoc.
        "footnote-backref", "footnote-back", "footnote-backlink", "mw-cite-backlink",
        "headerlink", "copiable-link", "mw-editsection", "header-anchor", "heading-anchor", "hash-link",
        "anchorjs-link",
        "screen-reader-only", "screenreader-only", "show-for-sr", "a11y-hidden", "u-visually-hidden",
    }
)  # fmt: skip
_OPENERS = frozenset(
    {"aria-controls", "aria-expanded", "data-bs-toggle", "data-toggle", "data-bs-target"}
)
#: What a control opens that is closed, or one of several tabs; and what pages call such a part.
_OPENS = lazy(r'aria-controls="([^"\s]+)"')
_PANEL_ROLES = frozenset({"region", "tabpanel"})
_PANEL = lazy(
    r"(?:accord|collaps|faq|toggle|expand|tab)[\w-]*(?:content|panel|body|answer|text|pane)"
    r"|(?:^|[\s_-])(?:answer|panel)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NO_PANELS = frozenset({"noscript", "dialog", "button", "nav", "header", "footer", "form", "label"})
_NO_PANEL_ROLES = frozenset({"dialog", "alertdialog", "menu", "navigation", "listbox", "search"})


def opened_by_controls(tags: str) -> frozenset[str]:
    """Give the ids of the parts of a page that a control among its tags opens."""
    return frozenset(_OPENS.findall(tags) if "aria-controls" in tags else ())


def is_hidden(name: str, attributes: dict[str, str]) -> bool:
    if name == "noscript" or ("hidden" in attributes and attributes["hidden"] != "until-found"):
        return True
    if name == "dialog" and "open" not in attributes:
        return True
    if attributes.get("aria-hidden") == "true" and not (
        name in ("main", "article") or attributes.get("id") in _ROOTS
    ):
        return True
    if name == "button" and _OPENERS.isdisjoint(attributes):
        return True  # a control, where it opens no part of the page
    if _STYLED_AWAY.search(attributes.get("style", "")):
        return True
    if name == "a" and _BACK.search(attributes.get("href", "")):
        return True
    return not _HIDING.isdisjoint(attributes.get("class", "").lower().split())


def is_veiled(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether what is hidden is so by `visibility` alone: text that a script shows once the page is there.

    >>> [is_veiled("div", {"style": style}) for style in ("visibility: hidden; opacity: 0", "display:none")]
    [True, False]
    """
    unveiled, veils = _VEIL.subn("", attributes.get("style", ""))
    return bool(veils) and not is_hidden(name, {**attributes, "style": unveiled})


def is_panel(name: str, attributes: Mapping[str, str], opened: Collection[str]) -> bool:
    """Whether what is hidden is a part of the page that a reader opens: of an accordion, behind a tab.

    By its role, by a control that names it, or by its class (ARIA Authoring Practices; Bootstrap and
    the builders of pages). Leaves hidden dialogs, menus and the copies that sliders make of slides.
    """
    called = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if name in _NO_PANELS or "cloned" in called or attributes.get("role") in _NO_PANEL_ROLES:
        return False
    return (
        attributes.get("role") in _PANEL_ROLES
        or attributes.get("id") in opened
        or _PANEL.search(called) is not None
    )
