"""One Translation prepared for showing: rows of text in the script asked for, notes, names, provenance.

Every exporter takes a `View` and nothing else, so that they all say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.document import BlockKind, Translation
from webapp.errors import UsageError
from webapp.export.clean import clean
from webapp.export.options import ExportOptions
from webapp.export.provenance import Convert, Fact, Said, facts, review, say
from webapp.export.rows import Builder, Name, Note, Row, names
from webapp.languages import LANGUAGES, Direction, script_direction


@dataclass(frozen=True, slots=True)
class View:
    """Everything that an exporter shows; see the module.

    `layout` and `script` are what the options come to; `tag` is the BCP 47 tag
    of the text; `convert` turns text of the language into `script`.
    """

    translation: Translation
    options: ExportOptions
    layout: str
    script: str
    direction: Direction
    tag: str
    title: str
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...]
    review: Said
    warning: Said | None
    names: tuple[Name, ...]
    source_after: bool
    convert: Convert = field(default=str, repr=False, compare=False)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note of the article, in order."""
        return tuple(note for row in self.rows for pair in row.pairs for note in pair.notes)

    def say(self, key: str) -> Said:
        """A phrase of `webapp.export.phrases` in English and in the language and script of this view."""
        return say(key, self.translation.target, self.convert)

    def fact(self, key: str) -> str:
        """The English value of one fact, for metadata."""
        return next(fact.value.english for fact in self.facts if fact.key == key)


def converter(language: str, script: str) -> Convert:
    """The function that turns text of `language` from its default script into `script`; raises `UsageError`."""
    row = LANGUAGES[language]
    if script not in row.scripts:
        raise UsageError(detail=f"{row.english} is not written in “{script}”; choose one of {', '.join(row.scripts)}.")
    if script == row.script:
        return str
    from webapp.transliteration import transliterate  # built on first need: most exports never ask for it

    return lambda text: transliterate(text, language, row.script, script)


def _layout(options: ExportOptions, fit: bool) -> str:
    """The layout asked for; an unfit package's text stands beside its source unless the reader refused the source."""
    if fit or options.layout != "translation" or options.include_source is False:
        return options.layout
    return "side-by-side"


def _title(translation: Translation, rows: tuple[Row, ...]) -> str:
    """The translated title where the article shows it as its first heading, else the source's own."""
    first = next((row for row in rows if row.kind is BlockKind.HEADING), None)
    title = clean(translation.document.title)
    if first is not None and first.text and first.source == (title or first.source):
        return first.text
    return title


def view(translation: Translation, options: ExportOptions | None = None) -> View:
    """`translation` prepared for showing as `options` say; raises `UsageError` on a script that does not exist."""
    options = options or ExportOptions()
    language = LANGUAGES[translation.target]
    script = (options.script or language.script).lower()
    convert = converter(translation.target, script)
    rows = Builder(translation, options, convert).rows()
    fit = translation.provenance.package.fit
    layout = _layout(options, fit)
    return View(
        translation=translation,
        options=options,
        layout=layout,
        script=script,
        direction=script_direction(script),
        tag=language.code if script == language.script else f"{language.code}-{script.title()}",
        title=_title(translation, rows),
        rows=rows,
        facts=facts(translation, script, convert),
        review=review(translation, convert),
        warning=None if fit else say("unfit", translation.target, convert),
        names=names(translation, convert) if options.names_appendix else (),
        source_after=bool(options.include_source) and layout == "translation",
        convert=convert,
    )
