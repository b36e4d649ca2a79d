from concurrent.futures import ThreadPoolExecutor

from translate_pipeline.pipeline.egress import Sent, listening, report

ONE, TWO = Sent("a", "a.example", 3), Sent("b", "b.example", 4)


def test_who_listens_hears_what_is_sent_meanwhile() -> None:
    report(ONE)
    with listening() as outer:
        report(ONE)
        with listening() as inner:
            report(TWO)
    report(ONE)
    assert (outer, inner) == ([ONE, TWO], [TWO])


def test_a_thread_hears_only_its_own() -> None:
    def ask(sent: Sent) -> list[Sent]:
        with listening() as heard:
            for _ in range(50):
                report(sent)
        return heard

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, [ONE, TWO])) == [[ONE] * 50, [TWO] * 50]
