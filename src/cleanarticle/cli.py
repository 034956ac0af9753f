"""The `cleanarticle` command: one document in, the article out; and `batch` and `report`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast, get_args

from . import Article, __version__, clean, load_sites
from .languages import language_code
from .options import Extractor, Favor, Kind

__all__ = ["add_cleaning_options", "cleaning_options", "main", "write_bytes"]

FOUND, NO_ARTICLE, UNUSABLE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE

FORMATS: dict[str, Callable[[Article], str]] = {
    "text": str,
    "markdown": lambda article: article.to_markdown(),
    "json": lambda article: article.to_json(indent=2),
    "html": lambda article: article.to_html(),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; `arguments` are `sys.argv` without the name.

    0 where an article was found, 1 where none was (what there is gets printed all the
    same), 2 for wrong usage or a file that cannot be read or written. Where the first
    argument is `batch` or `report`, that command's.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        if arguments and arguments[0] in ("batch", "report"):
            from .batch import command

            run: Callable[[Sequence[str]], int] = getattr(command, arguments[0])
            return run(arguments[1:])
        return _run(_parsed(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return BROKEN_PIPE


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _parser()
    options, more = parser.parse_known_args(arguments)
    if more and not more[0].startswith("-"):
        parser.error(
            f"one document is read, and {more[0]!r} is another: cleanarticle batch reads many"
        )
    if more:
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if options.sites and not options.url:
        parser.error("--sites needs --url, which tells of which site the document is")
    return options


def _run(options: argparse.Namespace) -> int:
    try:
        raw = _read(options.file)
    except OSError as error:
        return _unusable("read", options.file, error)
    except ModuleNotFoundError as error:  # what unpacks it
        _complain(str(error))
        return UNUSABLE
    try:
        told = with_sites(cleaning_options(options), options.sites, options.url)
    except OSError as error:
        return _unusable("read", options.sites, error)
    except ValueError as error:
        _complain(str(error))
        return UNUSABLE
    article = clean(raw, url=options.url, **told)
    shown = article.explain() if options.explain else FORMATS[options.format](article)
    try:
        _write(shown, options.output)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _unusable("write", options.output, error)
    if "no_article" in article.flags:
        _complain(f"no article found in {_named(options.file)}")
        return NO_ARTICLE
    return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cleanarticle",
        description="Clean one scraped text or HTML page and print the article in it.",
        epilog="For many documents: cleanarticle batch --help. For a page that shows what was "
        "done: cleanarticle report --help. Exit code: 0 if there is an article, 1 if there is none, "
        "2 for wrong usage or a file that cannot be read or written.",
    )
    parser.add_argument("file", metavar="FILE", help="the document; - for standard input")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help="how the article is printed (default: %(default)s); json holds the ledger too",
    )
    shown.add_argument(
        "--explain",
        action="store_true",
        help="print the ledger instead of the article: what was cut and mended, and why",
    )
    add_cleaning_options(parser)
    parser.add_argument("--url", help="where the document came from; it is never fetched")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def add_cleaning_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `clean()` that all commands have."""
    parser.add_argument(
        "--kind", choices=get_args(Kind), help="what a document is (default: found out)"
    )
    parser.add_argument(
        "--favor",
        choices=get_args(Favor),
        help="when in doubt, cut more (precision) or keep more (recall)",
    )
    parser.add_argument(
        "--language", metavar="CODE", type=_language, help="the text's language, such as de"
    )
    parser.add_argument(
        "--extractor", choices=get_args(Extractor), help="what chooses the article of a page"
    )
    parser.add_argument(
        "--extra",
        metavar="PHRASE",
        action="append",
        help="cut this phrase wherever it stands; can be given again",
    )
    parser.add_argument(
        "--keep",
        metavar="PHRASE",
        action="append",
        help="never cut a line that holds this phrase; can be given again",
    )
    parser.add_argument(
        "--sites",
        metavar="FILE",
        help="rules for sites, as TOML: phrases, patterns and lines, by the document's address",
    )


def cleaning_options(options: argparse.Namespace) -> dict[str, Any]:
    """Give the options of `clean()` that were named, but for the sites and the address."""
    names = ("kind", "favor", "language", "extractor", "extra", "keep")
    named = {name: getattr(options, name) for name in names}
    return {name: value for name, value in named.items() if value is not None}


def with_sites(told: dict[str, Any], file: str | None, url: str | None) -> dict[str, Any]:
    """Give the options with the rules for a page's site added, if there is a file of them."""
    return load_sites(file).for_page(url, told) if file else told


def _language(text: str) -> str:
    try:
        return language_code(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _read(file: str) -> bytes:
    """Read a document, unpacked; raise `OSError` where that cannot be done to its end."""
    from .batch.packing import read_as_far, unpacked

    with _opened(file) as stream:
        data, wrong = read_as_far(unpacked(stream))
    if wrong is not None:
        raise wrong if isinstance(wrong, OSError) else OSError(str(wrong))
    return data


def _opened(file: str) -> BufferedReader:
    return cast("BufferedReader", _behind(sys.stdin)) if file == "-" else Path(file).open("rb")


def _behind(stream: TextIO | None) -> BinaryIO:
    """Give the bytes of a standard stream, which is `None` where it was closed."""
    if stream is None:
        raise OSError("it is closed")
    return stream.buffer


def _write(text: str, file: str | None) -> None:
    r"""Write UTF-8, whatever the locale; a lone surrogate becomes its escape, `\ud800`."""
    encoded = f"{text}\n".encode("utf-8", "backslashreplace")
    if file is not None and file != "-":
        Path(file).write_bytes(encoded)
        return
    write_bytes(encoded)


def write_bytes(data: bytes) -> None:
    """Write to standard output; raise `OSError` where that cannot be."""
    out = _behind(sys.stdout)
    out.write(data)
    out.flush()


def _unusable(verb: str, file: str | None, error: OSError) -> int:
    hint = ""
    if file and file.startswith(("http://", "https://")):
        hint = "; pages are not fetched: save it first, then give the file"
    _complain(f"cannot {verb} {_named(file)}: {error.strerror or error}{hint}")
    return UNUSABLE


def _named(file: str | None) -> str:
    return {"-": "standard input", None: "standard output"}.get(file, repr(file))


def _complain(message: str) -> None:
    print(f"cleanarticle: {message}", file=sys.stderr)


def _silence_stdout() -> None:
    """Keep the interpreter from flushing into the broken pipe at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
