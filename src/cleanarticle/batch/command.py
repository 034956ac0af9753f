"""`cleanarticle batch` and `cleanarticle report`: the command line for many documents."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from textwrap import shorten
from time import monotonic

from ..cleaning import clean
from ..cli import add_cleaning_options, cleaning_options, write_bytes
from ..model import Article
from ..rendering.explanation import counted
from ..rendering.report import to_report
from ..sites import Sites, load_sites
from .arrow import COLUMNS, to_article, with_raw
from .fields import FIELDS, Fields
from .files import KINDS, real, sources
from .inputs import Unreadable, Written, records
from .many import failed
from .outputs import BATCH_COLUMNS, wanted_columns
from .pool import available_workers
from .run import Batch, Outcome, nothing_in, run_batch, see_the_folder
from .worker import Failure, attempt

__all__ = ["batch", "report"]

#: No space, a quota or a limit that is reached.
NO_ROOM = (errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else []))
#: The field that tells records apart, where no other is named.
DEFAULT_ID = "id"
DONE, WITH_ERRORS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def batch(arguments: Sequence[str]) -> int:
    """Run `cleanarticle batch` and give its exit code.

    0 where every record was cleaned, 1 where some went to the file of errors, 2 for wrong usage
    or files that cannot be used, 130 after Ctrl-C.
    """
    options = _batch_parser().parse_args(arguments)
    begun = monotonic()
    try:
        outcome = run_batch(_batch_of(options))
    except KeyboardInterrupt:
        _complain("batch", "interrupted; the same command goes on where it stopped")
        return INTERRUPTED
    except BlockingIOError:
        _complain("batch", f"another process is writing {options.output!r}")
        return UNUSABLE
    except (OSError, ValueError, ModuleNotFoundError) as error:
        message = _told(error, Path(options.output))
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            message += "; make some, and the same command goes on where it stopped"
        _complain("batch", message)
        return UNUSABLE
    if not options.quiet:
        print(_summary(outcome, monotonic() - begun, options), file=sys.stderr)
    return WITH_ERRORS if outcome.tally.failed else DONE


def report(arguments: Sequence[str]) -> int:
    """Run `cleanarticle report` and give its exit code: 0, 2 or 130 as for `batch`."""
    options = _report_parser().parse_args(arguments)
    out, left = _real(options.output), Counter[str]()
    try:
        see_the_folder(out)
        found = list(islice(_reported(options, out, left), options.limit + 1))
        more = len(found) > options.limit
        note = f"The first {options.limit:,}; --limit shows more." if more else ""
        page = to_report(found[: options.limit], note)
        _put(page, out)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except (OSError, ValueError, ModuleNotFoundError) as error:
        _complain("report", _told(error, out))
        return UNUSABLE
    if not found:
        _complain("report", nothing_in(options.inputs, left))
    return DONE if found else UNUSABLE


def _put(page: str, out: Path) -> None:
    """Write a page whole or not at all; to what is no file, such as standard output, as it is."""
    if str(out) == "-":
        write_bytes(page.encode())
    elif out.is_file() or not out.exists():
        new = out.with_name(f"{out.name}.new")
        new.write_text(page, encoding="utf-8")
        new.replace(out)
    else:
        out.write_text(page, encoding="utf-8")


def _real(out: str) -> Path:
    """Give the file that is to be written; behind a link, so that the link stays one."""
    path = Path(out)
    return real(path) if path.is_symlink() and (path.is_file() or not path.exists()) else path


def _reported(
    options: argparse.Namespace, out: Path, left: Counter[str]
) -> Iterator[tuple[str, Article]]:
    """Read and clean one document after the other; what a batch wrote is cleaned already."""
    chosen, sites = cleaning_options(options), _sites(options)
    fields = Fields(options.field, options.id, written=True)
    for source in list(sources(options.inputs, (out,), left, fields)):
        for record, _ in records(source, fields):
            if isinstance(record, Unreadable):
                yield record.id, failed(record.error)
                continue
            if isinstance(record, Written):
                article = attempt(lambda row: with_raw(to_article(row)), record.row)
            else:
                told = sites.for_page(record.url, chosen)
                article = attempt(partial(clean, url=record.url, **told), record.raw)
            if isinstance(article, Failure):
                article = failed(article.error)
            yield record.id, article


def _sites(options: argparse.Namespace) -> Sites:
    return load_sites(options.sites) if options.sites else Sites({})


def _batch_of(options: argparse.Namespace) -> Batch:
    return Batch(
        inputs=options.inputs,
        out=_real(options.output),
        columns=wanted_columns(options.columns),
        form=options.format,
        fields=Fields(options.field, options.id),
        options=cleaning_options(options),
        sites=_sites(options),
        workers=options.workers,
        restart=options.restart,
        progress=False if options.quiet else "auto",
    )


def _told(error: Exception, out: Path) -> str:
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    if error.errno in NO_ROOM:
        return f"{os.strerror(error.errno)}: there is no room for {str(out)!r}"
    return error.strerror if error.filename is None else f"{error.strerror}: {error.filename!r}"


def _summary(outcome: Outcome, seconds: float, options: argparse.Namespace) -> str:
    """Say what was done, from the beginning on; the time is that for the records not done before."""
    tally, before, left = outcome
    out = options.output
    lines = [f"{counted(tally.records, 'record')}: {counted(tally.articles, 'article')} in {out}"]
    if tally.no_article:
        lines.append(f"  {tally.no_article:,} without an article, flagged no_article")
    if tally.failed:
        lines.append(f"  {tally.failed:,} failed, in {out}.errors.jsonl")
        lines.append(f"    the first: {shorten(tally.first_error, 300, placeholder=' ...')}")
    if tally.placed and options.id != DEFAULT_ID:
        lines.append(f"  {tally.placed:,} without {options.id!r}: their id is FILE:NUMBER")
    if left:
        lines.append(f"not read, in folders: {left}")
    share = f" ({tally.kept / tally.read:.0%})" if tally.read else ""
    lines.append(f"{tally.read:,} characters read, {tally.kept:,} kept{share}")
    lines += _by_reason("cut, in characters", tally.cut)
    lines += _by_reason("repairs", tally.repairs)
    speed = (tally.records - before) / max(seconds, 0.001)
    if before:
        lines.append(f"{counted(before, 'record')} had been done before")
    workers = available_workers() if options.workers is None else max(1, options.workers)
    lines.append(f"{seconds:,.1f} s on {counted(workers, 'worker')}, {speed:,.1f} records a second")
    return "\n".join(lines)


def _by_reason(heading: str, numbers: Mapping[str, int]) -> list[str]:
    if not numbers:
        return []
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    width = max(len(f"{number:,}") for number in numbers.values())
    return [f"{heading}:", *(f"  {number:>{width},}  {reason}" for reason, number in ranked)]


def _batch_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cleanarticle batch",
        description="Clean many documents into one file, in worker processes. Stopped half-way, "
        "by Ctrl-C or a kill, the same command goes on where it stopped.",
        epilog="Records that cannot be cleaned go to OUT.errors.jsonl, which this command can read "
        "again. Exit code: 0 if every record was cleaned, 1 if some failed, 2 for wrong usage or "
        "files that cannot be used, 130 after Ctrl-C.",
    )
    parser.add_argument(
        "inputs", metavar="IN", nargs="+", help=f"files, folders or globs: {_kinds()}"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="OUT.jsonl[.gz|.zst] or OUT.parquet"
    )
    parser.add_argument(
        "--format", choices=("jsonl", "parquet"), help="what OUT is (default: by its ending)"
    )
    parser.add_argument(
        "--columns",
        metavar="A,B",
        help=f"columns of OUT, of id, {', '.join(COLUMNS)} (default: all but "
        f"{' and '.join(name for name in COLUMNS if name not in BATCH_COLUMNS)})",
    )
    _add_reading_options(parser)
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="processes (default: all cores)"
    )
    parser.add_argument("--restart", action="store_true", help="start over; replace OUT")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")
    return parser


def _report_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cleanarticle report",
        description="Write a page that shows documents before and after, side by side: what was "
        "cut, mended and taken up, coloured by reason. It needs no network and runs no script. "
        "What batch wrote, with the columns blocks and changes, is shown as it is.",
        epilog="Exit code: 0, or 2 for wrong usage or files that cannot be used.",
    )
    parser.add_argument(
        "inputs", metavar="IN", nargs="+", help=f"files, folders or globs: {_kinds()}"
    )
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the page, as HTML")
    parser.add_argument(
        "--limit", type=_count, default=100, metavar="N", help="documents at most (default: 100)"
    )
    _add_reading_options(parser)
    return parser


def _add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that batch and report share."""
    parser.add_argument(
        "--field",
        metavar="NAME",
        help="the field that holds the document, in JSON Lines, CSV and Parquet (default: the first of "
        f"{', '.join(FIELDS)} that holds text)",
    )
    parser.add_argument(
        "--id",
        metavar="NAME",
        default=DEFAULT_ID,
        help="the field that tells records apart (default: %(default)s; else FILE:NUMBER)",
    )
    add_cleaning_options(parser)


def _kinds() -> str:
    return f"{' '.join(KINDS)}, each also .gz or .zst"


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a number is wanted, 0 or more, not {text!r}")
    return int(text)


def _complain(command: str, message: str) -> None:
    print(f"cleanarticle {command}: {message}", file=sys.stderr)
