"""Formulas, readings and quotations within a line, as a reader sees or says them.

What they show is in no text of the page's own: a formula is built of elements, a reading stands
above its characters, and the marks of `<q>` are the browser's. Source: the HTML and MathML
specifications; Unicode's CLDR for the marks.
"""

from __future__ import annotations

import re
from typing import Any

from ..patterns import lazy

__all__ = ["write_inline", "write_markers"]

#: What stands between the first two parts of a formula's element: a fraction's bar, an exponent.
_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_"}
_DISPLAYED = lazy(r"\{\\displaystyle\s(.*)\}", re.DOTALL)
#: Braces within braces, which mean nothing and look like what a template left.
_DOUBLED = lazy(r"\{\{([^{}]*)\}\}")
_HIDDEN = lazy(r"display\s*:\s*none", re.IGNORECASE)

#: Characters up to which what stands in `<rt>` is a reading; more is text whose tag was never closed.
MAX_READING = 60

#: Marks of quotations by language: the outer pair, then the inner one. Others are read like English.
_MARKS_OF = {
    **dict.fromkeys(
        ("de", "cs", "sk", "sl", "bg", "mk", "is", "lt", "et", "ka", "lb"), ("„“", "‚‘")
    ),
    **dict.fromkeys(("pl", "ro", "hu"), ("„”", "«»")),
    **dict.fromkeys(("hr", "sr", "bs"), ("„”", "‚’")),
    **dict.fromkeys(("es", "it", "ca", "gl", "eu", "el", "sq"), ("«»", "“”")),
    **dict.fromkeys(("ru", "uk", "be"), ("«»", "„“")),
    **dict.fromkeys(("no", "nb", "nn"), ("«»", "‘’")),
    **dict.fromkeys(("fa", "hy"), ("«»", "‹›")),
    **dict.fromkeys(("sv", "fi"), ("””", "’’")),
    "ja": ("「」", "『』"),
    "fr": ("«»", "“”"),
}
_ENGLISH = ("“”", "‘’")
#: The space within the marks of a French quotation, which is none to break a line at.
_FRENCH_SPACE = "\u00a0"
#: What a page that writes the marks itself has before the tag, or begins its text with.
_WRITTEN = tuple("\"'“”„‟«»‘’‚‹›「」『』")
#: What is no quotation within a line.
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "blockquote"})


def write_inline(tree: Any, root: Any) -> None:
    """Write formulas as text and the marks of quotations; leave out readings above characters."""
    levels: dict[Any, int] = {}  # how many quotations each stands in
    for element in list(root.iter("math", "q", "rt", "rp")):
        if element.getparent() is None:
            continue  # taken out with the formula around it
        if element.tag == "math":
            _write_formula(element)
        elif element.tag == "q":
            outer = next(element.iterancestors("q"), None)
            levels[element] = 0 if outer is None else levels.get(outer, 0) + 1
            _write_marks(element, tree.get("lang") or tree.get("xml:lang") or "", levels[element])
        else:
            _leave_out_reading(element)


def _write_formula(math: Any) -> None:
    """Put a formula's source, else its characters in a row, in its place."""
    if next(math.iterancestors("math"), None) is not None:
        return  # within another
    text = math.get("alttext") or _source_of(math) or _characters_of(math)
    text = " ".join(text.replace("<", " < ").split())  # apart, so that no letter makes it a tag
    text = _DOUBLED.sub(r"{\1}", text)
    if shown := _DISPLAYED.fullmatch(text):
        text = shown[1].strip()
    if not text:
        return
    parent = math.getparent()
    if parent.tag == "span" and len(parent) == 1 and _HIDDEN.search(parent.get("style", "")):
        del parent.attrib["style"]  # hidden from the eye, which is shown a picture of it
    math.clear(keep_tail=True)
    math.tag, math.text = "span", text


def _source_of(math: Any) -> str:
    for note in math.iter("annotation"):
        if "tex" in note.get("encoding", "").lower() and note.text:
            return str(note.text)
    return ""


def _characters_of(math: Any) -> str:
    for element in math.iter("annotation", "annotation-xml"):
        element.clear(keep_tail=True)
    for element in math.iter(*_BETWEEN):
        if len(element) > 1:
            element[0].tail = _BETWEEN[element.tag]
    return "".join(part.strip() for part in math.itertext())


def _leave_out_reading(element: Any) -> None:
    """Leave out a reading; text between two of them that no tag parts stays."""
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > MAX_READING:
            return
    if next(element.iter("rb"), None) is None:
        element.tag = "script"  # taken out with all that holds no text for readers
    else:  # the base of the next reading, within a tag that was not closed
        element.text = None


def _write_marks(quotation: Any, language: str, level: int) -> None:
    """Set the marks that a browser shows around a quotation, where the page writes none itself."""
    before = quotation.getprevious()
    above = quotation.getparent().text if before is None else before.tail
    text = (quotation.text or "").strip()
    if not text and not len(quotation):
        return
    is_marked = text.startswith(_WRITTEN) or (above or "").endswith(_WRITTEN)
    if (is_marked and not level) or any(child.tag in _BLOCKS for child in quotation):
        return
    opening, closing = _marks_of(language, level)
    quotation.text = opening + (quotation.text or "").lstrip()
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "").rstrip() + closing
    else:
        quotation.text = quotation.text.rstrip() + closing


def _marks_of(language: str, level: int) -> tuple[str, str]:
    """Give the marks around a quotation that stands in so many others.

    >>> _marks_of("de-AT", 0), _marks_of("", 1)
    (('„', '“'), ('‘', '’'))
    """
    code = re.split("[-_]", language.strip().lower())[0]
    pair = _MARKS_OF.get(code, _ENGLISH)[level % 2]
    space = _FRENCH_SPACE if code == "fr" and pair == "«»" else ""
    return pair[0] + space, space + pair[1]


#: Fonts whose letters are signs: what Word writes as a letter is a bullet in them.
_SIGN_FONT = lazy(r"Symbol|Wingdings|Courier New|Webdings")
_IS_MARKER = ".//span[contains(@style, 'mso-list') and contains(@style, 'Ignore')]"


def write_markers(root: Any) -> None:
    """Write the markers of the lists in a page saved by Word, which pads them with spaces: `·        One`.

    A bullet is a letter of a font of signs (`o`, `§`, `ü`) or a sign; a number stays as it stands.
    """
    for span in root.xpath(_IS_MARKER):
        marker = "".join(span.itertext()).strip()
        if not marker:
            continue
        fonts = " ".join(part.get("style", "") for part in (span.getparent(), span))
        if _SIGN_FONT.search(fonts) or not any(map(str.isalnum, marker)):
            marker = "•"
        span.clear(keep_tail=True)
        span.text = f"{marker} "
