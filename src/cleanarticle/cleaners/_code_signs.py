"""What JavaScript is made of, as patterns that the finder and the reader of code share."""

from __future__ import annotations

from typing import Literal

__all__ = ["ARGUMENT", "BEGINS", "KEPT_CALLS", "NAME", "PATH", "Kind"]

Kind = Literal["script", "style"]

#: Names are of ASCII letters: a letter of another script before one is a word of the page.
BEGINS = r"(?<![A-Za-z\d_$.])"
NAME = r"[A-Za-z_$][\w$]{0,60}"
_STEP = rf"(?:\.{NAME}|\[['\"]?[\w$.-]{{1,60}}['\"]?\])"
PATH = rf"(?:{NAME}{_STEP}{{0,8}}|\[['\"][\w$.-]{{1,60}}['\"]\])"

#: Words before a bracket that are no function's name.
KEPT_CALLS = r"if|for|while|switch|catch|return|typeof|await|in"

#: Begins an argument that is no part of a sentence: a string, a function, a comparison, a list of names.
ARGUMENT = (
    r"\s{0,40}(?:['\"`\[{!]|\((?=[\w$!(])|[\w$]{1,40}\s?=>|\(\s?(?:function\b|[\w$,\s]{0,60}\)\s?=>)"
    r"|(?:async\s)?function\b|typeof\b|new\s|[\w$.]{1,60}\s?(?:[=!]==?|&&|\|\|)\s?[\w$'\"({!]"
    r"|\)\s?(?:;|\.[a-z]|\{|=>)|\(\)"
    rf"|{NAME}(?:[.(\[]|\s?,\s?[\w$'\"{{(]|\s?\)\s?(?:[{{;]|\.[a-z]\w{{0,60}}[(.])|\s?=))"
)
