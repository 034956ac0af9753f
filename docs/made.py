"""Pages that are made when the site is built, so that they cannot fall behind what they tell of.

The cleaners from their docstrings, the reasons from `Reason`, the tutorial from its notebook, the
sample from what `clean()` makes of it; the changelog and its like are those at the repository's root.
"""

from __future__ import annotations

import doctest
import inspect
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import griffe

from cleanarticle import DEFAULT, Reason, clean
from cleanarticle.model import Article

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "fixtures" / "texts" / "harbour" / "input.txt"

#: Pages that stand at the repository's root, and where links in them lead on the site.
COPIED = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "figures.md": "benchmarks/README.md",
    "model-card.md": "MODEL_CARD.md",
}
LINKS = {
    **{
        Path(source).name: page
        for page, source in COPIED.items()
        if source != "benchmarks/README.md"
    },
    "benchmarks/README.md": "figures.md",
}


def cleaners() -> str:
    """Give the page of the cleaners: each with what it does and what it leaves alone."""
    parts = [
        "# Each cleaner",
        "They run in this order, each with what it does and what it leaves alone, as its docstring says it. "
        "`DEFAULT.without(name)`, `.before(name, cleaner)` and `.after(name, cleaner)` give another pipeline: see "
        "[Your own rules](rules.md). `fix_` mends text, `drop_` cuts, `find_` gives a field its value, `label_`, "
        "`split_` and `read_` tell what a block is.",
    ]
    for number, cleaner in enumerate(DEFAULT, 1):
        module = cleaner.__module__.removeprefix("cleanarticle.")
        parts += [
            f"## `{cleaner.__name__}` {{ #{cleaner.__name__} }}",
            f"<small>{number} of {len(DEFAULT)}, in `{module}`</small>",
            fenced(inspect.getdoc(cleaner) or ""),
        ]
    return "\n\n".join(parts) + "\n"


def fenced(docstring: str) -> str:
    """Give a docstring as Markdown, with its doctests in fences."""
    parts: list[str] = []
    session: list[str] = []
    for piece in [*doctest.DocTestParser().parse(docstring), "end"]:
        if isinstance(piece, doctest.Example):
            lines = piece.source.splitlines()
            session += [f"{'... ' if i else '>>> '}{line}" for i, line in enumerate(lines)]
            session += piece.want.splitlines()
        elif piece.strip():
            if session:
                parts.append("\n".join(["```pycon", *session, "```"]))
            parts.append(piece.strip())
            session = []
    return "\n\n".join(parts[:-1])


class FencedExamples(griffe.Extension):
    """Fences the doctests of the API's pages."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of a class, function or module once it is read."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(inspect.cleandoc(obj.docstring.value))


def reasons(repairs: bool) -> str:
    """Give a table of the reasons for cuts, or for repairs."""
    rows = [f"| `{r}` | {r.explanation} |" for r in Reason if r.is_repair is repairs]
    return "| reason | what it says |\n|---|---|\n" + "\n".join(rows)


def tutorial() -> str:
    """Give the notebook as a page: its text, its code, and what it shows."""
    notebook = json.loads((ROOT / "docs" / "tutorial.ipynb").read_text("utf-8"))
    parts: list[str] = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
            continue
        parts.append(f"```python\n{source}\n```")
        parts += [shown(output) for output in cell["outputs"]]
    link = (
        "The page is a notebook, `docs/tutorial.ipynb`: the tests run it and compare what it shows."
    )
    return "\n\n".join([*parts, f"---\n\n{link}"]) + "\n"


def shown(output: dict[str, Any]) -> str:
    """Give what a cell shows: as HTML where it has it, else as text."""
    data = output.get("data", {})
    if "text/html" in data:
        return framed("".join(data["text/html"]))
    return (
        "```text\n" + "".join(output.get("text") or data.get("text/plain", "")).rstrip() + "\n```"
    )


def framed(html: str) -> str:
    """Give HTML as one block that Markdown leaves alone."""
    return f'<div class="shown">\n{html}\n</div>'


def sample() -> Article:
    """Clean the sample."""
    return clean(SAMPLE.read_bytes())


def filled(markdown: str) -> str:
    """Put tables and what the sample gives in the place of the comments that name them."""
    for name, make in FILLINGS.items():
        if (comment := f"<!-- {name} -->") in markdown:
            markdown = markdown.replace(comment, make())
    return re.sub(r"<!-- (?:output|file: \S+) -->\n", "", markdown)


def copied(source: str) -> str:
    """Give a page of the repository's root with its links led to the site's pages."""
    text = (ROOT / source).read_text("utf-8")
    return re.sub(
        r"\]\(([^)#]+)(#[^)]*)?\)",
        lambda link: f"]({LINKS.get(link[1], link[1])}{link[2] or ''})",
        text,
    )


FILLINGS: dict[str, Callable[[], str]] = {
    "sample: raw": lambda: f"```text\n{SAMPLE.read_text('utf-8').rstrip()}\n```",
    "sample: shown": lambda: framed(sample()._repr_html_()),
    "sample: explained": lambda: f"```text\n{sample().explain()}\n```",
    "reasons: cuts": partial(reasons, repairs=False),
    "reasons: repairs": partial(reasons, repairs=True),
}
MADE: dict[str, Callable[[], str]] = {
    "cleaners.md": cleaners,
    "tutorial.md": tutorial,
    **{page: partial(copied, source) for page, source in COPIED.items()},
}


def on_files(files: Any, config: Any) -> Any:
    """Add the made pages to the site."""
    from mkdocs.structure.files import File

    for name, make in MADE.items():
        files.append(File.generated(config, name, content=make()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Fill in the sample, and leave out the comments by which the tests run the examples."""
    return filled(markdown) if page.file.src_uri not in MADE else markdown
