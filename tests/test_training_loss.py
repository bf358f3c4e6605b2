"""The loss of a training update (argostranslate brings PyTorch; what else training needs is not asked for here)."""

import pytest
import torch

from training.batches import padded
from training.model import CrossEntropy


@pytest.mark.parametrize(("precision", "close"), [(torch.float32, 1e-6), (torch.bfloat16, 1e-3)])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_and_its_gradient_are_those_of_pytorch(precision: torch.dtype, close: float, smoothing: float) -> None:
    torch.manual_seed(1)
    logits = (3 * torch.randn(300, 70)).to(precision).requires_grad_()
    labels = torch.randint(0, 70, (300,))
    labels[::7] = -1
    ours = CrossEntropy.apply(logits, labels, smoothing)
    (ours / 200).backward()
    gradient, logits.grad = logits.grad, None
    theirs = torch.nn.functional.cross_entropy(logits.float(), labels, ignore_index=-1, label_smoothing=smoothing, reduction="sum")
    (theirs / 200).backward()
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-5)
    assert (gradient - logits.grad).abs().max() < close
    assert (gradient[::7] == 0).all()


@pytest.mark.parametrize(("size", "step", "expected"), [(1, 8, 8), (8, 8, 8), (9, 8, 16), (0, 4, 0)])
def test_a_size_is_padded_upwards(size: int, step: int, expected: int) -> None:
    assert padded(size, step) == expected
