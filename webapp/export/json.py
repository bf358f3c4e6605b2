"""JSON: everything that a Translation holds, losslessly, and beside it what a program most often wants.

The object (schema version 1):

- `format`: "oqyrman-translation"; `version`: 1
- `provenance`: `engine`, `package` (`source`, `target`, `version`, `sha256`,
  `licence`, `scores` [[measure, value]], `fit`), `date`, `naming`,
  `glossary_sha256`, `script` (of `text` below), `review` (the English sentence),
  `warning` (of an unfit package: in English and in the target language, else empty)
- `target`: ISO 639-1; `document`: `title`, `language`, `origin`, `date`,
  `blocks` [{`kind`, `level`, `text`}]; `options`: [[name, value]]
- `segments`, in reading order: `index`, `block`, `before`, `source`, `after`,
  `text`, `score`, `reviewed`, `findings` [{`code`, `message`, `values`}],
  `mentions` [{`concept`, `written`, `shown`, `target`, `status`, `why`,
  `start`, `end`, `target_start`, `target_end`}]; and, only where a script other
  than the language's default was asked for, `original`: {`text`, `targets`
  [[target, target_start, target_end]]} as they were before the conversion.

A score that is no finite number is written as a string ("nan", "-inf"), since JSON has none.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from webapp.document import (
    Block,
    BlockKind,
    Document,
    Finding,
    Mention,
    MentionStatus,
    PackageInfo,
    Provenance,
    Segment,
    TranslatedSegment,
    Translation,
)
from webapp.errors import InputError
from webapp.export.rows import locate
from webapp.export.view import View

FORMAT: Final = "oqyrman-translation"
VERSION: Final = 1
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_PLACES: Final = ("start", "end", "target_start", "target_end")
Json = dict[str, Any]


def _number(value: float) -> float | str:
    """A float as JSON can carry it."""
    return value if math.isfinite(value) else str(value)


def _mention(mention: Mention) -> Json:
    """A mention as an object."""
    words = {name: getattr(mention, name) for name in ("concept", "written", "shown", "target")}
    places = {name: getattr(mention, name) for name in _PLACES}
    return {**words, "status": mention.status.value, "why": mention.why, **places}


class _Writer:
    """Writes the segments in the script of the view."""

    def __init__(self, view: View) -> None:
        self.convert = view.convert

    def segment(self, item: TranslatedSegment) -> Json:
        """A segment as an object; see the module."""
        made: Json = {
            "index": item.segment.index,
            "block": item.segment.block,
            "before": item.segment.before,
            "source": item.segment.text,
            "after": item.segment.after,
            "text": item.text,
            "score": _number(item.score),
            "reviewed": item.reviewed,
            "findings": [{"code": f.code, "message": f.message, "values": list(f.values)} for f in item.findings],
            "mentions": [_mention(mention) for mention in item.mentions],
        }
        return made if self.convert is str else self.converted(made)

    def converted(self, made: Json) -> Json:
        """`made` in the script asked for, with what it was in `original`."""
        places = [[m["target"], m["target_start"], m["target_end"]] for m in made["mentions"]]
        original = {"text": made["text"], "targets": places}
        text = self.convert(made["text"])
        for mention in made["mentions"]:
            target = self.convert(mention["target"])
            start, end = locate(text, target, mention["target_start"])
            mention.update(target=target, target_start=start, target_end=end)
        return {**made, "text": text, "original": original}


def to_object(view: View) -> Json:
    """The view as the object that the module describes."""
    translation, document = view.translation, view.translation.document
    made, package = translation.provenance, translation.provenance.package
    writer = _Writer(view)
    return {
        "format": FORMAT,
        "version": VERSION,
        "provenance": {
            "engine": made.engine,
            "package": {
                "source": package.source,
                "target": package.target,
                "version": package.version,
                "sha256": package.sha256,
                "licence": package.licence,
                "scores": [[name, _number(value)] for name, value in package.scores],
                "fit": package.fit,
            },
            "date": made.date,
            "naming": made.naming,
            "glossary_sha256": made.glossary_sha256,
            "script": view.script,
            "review": view.review.english,
            "warning": [view.warning.english, view.warning.local] if view.warning else [],
        },
        "target": translation.target,
        "document": {
            "title": document.title,
            "language": document.language,
            "origin": document.origin,
            "date": document.date,
            "blocks": [{"kind": b.kind.value, "level": b.level, "text": b.text} for b in document.blocks],
        },
        "options": [list(pair) for pair in translation.options],
        "segments": [writer.segment(item) for item in translation.segments],
    }


def to_json(view: View) -> str:
    """The view as JSON text, indented; a lone surrogate is escaped, everything else stands as it is."""
    text = json.dumps(to_object(view), ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def render(view: View) -> bytes:
    """The view as UTF-8 JSON."""
    return (to_json(view) + "\n").encode()


def _segment(given: Json) -> TranslatedSegment:
    """A segment read back, as it was before any script conversion."""
    original = given.get("original")
    targets = original["targets"] if original else [None] * len(given["mentions"])
    mentions = []
    for mention, was in zip(given["mentions"], targets, strict=True):
        fields = dict(mention) if was is None else {
            **mention, "target": was[0], "target_start": was[1], "target_end": was[2]
        }
        mentions.append(Mention(**{**fields, "status": MentionStatus(fields["status"])}))
    return TranslatedSegment(
        Segment(given["index"], given["block"], given["source"], given["before"], given["after"]),
        original["text"] if original else given["text"],
        float(given["score"]),
        tuple(Finding(f["code"], f["message"], tuple(f["values"])) for f in given["findings"]),
        tuple(mentions),
        given["reviewed"],
    )


def _translation(given: Json) -> Translation:
    """The whole read back."""
    document, made = given["document"], given["provenance"]
    package = {**made["package"], "scores": tuple((name, float(value)) for name, value in made["package"]["scores"])}
    blocks = tuple(Block(BlockKind(b["kind"]), b["text"], b["level"]) for b in document["blocks"])
    return Translation(
        Document(document["title"], blocks, document["language"], document["origin"], document["date"]),
        given["target"],
        tuple(map(_segment, given["segments"])),
        Provenance(made["engine"], PackageInfo(**package), made["date"], made["naming"], made["glossary_sha256"]),
        tuple((name, value) for name, value in given["options"]),
    )


def from_json(data: bytes | str) -> Translation:
    """The Translation that `render` wrote; raises `InputError` on anything else."""
    try:
        given = json.loads(data)
        if given["format"] != FORMAT or given["version"] != VERSION:
            raise InputError(detail=f"it is not {FORMAT} {VERSION}")
        return _translation(given)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise InputError(detail=f"it is not an exported translation ({error})") from error
