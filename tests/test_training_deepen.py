"""A model with layers added to it translates as before (argostranslate brings PyTorch; what else training needs is not asked for here)."""

import pytest
import torch

from training.deepen import quieten
from training.model import Translator, places, source_mask


@pytest.mark.parametrize(("count", "depth", "expected"), [(6, 12, [1, 3, 5, 7, 9, 11]), (6, 9, [0, 2, 3, 5, 6, 8]), (2, 3, [0, 2]), (2, 2, [0, 1])])
def test_the_old_layers_are_spread_and_the_last_stays_last(count: int, depth: int, expected: list[int]) -> None:
    assert places(count, depth) == expected


def test_layers_are_not_left_out() -> None:
    with pytest.raises(ValueError, match="6 layers do not fit into 4"):
        places(6, 4)


def test_added_layers_do_nothing_yet() -> None:
    torch.manual_seed(1)
    model = Translator(50, 60, encoder_layers=2, decoder_layers=1, heads=12).eval()
    for layer in model.encoder.layers:  # norms as training leaves them: no two units alike
        for norm in (layer.norm1, layer.norm2):
            torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
            torch.nn.init.uniform_(norm.bias, -0.5, 0.5)
    deep = Translator(50, 60, encoder_layers=4, decoder_layers=3, heads=12).eval()
    moved = {}
    for name, value in model.state_dict().items():
        head, _, rest = name.rpartition("layers.")
        number, _, tail = rest.partition(".")
        moved[f"{head}layers.{places(*((2, 4) if head else (1, 3)))[int(number)]}.{tail}" if "layers." in name else name] = value
    deep.load_state_dict(moved, strict=False)
    tokens, target = torch.randint(0, 50, (40, 9)), torch.randint(0, 60, (40, 7))
    mask = source_mask(torch.randint(4, 10, (40,)), 9)
    with torch.no_grad():
        before = model.decode(model.encode(tokens, mask), mask, target)
        untouched = deep.decode(deep.encode(tokens, mask), mask, target)
        quieten(deep, 2, 1, tokens, mask)
        after = deep.decode(deep.encode(tokens, mask), mask, target)
    assert (after - before).norm() < 0.1 * before.norm() < (untouched - before).norm()
