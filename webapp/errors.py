"""The error tree; every error has an HTTP status, an exit code and a sentence a reader understands.

    OqyrmanError
    ├── InputError            400  the reader's text or file cannot be used
    │   ├── EmptyText         400
    │   ├── TooLong           413
    │   ├── NotText           415  binary, or in no known encoding
    │   ├── NotEnglish        422
    │   └── GlossaryError     422  a glossary row is wrong (with line and column)
    ├── UsageError            400  an option that does not exist
    ├── NotFound              404  no such article, sentence or export format
    ├── Conflict              409  somebody changed the same sentence meanwhile
    ├── PackageError          503
    │   ├── NoPackage         503  no package for this language
    │   └── DamagedPackage    503
    ├── EngineError           500  the model failed on this text
    └── StoreError            503
        ├── DiskFull          507
        └── StoreLocked       503

`message_id` names the sentence in the interface catalogues and `values` fill its
placeholders, so that the page can say it in the reader's language; `str(error)`
is the English sentence: what happened, and what to do.
"""

from __future__ import annotations

from typing import ClassVar

DETAILS = (
    "most of it is not in the Latin alphabet",
    "it has too few of the commonest English words",
    "it holds binary data",
    "its encoding is not known",
)
"""Details that stand in an error's sentence and are themselves sentences of the interface."""


class OqyrmanError(Exception):
    """Base of every error that a reader may see.

    `template` is an English sentence with `{name}` placeholders, which is also
    the message id of the interface catalogues; keyword arguments fill it.
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    template: ClassVar[str] = "Something went wrong in the program: {detail}"

    def __init__(self, **values: object) -> None:
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(self.template.format(**self.values))


class InputError(OqyrmanError):
    """The reader's text or file cannot be used."""

    status = 400
    template = "This text cannot be read: {detail}"


class EmptyText(InputError):
    """Nothing to translate."""

    template = "There is no text here. Paste an article, or choose a .txt or .html file that has one."


class TooLong(InputError):
    """More than the size limit."""

    status = 413
    template = "This text is too long: {size} characters, and {limit} is the most. Split it and add the parts one by one."


class FileTooLarge(InputError):
    """More bytes than the upload limit."""

    status = 413
    template = "This file is too large: at most {limit} MB are read. Save the article alone, as text or HTML, and try again."


class NotText(InputError):
    """Binary data, or text in no encoding that is known."""

    status = 415
    template = "This file is not text: {detail}. Save the article as plain text (UTF-8) or as an HTML page and try again."


class NotEnglish(InputError):
    """The text is not in the source language."""

    status = 422
    template = "This text does not seem to be English ({detail}). Only English articles can be translated."


class GlossaryError(InputError):
    """A glossary file that breaks its rules."""

    status = 422
    template = "The glossary cannot be used: line {line}, column {column}: {detail}"


class UsageError(OqyrmanError):
    """A request for something that the program does not offer."""

    status = 400
    exit_code = 2
    template = "{detail}"


class NotFound(OqyrmanError):
    """No such article, sentence or export format."""

    status = 404
    template = "There is no {what} here. It may have been deleted; the library lists what is kept."


class Conflict(OqyrmanError):
    """Two edits of one sentence."""

    status = 409
    template = "This sentence was changed meanwhile, in another tab perhaps. Both versions are shown; choose one."


class PackageError(OqyrmanError):
    """A translation package is missing or unusable."""

    status = 503
    template = "A translation package cannot be used: {detail}"


class NoPackage(PackageError):
    """No package for a language pair."""

    template = (
        "No package translates {source} into {target} on this machine. "
        "Install one with “oqyrman packages install FILE”, or choose another language."
    )


class DamagedPackage(PackageError):
    """A package whose files are missing or broken."""

    template = "The package {name} is damaged ({detail}). Remove it and install it again."


class EngineError(OqyrmanError):
    """The translation engine failed."""

    template = "The translation engine stopped: {detail}. The text is kept; try again."


class StoreError(OqyrmanError):
    """The library's database failed."""

    status = 503
    template = "The library cannot be opened: {detail}"


class DiskFull(StoreError):
    """No space left where the library is kept."""

    status = 507
    template = "The disk is full, so nothing could be saved. Free some space and try again; your text is still in the box."


class StoreLocked(StoreError):
    """Another process holds the database."""

    template = "The library is in use by another program. Close it and try again; your text is still in the box."
