"""Two SentencePiece models: the source side speaks the encoder's WordPiece, the target side is learnt.

The source model reproduces the pre-trained encoder's own tokenisation inside
SentencePiece, so that stock Argos Translate, which knows nothing of WordPiece,
feeds the encoder what it was trained on. A normalisation table lower-cases,
strips accents and sets punctuation apart (what BERT's basic tokenizer does), and
each WordPiece `word` becomes `▁word`, each `##piece` becomes `piece`. Numbers
alone differ: they are split into digits, on both sides, so that a figure is
copied digit by digit and none is beyond the vocabulary.

The table lists each character by itself; combining marks are dropped and what a
table of single characters cannot see (the context of final sigma) is not needed
for English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import sentencepiece as spm
from sentencepiece import sentencepiece_model_pb2 as pb

SPECIAL = {"<unk>": "[UNK]", "<s>": "[CLS]", "</s>": "[SEP]"}
"""CTranslate2's names of the encoder's own special tokens."""

TAGS = {"kk": "<2kk>", "ru": "<2ru>", "ug": "<2ug>"}
"""The decoder's first token, which names the target language."""

REQUIRED = "".join(map(chr, range(0x21, 0x7F))) + "«»“”„‘’–—…№€£₸%،؛؟"


def _normalised(char: str) -> str:
    """What BERT's basic tokenizer makes of one character, with spaces where it splits words."""
    category = unicodedata.category(char)
    if char in "\t\n\r" or category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Co", "Cs") or char == "\ufffd":
        return ""
    ascii_symbol = char.isascii() and not char.isalnum()
    if ascii_symbol or category.startswith("P"):
        return f" {char} "
    plain = unicodedata.normalize("NFD", char.lower())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def normalisation_rules() -> str:
    """The table in SentencePiece's TSV form: source code points, tab, target code points, in hex."""
    lines = []
    for code in (*range(0x01, 0x2000), *range(0x2000, 0x2200), *range(0xFE00, 0xFF00)):
        char = chr(code)
        mapped = _normalised(char)
        if mapped != char and not (char == " " and mapped == " "):
            lines.append(f"{code:X}\t{' '.join(f'{ord(c):X}' for c in mapped)}")
    return "\n".join(lines) + "\n"


def source_pieces(wordpieces: Iterable[str]) -> list[tuple[str, int]]:
    """(SentencePiece, WordPiece id) for each WordPiece that text can produce.

    Left out: special and unused tokens, and pieces of two or more digits.
    """
    pieces = []
    for number, piece in enumerate(wordpieces):
        if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
            continue
        inner = piece.removeprefix("##")
        if not inner or (sum(c.isdigit() for c in inner) > 1 or (len(inner) > 1 and any(c.isdigit() for c in inner))):
            continue
        pieces.append((inner if piece.startswith("##") and len(piece) > 2 else "▁" + piece, number))
    return pieces


def build_source(vocabulary: Path, model: Path) -> list[tuple[str, int]]:
    """Write the source SentencePiece model; gives (piece, WordPiece id) in the order of its ids.

    Scores make Viterbi's best path the one of the fewest pieces and, among
    these, the one whose first piece is longest, as WordPiece's greedy search
    has it.
    """
    words = vocabulary.read_text(encoding="utf-8").splitlines()
    ids = {word: number for number, word in enumerate(words)}
    rules = model.with_suffix(".rules.tsv")
    rules.write_text(normalisation_rules(), encoding="utf-8")
    # A model trained on a few words, only to have SentencePiece compile the table.
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(["the quick brown fox jumps over the lazy dog"] * 20),
        model_prefix=str(model.with_suffix(".seed")),
        vocab_size=40,
        hard_vocab_limit=False,
        normalization_rule_tsv=str(rules),
        minloglevel=2,
    )
    proto = pb.ModelProto()
    proto.ParseFromString(model.with_suffix(".seed.model").read_bytes())
    del proto.pieces[:]
    table = [(name, ids[special]) for name, special in SPECIAL.items()] + source_pieces(words)
    for name, _ in table:
        kind = {"<unk>": pb.ModelProto.SentencePiece.UNKNOWN, "<s>": pb.ModelProto.SentencePiece.CONTROL}
        inner = name.removeprefix("▁")
        proto.pieces.add(
            piece=name,
            score=0.0 if name in SPECIAL else -10.0 + 0.01 * len(inner) * name.startswith("▁"),
            type=kind.get("<s>" if name == "</s>" else name, pb.ModelProto.SentencePiece.NORMAL),
        )
    proto.pieces.add(piece="▁", score=-12.0, type=pb.ModelProto.SentencePiece.NORMAL)
    table.append(("▁", ids["[UNK]"]))
    proto.trainer_spec.vocab_size = len(proto.pieces)
    proto.trainer_spec.unk_id, proto.trainer_spec.bos_id, proto.trainer_spec.eos_id = 0, 1, 2
    proto.trainer_spec.pad_id = -1
    model.write_bytes(proto.SerializeToString())
    for leftover in (".seed.model", ".seed.vocab", ".rules.tsv"):
        model.with_suffix(leftover).unlink(missing_ok=True)
    return table


def train_target(sentences: Iterable[str], size: int, model: Path) -> None:
    """Learn the target vocabulary: unigram, digits split, case and letters as written (no normalisation)."""
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(model.with_suffix("")),
        vocab_size=size,
        model_type="unigram",
        character_coverage=1.0,
        split_digits=True,
        normalization_rule_name="identity",
        required_chars=REQUIRED,
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        control_symbols=list(TAGS.values()),
        input_sentence_size=2_000_000,
        minloglevel=2,
    )
