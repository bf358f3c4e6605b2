"""What a reader may choose about an export."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.errors import UsageError

LAYOUTS: tuple[str, ...] = ("translation", "side-by-side", "interlinear")
"""The translation alone; paragraph beside paragraph; each sentence under its source sentence."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of one export; formats that a choice makes no sense in ignore it.

    `layout` is one of `LAYOUTS`. `script` is an ISO 15924 code in lower case, ""
    for the language's default script. `include_source` None means what the
    layout says: a translation alone leaves the source out, except that an unfit
    package's translation is laid out side by side with it; True on a translation
    alone puts the source text after it; False leaves it out. `names_appendix`
    adds the table of glossary names; `findings` adds what the checks found.
    Raises `UsageError` on a layout that does not exist, or that needs the source
    it is told to leave out.
    """

    layout: str = "translation"
    script: str = ""
    include_source: bool | None = None
    names_appendix: bool = False
    findings: bool = True

    def __post_init__(self) -> None:
        """Refuse choices that contradict each other, before any work is done."""
        if self.layout not in LAYOUTS:
            raise UsageError(detail=f"There is no layout “{self.layout}”; choose one of {', '.join(LAYOUTS)}.")
        if self.include_source is False and self.layout != "translation":
            raise UsageError(
                detail=f"The layout “{self.layout}” shows the source; choose “translation” to leave the source out."
            )
