"""Which code of a text leaked from its page, and which the text shows its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ..patterns import lazy
from ._author_code import authors_code
from ._code_runs import Run, code_runs

__all__ = ["is_about_code", "leaked_code"]

#: Words of texts about programs: those that hardly any other text has, and those that stand side by
#: side with others of their kind in such texts alone.
_CORE = frozenset(
    """
    javascript jquery typescript python java golang rust php snippet snippets code function functions
    variable variables api apis json programming compiler compilers github git sql string strings array arrays
    css html xml yaml linux npm sdk boolean integer callback endpoint endpoints http regex syntax debug
    localhost selectors stylesheet sass parameter parameters method methods
    código función funciones quellcode quelltext funktion funktionen skript fonction fonctions funzione codice
    kod kodu код кода функция функции
    """.split()
)
_TERMS = _CORE | frozenset(
    """
    console developer developers script scripts repository database databases query server servers class
    classes argument arguments terminal library framework frameworks plugin plugins config configuration
    selector stylesheets flexbox template templates module modules runtime package packages install file
    files object objects
    archivo archivos biblioteca datei dateien klasse klassen skripte fichier fichiers bibliothèque funzioni
    libreria funkcja funkcje função funções arquivo arquivos
    коде функций переменная переменные скрипт скрипта скрипты файл файла файлы
    """.split()
)
_UNSPACED = lazy("代码|代碼|函数|函數|変数|関数|コード|プログラム|코드|함수|변수")
_WORD = lazy(r"\w+")

#: How many kinds of terms, and how many terms among a thousand words, a text about code has: of all
#: terms a long one, a shorter one, a short one, and of those of the core. By the pages whose articles
#: show code against all others.
ABOUT = ((5, 6), (3, 10), (2, 25))
ABOUT_CORE = ((4, 4), (2, 25))

#: Words besides the code from which on there is a text that it leaked into.
MIN_WORDS = 4


def is_about_code(text: str) -> bool:
    """Whether a text speaks of code, so that code in it is what it speaks of.

    >>> is_about_code("The function reads a string from the console."), is_about_code("It rained.")
    (True, False)
    """
    return _are_enough(*_terms(text), ABOUT)


def _terms(text: str) -> tuple[list[str], int]:
    """Give the words of a text that are of programs, and how many words it has."""
    said = _WORD.findall(text.lower())
    found = [word for word in said if word in _TERMS]
    if not text.isascii():
        found += _UNSPACED.findall(text)
    return found, len(said)


def _are_enough(found: list[str], said: int, limits: Iterable[tuple[int, int]]) -> bool:
    kinds = len(set(found))
    return any(kinds >= least and 1000 * len(found) >= rate * said for least, rate in limits)


def leaked_code(text: str) -> list[Run]:
    """Give the runs of code that are not the text's own."""
    runs = code_runs(text)
    if not runs:
        return []
    outside = " ".join(_outside(text, runs))
    if len(_WORD.findall(outside[:10_000])) < MIN_WORDS:
        return []
    found, said = _terms(outside)
    if not _are_enough(found, said, ABOUT):
        leaks = [run for run in runs if not _is_shown(text, run) or _is_of_a_page(text, run)]
    elif _are_enough([term for term in found if term in _CORE], said, ABOUT_CORE):
        return [run for run in runs if _is_of_a_page(text, run)]
    else:
        leaks = [run for run in runs if _is_of_a_browser(text, run) or _is_of_a_page(text, run)]
    if not leaks:
        return []
    own = authors_code(
        text,
        runs,
        leaks,
        partial(_is_of_a_page, text),
        partial(_calls_a_browser, text),
        _names_code,
    )
    return [run for run in leaks if run not in own] if own else leaks


def _names_code(text: str) -> bool:
    """Whether a word of the core stands among some sentences."""
    return any(term in _CORE for term in _terms(text)[0]) or _UNSPACED.search(text) is not None


def _outside(text: str, runs: Sequence[Run]) -> Iterator[str]:
    at = 0
    for run in runs:
        yield text[at : run.start]
        at = run.end
    yield text[at:]


#: What nobody shows: advertising, analytics, consent, the state that a page starts from, and what it
#: tells search engines of itself, without a space, as only machines write it.
_OF_A_PAGE = lazy(
    r"googletag\b|dataLayer\b|_taboola\b|gtag\(|fbq\(|adsbygoogle\b|OneTrust\b|window\.__\w|_gaq\b|__tcfapi\b|apstag\b|"
    r"pbjs\b|admiral\(|Mavo\.|ezstandalone|OBR\.|_sf_async_config|self\.__next|webpackChunk|webpackJsonp|__NEXT_DATA__|"
    r"GoogleAnalyticsObject|hbspt\.|Drupal\.settings|wpcf7|_linkedin_partner_id|\{\"@context\":"
)
#: The same with spaces, as texts about such data show it, too.
_LINKED_DATA = lazy(r"\{\s{0,40}\"@context\"\s?:")
#: Minified: characters from which on it is told, those that are read, the share of white space it has
#: at most, and the characters of a line on average: JSON without its indents has short ones.
MIN_MINIFIED, MINIFIED_READ = 300, 20_000
MAX_SPACE = 0.08
MIN_MINIFIED_LINE = 80


def _is_of_a_page(text: str, run: Run) -> bool:
    """Whether it is what a page runs, whatever the text is about."""
    if _OF_A_PAGE.search(text, run.start, run.end):
        return True
    if _LINKED_DATA.search(text, run.start, run.end) and not _is_shown(text, run):
        return True
    if run.end - run.start < MIN_MINIFIED:
        return False
    head = text[run.start : min(run.end, run.start + MINIFIED_READ)]
    if len(head) < MIN_MINIFIED_LINE * (1 + head.count("\n")):
        return False
    return sum(map(head.count, " \n\t")) < MAX_SPACE * len(head) and not _is_shown(text, run)


#: What only code of a page calls, in texts that may be about other code.
_OF_A_BROWSER = lazy(
    r"\b(?:document|window|localStorage|sessionStorage)[.\[]|\bjQuery\b|\$\((?:document|window|this|function|['\"])|addEventListener|\.style\b|querySelector"
)


def _is_of_a_browser(text: str, run: Run) -> bool:
    if _is_shown(text, run):
        return False
    return run.kind == "style" or _calls_a_browser(text, run)


def _calls_a_browser(text: str, run: Run) -> bool:
    return _OF_A_BROWSER.search(text, run.start, run.end) is not None


#: Characters up to which code may stand in a sentence.
MAX_INLINE = 200
MAX_SHOWN = 5_000
_SENTENCE_BEFORE = lazy(r"[^\W\d_A-Z][^\W_]*[,:]?[ ]\Z")
_SENTENCE_BEHIND = lazy(r"[,.;:]?[ ](?=[^\W\d_A-Z])|[.,](?=\s|\Z)")
_LEADS_TO_CODE = lazy(r"(?:[^\s.!?:]+[ \n]){5}[^\s.!?:]+[:：]\s*+\Z")

#: What stands on a line of its own above a listing. Seen: headings of projects' documentation, each directly
#: above code ("Source Code" in JsBattle's manual, "示例代码" and "代码示例" in WeChat's and three.js's, and so on).
_LABELS_OF_CODE = frozenset(
    "source code|sample code|quellcode|exemple de code|código fuente|исходный код|示例代码|代码示例|完整代码|"
    "サンプルコード|ソースコード|예제 코드".split("|")
)

#: A line of a language that no page runs.
_OTHER_CODE = lazy(
    r"\s{0,40}(?:(?:(?:async )?def|class|for|while|if|with|elif|else|try|except)\b[^;{}]{0,150}:$|#(?!\S)"
    r"|(?:import|from) [\w.]{1,80}(?: import|$)"
    r"|>>> |\$ |(?:func|fn|public|private|protected|package|struct|defer|SELECT|INSERT|CREATE)\s)"
)

#: What stands inside the code of such languages and in no page's.
_INSIDE_OTHER_CODE = lazy(
    r"#include\s?<|\b(?:public|private|protected) (?:static |final )?(?:class|void|int|String)\b|\bint main\("
    r"|\bString\[\] |\bSystem\.out\.|\bfmt\.[PSF]|\bprintf\(|\bstd::|\bprintln!\("
    r"|\b(?:func|fn) \w+\("
)
#: A declaration behind its type or a keyword that JavaScript has not, on a line's beginning: `int level = read(A0);`,
#: `uint8_t pins[] = {"a"};`, `$boat->ring("noon");`.
_MODIFIER = (
    r"unsigned|signed|static|final|const|constexpr|public|private|protected|internal|volatile|readonly|extern"
    r"|inline"
)
_TYPE = r"int|long|short|float|double|char|byte|bool|boolean|String|auto|size_t|u?int\d{1,2}(?:_t)?|unsigned|signed"
_DECLARES = lazy(
    rf"^[ \t]{{0,40}}(?:(?:{_MODIFIER})[ \t]{{1,3}}){{0,3}}(?:(?:{_TYPE})(?:\[\])?[ \t]{{1,3}}[*&]?[A-Za-z_]\w{{0,60}}"
    r"[ \t]{0,3}(?:\[[^\]\n]{0,40}\][ \t]{0,3})?(?:=(?![=>])|;|,|\((?=[^\n()]{0,200}\)))"
    r"|(?:public|private|protected)[ \t](?:static[ \t])?(?:function|void)[ \t]\w{1,60}[ \t]?\("
    r"|(?:my|our)[ \t][$@%]\w{1,60}[ \t]{0,3}[=;]|(?:local|val|let mut)[ \t]\w{1,60}[ \t]{0,3}=[^=])",
    re.MULTILINE,
)
#: The same with a type of the author's: `Boat boat = new Boat();`, `FileReader reader = open("noon");`.
_DECLARES_OWN = lazy(
    r"^[ \t]{0,40}([A-Z][\w.]{1,60})(?:<[\w, <>]{1,60}>)?[ \t]{1,3}(\w{1,60})[ \t]{0,3}=[ \t]{0,3}(new \1\b)?",
    re.MULTILINE,
)
_PHP = lazy(r"\$[A-Za-z_]\w{0,40}->[A-Za-z_]|<\?php\b")

#: A function of the shell's, and what its body has and no page's code does.
_SHELL_FUNCTION = lazy(r"[ \t]{0,40}(?:function )?[\w.:-]{1,60} ?\(\) ?\{[ \t]*$", re.MULTILINE)
_SHELL = lazy(
    r"^[ \t]{0,40}(?:(?:fi|done|esac)\b|local \w|(?:if|elif|while|for|until)\b[^\n]{0,200}\b(?:then|do)[ \t]*$)",
    re.MULTILINE,
)
#: Characters among which the body tells.
MAX_SHELL = 600

#: Without any of these a line is no page's code, which ends its statements.
_PAGE_MARKS = lazy(r"[;{}]|\bvar\b|\bfunction\b|=>|\\")
MAX_BARE = 300


def _is_shell(text: str, first: int, run: Run) -> bool:
    """Whether it is of a function of the shell's, whose name may have a hyphen, as no page's has."""
    if not _SHELL_FUNCTION.match(text, first):
        return False
    hyphened = text[run.start - 1 : run.start] == "-" and run.end - run.start <= MAX_BARE
    return hyphened or _SHELL.search(text, first, run.end + MAX_SHELL) is not None


def _declares(text: str, first: int, end: int) -> bool:
    """Whether a line declares what it assigns by a type, or is PHP's, as no page's script.

    >>> _declares("int level = read(A0);", 0, 21), _declares("Boat boat = moor('x');", 0, 22)
    (True, True)
    >>> _declares("var level = read('x');", 0, 22), _declares("Share boats = moor('x');", 0, 23)
    (False, False)
    """
    if _PHP.search(text, first, end) or _DECLARES.search(text, first, end):
        return True
    own = _DECLARES_OWN.search(text, first, end)
    return own is not None and (bool(own[3]) or own[1].lower().endswith(own[2].lower()))


def _is_other_code(text: str, run: Run) -> bool:
    """Whether it is code of a language that no page runs, or lines of calls that end without a mark."""
    first = text.rfind("\n", 0, run.start) + 1
    if _INSIDE_OTHER_CODE.search(text, first, run.end) or _declares(text, first, run.end):
        return True
    if _is_shell(text, first, run):
        return True
    alone = not text[first : run.start].strip() and text[run.end : run.end + 1] in ("", "\n")
    return (
        alone
        and run.kind == "script"
        and run.end - run.start <= MAX_BARE
        and not _PAGE_MARKS.search(text, run.start, run.end)
        and not _OF_A_BROWSER.search(text, run.start, run.end)
    )


def _is_shown(text: str, run: Run) -> bool:
    """Whether it is for the reader: in mid-sentence, behind a colon or a label, of a language that no page runs."""
    size = run.end - run.start
    if size > MAX_SHOWN:
        return False
    before = text[max(0, run.start - 200) : run.start]
    above = before.rstrip().rpartition("\n")[2]
    if _is_other_code(text, run) or _LEADS_TO_CODE.search(before):
        return True
    if above != before and (
        above.strip(" :：").lower() in _LABELS_OF_CODE or _OTHER_CODE.match(above)
    ):
        return True
    return (
        size <= MAX_INLINE
        and _SENTENCE_BEFORE.search(before) is not None
        and _SENTENCE_BEHIND.match(text, run.end) is not None
    )
