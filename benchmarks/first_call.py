"""How long a new process takes until it has its first article.

`python benchmarks/first_call.py` prints, for an invented English article as text and as a page, the
seconds of processor time and by the clock that a new process takes to import the library and clean it:
what a command, a test or a function in the cloud waits for, once. The peers extract the same page, ftfy
repairs the same text. The median of some processes each, behind one that is not counted: it writes the bytecode
of what was installed without any, as an editable install is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

PROCESSES = 7
PARAGRAPH = (
    "The ferry to the islands did not sail on Tuesday, and nobody on the quay could say when it would. "
    "“We have waited since six,” said the baker of the north village, who had two hundred loaves with him."
)
TEXT = "\n".join(
    ("Ferry stays in the harbour", "By Ann Marsh", *[PARAGRAPH] * 8, "Share this article")
)
PAGE = (
    "<html lang=en><head><title>Ferry stays in the harbour</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>Ferry stays in the harbour</h1>{f'<p>{PARAGRAPH}</p>' * 8}</article></body></html>"
)
CALLS = {
    "cleanarticle, a text": ("from cleanarticle import clean; clean(document, kind='text')", TEXT),
    "cleanarticle, a page": ("from cleanarticle import clean; clean(document, kind='html')", PAGE),
    "trafilatura, a page": (
        "from trafilatura import extract; extract(document, with_metadata=True)",
        PAGE,
    ),
    "readability-lxml, a page": (
        "from readability import Document; Document(document).summary()",
        PAGE,
    ),
    "ftfy, a text": ("import ftfy; ftfy.fix_text(document)", TEXT),
    "nothing": ("pass", TEXT),
}
PROGRAM = """
import json, sys, time
document = json.loads(sys.stdin.read())
clock, processor = time.perf_counter(), time.process_time()
{call}
print(time.process_time() - processor, time.perf_counter() - clock)
"""


def seconds(call: str, document: str) -> tuple[float, float]:
    """Give the processor time, and that by the clock, of a call in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(call=call)],
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    )
    processor, clock = map(float, done.stdout.split())
    return processor, clock


def main() -> None:
    """Print the table."""
    print("| | processor, s | clock, s |\n|---|---:|---:|")
    for name, (call, document) in CALLS.items():
        each = [seconds(call, document) for _ in range(PROCESSES + 1)][1:]
        processor, clock = (statistics.median(times) for times in zip(*each, strict=True))
        print(f"| {name} | {processor:.2f} | {clock:.2f} |")


if __name__ == "__main__":
    main()
