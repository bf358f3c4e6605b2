import pytest

from training.score import EVAL


@pytest.mark.slow
@pytest.mark.skipif(not EVAL.is_dir(), reason="the test sets are not beside the project (../shared/eval)")
def test_no_package_falls_below_its_floor() -> None:
    from benchmarks.quality import below

    assert below() == []
