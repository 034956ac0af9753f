"""The order of the cleaners, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .cleaners.bbcode import read_bbcode
from .cleaners.board_frame import drop_board_frame
from .cleaners.boilerplate import drop_boilerplate, drop_head
from .cleaners.book_licence import drop_book_licence
from .cleaners.caption_credits import drop_caption_credits
from .cleaners.characters import fix_invisible, fix_no_break_spaces
from .cleaners.chrome import (
    drop_ads,
    drop_consent,
    drop_counters,
    drop_legal,
    drop_paywalls,
    drop_promos,
)
from .cleaners.code_tokens import fix_code_tokens
from .cleaners.comments import drop_comment_forms, drop_comments
from .cleaners.credits import drop_credits
from .cleaners.cues import drop_cues
from .cleaners.dotted_lines import split_dotted_lines
from .cleaners.drop_caps import fix_drop_caps
from .cleaners.embeds import drop_embeds, drop_post_links
from .cleaners.encoding import fix_encoding, fix_lookalikes, fix_normalization
from .cleaners.entities import fix_entities
from .cleaners.escapes import fix_escapes
from .cleaners.glue import fix_glue
from .cleaners.interjections import split_interjections
from .cleaners.line_numbers import drop_line_numbers
from .cleaners.link_addresses import drop_link_addresses
from .cleaners.link_hints import drop_link_hints
from .cleaners.link_numbers import drop_link_numbers
from .cleaners.lyrics_frame import drop_lyrics_frame
from .cleaners.markdown import read_markdown
from .cleaners.markup import (
    drop_placeholders,
    drop_scripts,
    drop_shortcodes,
    drop_styles,
    drop_tags,
    split_tags,
)
from .cleaners.menus import drop_menus, drop_rule_lines
from .cleaners.page_heads import drop_page_heads
from .cleaners.permalinks import drop_permalinks
from .cleaners.quoted_mail import drop_quoted_mail
from .cleaners.quotes import fix_lost_quotes, fix_quotes
from .cleaners.read_also import drop_read_also
from .cleaners.related import drop_related, drop_tail, drop_teasers, find_truncation
from .cleaners.releases import drop_press_notes
from .cleaners.repeats import drop_repeats
from .cleaners.replaced import fix_replaced
from .cleaners.rules import drop_extra
from .cleaners.run_on import split_run_on
from .cleaners.run_together import fix_run_together
from .cleaners.scrambled import drop_scrambled
from .cleaners.share_bars import drop_share_bars
from .cleaners.site_frames import drop_site_frames
from .cleaners.spacing import fix_remains, fix_spacing
from .cleaners.structure import label_headings, label_lists, split_glued
from .cleaners.torn_lines import fix_torn_lines
from .cleaners.wraps import fix_wraps
from .finders.archive_head import find_archive_head
from .finders.authors import find_authors
from .finders.breadcrumbs import find_breadcrumbs
from .finders.dates import find_dates
from .finders.front_matter import find_front_matter
from .finders.language import find_language
from .finders.mail_head import find_mail_head
from .finders.signature import find_signature
from .finders.source import find_source
from .finders.tags import find_tags
from .finders.title import find_title
from .finders.title_ends import fix_title
from .finders.title_splits import split_title

__all__ = ["DEFAULT", "Pipeline"]

AnyCleaner = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """An ordered tuple of cleaners: a value, never changed in place.

    >>> from cleanarticle import DEFAULT
    >>> "drop_ads" in DEFAULT, "drop_ads" in DEFAULT.without("drop_ads")
    (True, False)
    """

    cleaners: tuple[AnyCleaner, ...]

    def __init__(self, *cleaners: AnyCleaner) -> None:
        names = [_name(cleaner) for cleaner in cleaners]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"names stand twice in the pipeline: {', '.join(twice)}")
        object.__setattr__(self, "cleaners", cleaners)

    @property
    def names(self) -> tuple[str, ...]:
        """The cleaners' names, in order."""
        return tuple(_name(cleaner) for cleaner in self.cleaners)

    def without(self, *names: str | AnyCleaner) -> Pipeline:
        """Give the pipeline without these cleaners, named or given themselves.

        Raises `KeyError`, listing the known names, for one that is not in it.
        """
        places = {self._place(name) for name in names}
        return Pipeline(*(c for at, c in enumerate(self.cleaners) if at not in places))

    def before(self, name: str | AnyCleaner, *cleaners: AnyCleaner) -> Pipeline:
        """Give the pipeline with `cleaners` before the one named. Raises `KeyError` as `without`."""
        at = self._place(name)
        return Pipeline(*self.cleaners[:at], *cleaners, *self.cleaners[at:])

    def after(self, name: str | AnyCleaner, *cleaners: AnyCleaner) -> Pipeline:
        """Give the pipeline with `cleaners` after the one named. Raises `KeyError` as `without`."""
        at = self._place(name) + 1
        return Pipeline(*self.cleaners[:at], *cleaners, *self.cleaners[at:])

    def _place(self, named: str | AnyCleaner) -> int:
        name = _name(named) if callable(named) else named
        try:
            return self.names.index(name)
        except ValueError:
            known = ", ".join(self.names) or "none: the pipeline is empty"
            raise KeyError(f"no cleaner is called {name!r}; known are: {known}") from None

    def __iter__(self) -> Iterator[AnyCleaner]:
        return iter(self.cleaners)

    def __len__(self) -> int:
        return len(self.cleaners)

    def __contains__(self, name: object) -> bool:
        return name in self.names or name in self.cleaners

    def __repr__(self) -> str:
        return "Pipeline(\n" + "".join(f"    {name},\n" for name in self.names) + ")"


def _name(cleaner: AnyCleaner) -> str:
    name = getattr(cleaner, "__name__", None)
    if not callable(cleaner) or name is None:
        raise TypeError(
            f"a cleaner is a function with a name, not {cleaner!r}: wrap it in one, "
            "def my_cleaner(blocks): ..."
        )
    return str(name)


def pipeline_of(cleaners: Pipeline | Iterable[AnyCleaner]) -> Pipeline:
    """Give a pipeline of what the caller passed. Raises `TypeError` for what is no cleaner."""
    if isinstance(cleaners, Pipeline):
        return cleaners
    if isinstance(cleaners, str | bytes) or not isinstance(cleaners, Iterable):
        raise TypeError(
            "pipeline is a Pipeline or the cleaners themselves, in order, as in "
            f'DEFAULT.without("drop_ads") or [fix_quotes], not {cleaners!r}; without it DEFAULT runs'
        )
    return Pipeline(*cleaners)


DEFAULT = Pipeline(
    fix_code_tokens,  # first: what its lines are is seen once they stand as they were written
    drop_line_numbers,  # before lines are joined; after tokens, which make the code below them
    fix_torn_lines,  # before all that reads lines: a piece of a paragraph tells nothing
    drop_scripts,  # before repairs, which would mend what they read in code, and join its lines
    drop_styles,  # after scripts, which hold rules too
    drop_cues,  # before wraps, which would join the lines of one cue alone
    drop_page_heads,  # before wraps, which a head would part
    fix_wraps,  # before tags and links: one broken over lines must stand in one block to be matched
    drop_link_numbers,  # after wraps, which an address or a link may be broken by
    drop_link_addresses,  # before phrases are matched: addresses part them
    fix_escapes,  # before encoding: bytes written one by one are read wrongly, too
    fix_entities,  # before encoding: an entity can be a part of mojibake
    fix_encoding,  # before all that reads words: every later step matches real letters
    fix_invisible,
    fix_normalization,  # after the invisible, which can part a letter from its mark
    fix_lookalikes,
    split_tags,  # before tags go, which tell where paragraphs end
    drop_tags,
    drop_shortcodes,
    drop_placeholders,
    drop_scrambled,  # before the language: what stands there is of none
    drop_book_licence,
    drop_board_frame,
    drop_lyrics_frame,
    drop_site_frames,
    find_archive_head,
    find_mail_head,
    drop_quoted_mail,  # before Markdown, which takes the marks of the lines for a quotation's
    find_front_matter,  # before Markdown, which takes its rules for lines between paragraphs
    read_bbcode,
    read_markdown,  # before phrases are matched: links hide them
    drop_link_hints,  # before phrases are matched, which stand beside them
    drop_permalinks,  # after Markdown, which makes links of them
    fix_no_break_spaces,  # after markup, which stands between the space and its word
    fix_spacing,
    drop_extra,
    find_breadcrumbs,  # before glue is split: a glued path is read as one
    split_dotted_lines,
    split_run_on,  # before all that reads lines; after the path, which is read as it stands
    split_glued,
    split_interjections,  # after both: they read the paragraph as it stands
    find_language,  # after markup: tags have no language
    fix_replaced,  # before phrases are matched; in the marks of the language
    fix_drop_caps,  # by the words of the language
    drop_embeds,
    drop_post_links,
    drop_consent,
    drop_comment_forms,
    drop_comments,
    drop_share_bars,
    drop_ads,
    drop_legal,
    drop_counters,
    find_source,
    find_tags,
    drop_read_also,
    drop_promos,
    drop_paywalls,
    drop_credits,
    drop_press_notes,
    drop_menus,  # after the named kinds: what is left of runs of short lines
    drop_rule_lines,
    split_title,  # after the cuts, which tell a page's dump
    find_title,
    fix_title,
    drop_head,  # after the title: what stands above it
    find_dates,  # after the title: they stand below it
    find_authors,
    find_signature,  # after dates and authors: what they have not found
    drop_repeats,
    drop_related,  # after forms and notices, which tell where the article ends
    drop_teasers,
    drop_tail,
    find_truncation,  # once the last paragraph is known
    drop_boilerplate,  # after the rules, whose cuts tell it what stands beside them
    drop_caption_credits,  # after the model, which tells captions by their credits
    fix_remains,  # after the cuts, which leave them; before quotes, which look at the space beside a mark
    fix_lost_quotes,  # after the cuts: what goes need not be mended; before glue, the scar
    fix_quotes,
    fix_run_together,  # before glue: a sentence's last word may have a second one in it
    fix_glue,
    label_lists,
    label_headings,  # last: what stands below a heading must be final
)
