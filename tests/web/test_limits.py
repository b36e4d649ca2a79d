"""How often somebody may ask."""

from translate_pipeline.web.limits import Limit, Rate


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    limit = Limit(Rate(burst=2, per_second=0.5), lambda: now[0])
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 2]
    assert limit.wait("b") == 0
    now[0] = 2
    assert [limit.wait("a") for _ in range(2)] == [0, 2]
    now[0] = 1_000
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 2]


def test_whoever_was_not_seen_for_longest_is_forgotten() -> None:
    limit = Limit(Rate(burst=1, per_second=1), lambda: 0.0)
    assert limit.wait("a") == 0
    assert limit.wait("a") == 1
    for number in range(10_000):
        limit.wait(str(number))
    assert limit.wait("a") == 0
