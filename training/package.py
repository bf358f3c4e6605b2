"""`package`: averaged weights -> CTranslate2 int8 -> one Argos package a language.

Each package holds only its own language's target pieces, which makes it smaller
and its softmax faster; the encoder is the same in all. The language's tag is
the decoder's start token (`decoder_start_token` in `model/config.json`), so
stock Argos Translate and LibreTranslate need to know nothing of it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from ctranslate2.specs import common_spec, transformer_spec

from training.batches import used_pieces
from training.config import TARGETS, Run
from training.model import sinusoids
from training.tokenizer import TAGS
from training.train import new_model

MODELS = Path(__file__).resolve().parent.parent / "webapp" / "models"
NAMES = {"kk": "Kazakh", "ru": "Russian", "ug": "Uyghur"}
LICENCE = "CC-BY-SA-4.0"
VERSION = "0.7"
LENGTH_PENALTY = 1.4
"""What beam search is told to prefer longer translations by; chosen on held-out rows (README, "Decoding")."""
TARGET_MODEL = "target.model"
"""The target side's SentencePiece model, beside the source's: it splits text that a translation is to begin with."""

Weights = dict[str, np.ndarray]


def package(run: Run, destination: Path = MODELS, checkpoint: str = "final.pt") -> None:
    """Write `en_kk`, `en_ru` and `en_ug` under `destination`, replacing what is there.

    Raises FileNotFoundError where no checkpoint has been made.
    """
    state = torch.load(run.work / checkpoint, map_location="cpu")
    target = spm.SentencePieceProcessor(model_file=str(run.work / "target.model"))
    model = new_model(run, target.get_piece_size())
    # At a run's end each language has weights of its own; a checkpoint on the way has one average.
    averages = state.get("averages") or dict.fromkeys(TARGETS, state["average"])
    source = [piece for piece, _ in json.loads((run.work / "source.pieces.json").read_text(encoding="utf-8"))]
    rows = np.load(run.work / "rows.npz")
    for language in TARGETS:
        folder = destination / f"en_{language}"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "model").mkdir(parents=True)
        used = used_pieces(rows, TARGETS.index(language), target).tolist()
        model.load_state_dict(averages[language], strict=False)
        # Optimising a specification changes its arrays in place: each language takes its own.
        own = {name: tensor.float().numpy().copy() for name, tensor in model.state_dict().items()}
        _convert(run, own, source, target, used, language).save(str(folder / "model"))
        _add_start_token(folder / "model" / "config.json", TAGS[language])
        shutil.copy(run.work / "source.model", folder / "sentencepiece.model")
        shutil.copy(run.work / "target.model", folder / TARGET_MODEL)
        _describe(folder, language, state["step"])
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        print(f"{folder.name}: {size / 1e6:.1f} MB, {len(used)} target pieces, update {state['step']}")


def _convert(
    run: Run, w: Weights, source: list[str], target: spm.SentencePieceProcessor, used: list[int], language: str
) -> transformer_spec.TransformerSpec:
    """The CTranslate2 specification, int8, with the weights in it."""
    encoder = transformer_spec.TransformerEncoderSpec(
        run.encoder_layers, run.heads, pre_norm=False, activation=common_spec.Activation.GELU, layernorm_embedding=True
    )
    decoder = transformer_spec.TransformerDecoderSpec(run.decoder_layers, run.heads, pre_norm=True, activation=common_spec.Activation.RELU)
    embedding = encoder.embeddings[0] if isinstance(encoder.embeddings, list) else encoder.embeddings
    embedding.weight = w["encoder.embedding.weight"]
    encoder.scale_embeddings = False
    encoder.position_encodings.encodings = w["encoder.position.weight"]
    _norm(encoder.layernorm_embedding, w, "encoder.norm")
    for number, layer in enumerate(encoder.layer):
        name = f"encoder.layers.{number}."
        _linear(layer.self_attention.linear[0], w, name + "attention.query_key_value")
        _linear(layer.self_attention.linear[1], w, name + "attention.output")
        _norm(layer.self_attention.layer_norm, w, name + "norm1")
        _linear(layer.ffn.linear_0, w, name + "up")
        _linear(layer.ffn.linear_1, w, name + "down")
        _norm(layer.ffn.layer_norm, w, name + "norm2")
    table = w["embedding.weight"][used]
    decoder.embeddings.weight = table
    decoder.embeddings.multiply_by_sqrt_depth = True
    decoder.position_encodings.encodings = sinusoids(512).numpy()
    _norm(decoder.layer_norm, w, "norm")
    for number, layer in enumerate(decoder.layer):
        name = f"layers.{number}."
        _norm(layer.self_attention.layer_norm, w, name + "norm1")
        _linear(layer.self_attention.linear[0], w, name + "attention.query_key_value")
        _linear(layer.self_attention.linear[1], w, name + "attention.output")
        _norm(layer.attention.layer_norm, w, name + "norm2")
        _linear(layer.attention.linear[0], w, name + "cross.query")
        _linear(layer.attention.linear[1], w, name + "cross.key_value")
        _linear(layer.attention.linear[2], w, name + "cross.output")
        _norm(layer.ffn.layer_norm, w, name + "norm3")
        _linear(layer.ffn.linear_0, w, name + "up")
        _linear(layer.ffn.linear_1, w, name + "down")
    decoder.projection.weight = table
    bias = w["bias"][used].copy()
    # Special pieces and the language's tag are never to be written.
    bias[[i for i, piece in enumerate(used) if (target.is_control(piece) and piece != target.eos_id()) or target.is_unknown(piece)]] = -1e4
    decoder.projection.bias = bias
    spec = transformer_spec.TransformerSpec(encoder, decoder)
    spec.register_source_vocabulary(source)
    pieces = [target.id_to_piece(i) for i in used]
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.add_source_bos = spec.config.add_source_eos = True
    spec.config.decoder_start_token = TAGS[language]
    spec.config.layer_norm_epsilon = 1e-5
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _add_start_token(config: Path, tag: str) -> None:
    content = json.loads(config.read_text(encoding="utf-8"))
    assert content["decoder_start_token"] == tag, "CTranslate2 writes the start token into its configuration"


def _linear(spec: common_spec.LinearSpec, w: Weights, name: str) -> None:
    spec.weight, spec.bias = w[name + ".weight"], w[name + ".bias"]


def _norm(spec: common_spec.LayerNormSpec, w: Weights, name: str) -> None:
    spec.gamma, spec.beta = w[name + ".weight"], w[name + ".bias"]


def _describe(folder: Path, language: str, step: int) -> None:
    """`metadata.json`; its scores and the README come with `score`."""
    metadata = {
        "package_version": VERSION,
        "argos_version": "1.9",
        "from_code": "en",
        "from_name": "English",
        "to_code": language,
        "to_name": NAMES[language],
        "links": [],
        "licence": LICENCE,
        "updates": step,
        "length_penalty": LENGTH_PENALTY,
        "scores": {},
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
