"""`cleanarticle batch` and `cleanarticle report`: the command line for many documents."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from .arrow import COLUMNS
from .inputs import FIELDS, KINDS, Fields
from .journal import Tally
from .outputs import BATCH_COLUMNS, wanted_columns
from .pool import available_workers
from .run import Batch, run_batch

__all__ = ["batch"]

DONE, WITH_ERRORS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def batch(arguments: Sequence[str]) -> int:
    """Run `cleanarticle batch` and give its exit code.

    0 where every record was cleaned, 1 where some went to the file of errors, 2 for wrong usage
    or files that cannot be used, 130 after Ctrl-C.
    """
    options = _batch_parser().parse_args(arguments)
    begun = monotonic()
    try:
        tally = run_batch(_batch_of(options))
    except KeyboardInterrupt:
        _complain("interrupted; the same command goes on where it stopped")
        return INTERRUPTED
    except BlockingIOError:
        _complain(f"another process is writing {options.output!r}")
        return UNUSABLE
    except (OSError, ValueError, ModuleNotFoundError) as error:
        _complain(_told(error))
        return UNUSABLE
    if not options.quiet:
        print(_summary(tally, monotonic() - begun, options), file=sys.stderr)
    return WITH_ERRORS if tally.failed else DONE


def _batch_of(options: argparse.Namespace) -> Batch:
    chosen = {name: getattr(options, name) for name in ("kind", "favor", "language", "extractor")}
    return Batch(
        inputs=options.inputs,
        out=Path(options.output),
        columns=wanted_columns(options.columns),
        form=options.format,
        fields=Fields(options.field, options.id),
        options={name: value for name, value in chosen.items() if value is not None},
        workers=options.workers,
        restart=options.restart,
        progress=False if options.quiet else "auto",
    )


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename!r}"
    return str(error)


def _summary(tally: Tally, seconds: float, options: argparse.Namespace) -> str:
    """Say what was done, from the beginning on; the time is this run's."""
    out = options.output
    lines = [f"{tally.records:,} records: {tally.articles:,} articles in {out}"]
    if tally.no_article:
        lines.append(f"  {tally.no_article:,} without an article, flagged no_article")
    if tally.failed:
        lines.append(f"  {tally.failed:,} failed, in {out}.errors.jsonl")
    share = f" ({tally.kept / tally.read:.0%})" if tally.read else ""
    lines.append(f"{tally.read:,} characters read, {tally.kept:,} kept{share}")
    lines += _by_reason("cut, in characters", tally.cut)
    lines += _by_reason("repairs", tally.repairs)
    speed = tally.records / max(seconds, 0.001)
    workers = available_workers() if options.workers is None else max(1, options.workers)
    lines.append(f"{seconds:,.1f} s on {workers} workers, {speed:,.1f} records a second")
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
    add_reading_options(parser)
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="processes (default: all cores)"
    )
    parser.add_argument("--restart", action="store_true", help="start over; replace OUT")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, no summary")
    return parser


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that batch and report share."""
    parser.add_argument(
        "--field",
        metavar="NAME",
        help="the field that holds the document, in JSON Lines and Parquet (default: the first of "
        f"{', '.join(FIELDS)} that holds text)",
    )
    parser.add_argument(
        "--id",
        metavar="NAME",
        default="id",
        help="the field that tells records apart (default: %(default)s; else FILE:NUMBER)",
    )
    parser.add_argument("--kind", choices=("auto", "text", "html"), help="what the documents are")
    parser.add_argument(
        "--favor",
        choices=("precision", "balanced", "recall"),
        help="when in doubt, cut more (precision) or keep more (recall)",
    )
    parser.add_argument("--language", metavar="CODE", help="the texts' language, such as de")
    parser.add_argument(
        "--extractor", choices=("model", "readability"), help="what chooses the article of a page"
    )


def _kinds() -> str:
    return f"{' '.join(KINDS)}, each also .gz or .zst"


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _complain(message: str) -> None:
    print(f"cleanarticle batch: {message}", file=sys.stderr)
