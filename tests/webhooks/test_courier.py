"""Every subscriber gets every news at least once, whatever receivers and senders do."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOW
from tests.webhooks.conftest import HOUR, Post
from tests.webhooks.receiver import receiving, self_signed
from translate_pipeline.errors import NotFound, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.webhooks.courier import ATTEMPTS, delay
from translate_pipeline.webhooks.report import Fate, Report

STEP = 15
"""Seconds that one attempt may take."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_a_version_its_correction_and_a_retraction_are_sent_once_each(post: Post) -> None:
    with receiving() as receiver:
        secret = post.subscribe(receiver)
        post.publish()
        assert post.send() == Report(sent=1)
        post.correct()
        post.desk.retract("Wrong figure.", 1)
        assert post.send() == Report(sent=2)
        assert post.send(later=DAY) == Report()
    assert receiver.types == ["version.published", "version.corrected", "version.retracted"]
    assert all(call.signed_by(secret) for call in receiver.calls)
    assert len({call.id for call in receiver.calls}) == 3
    assert receiver.calls[0].headers["content-type"] == "application/json"


def test_what_fails_is_sent_again_as_the_same_message_under_the_same_id(post: Post) -> None:
    with receiving(500) as receiver:
        secret = post.subscribe(receiver)
        post.publish()
        report = post.send()
        assert (report.sent, report.waiting) == (0, 1)
        assert [str(one) for one in report.troubles] == [
            "madrid: it answered 500; it is tried again"
        ]
        assert post.send(later=timedelta(seconds=20)) == Report(waiting=1)
        assert post.send(later=timedelta(seconds=20)) == Report(sent=1)
    first, second = receiver.calls
    assert (first.id, first.body) == (second.id, second.body)
    moments = [int(call.headers["webhook-timestamp"]) for call in receiver.calls]
    assert moments[1] - moments[0] == 40
    assert second.signed_by(secret)


@pytest.mark.parametrize("answer", ["cut", 404, 503])
def test_whatever_is_no_2xx_is_tried_again(post: Post, answer: int | str) -> None:
    with receiving(answer) as receiver:
        post.subscribe(receiver)
        post.publish()
        assert post.send().troubles[0].fate is Fate.AGAIN
        assert post.send(later=MINUTE).sent == 1


def test_a_receiver_that_is_not_there_is_tried_again(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver)
    post.publish()
    (trouble,) = post.send().troubles
    assert "it cannot be reached" in trouble.what


def test_an_answer_is_not_read_beyond_its_status(post: Post) -> None:
    with receiving("flood") as receiver:
        post.subscribe(receiver)
        post.publish()
        assert post.send().sent == 1


def test_nothing_is_sent_to_one_whose_certificate_is_not_valid(post: Post, tmp_path: Path) -> None:
    with receiving(certificate=self_signed(tmp_path)) as receiver:
        post.outbox.add("madrid", receiver.url.replace("http:", "https:"), None, NOW)
        post.publish()
        (trouble,) = post.send().troubles
    assert "its certificate is not valid: self-signed certificate" in trouble.what
    assert receiver.calls == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(post: Post, status: int) -> None:
    with receiving() as other, receiving(status, Location=other.url) as receiver:
        post.subscribe(receiver)
        post.publish()
        (trouble,) = post.send().troubles
    assert "another address, which is never followed" in trouble.what
    assert other.calls == []


def test_who_is_gone_gets_nothing_any_more(post: Post) -> None:
    with receiving(410) as receiver:
        post.subscribe(receiver)
        post.publish()
        report = post.send()
        assert (report.waiting, report.troubles[0].fate) == (0, Fate.DISABLED)
        assert "revoke it" in str(report.troubles[0])
        assert post.send(later=DAY) == Report()
        assert len(receiver.calls) == 1


@pytest.mark.parametrize("dated", [False, True])
def test_who_asks_to_be_left_alone_is(post: Post, *, dated: bool) -> None:
    when = format_datetime(post.now + timedelta(hours=1), usegmt=True) if dated else "3600"
    with receiving(429, Retry_After=when) as receiver:
        post.subscribe(receiver)
        post.publish()
        post.correct()
        assert post.send().waiting == 2
        assert post.send(later=timedelta(minutes=58)) == Report(waiting=2)
        assert len(receiver.calls) == 1
        assert post.send(later=timedelta(minutes=3)).sent == 2


def test_nobody_is_left_alone_for_more_than_a_day(post: Post) -> None:
    with receiving(503, Retry_After="99999999") as receiver:
        post.subscribe(receiver)
        post.publish()
        post.send()
        assert post.send(later=DAY + MINUTE).sent == 1


@pytest.mark.parametrize("how", ["stall", "drip"])
def test_one_that_stalls_does_not_delay_the_sender(post: Post, how: str) -> None:
    with receiving(how) as stalled:
        post.subscribe(stalled, "stalled")
        post.publish()
        began = time.monotonic()
        report = post.send(patience=0.3)
        assert time.monotonic() - began < STEP
        assert (report.sent, report.waiting) == (0, 1)
        assert [one.name for one in report.troubles] == ["stalled"]


@pytest.mark.parametrize("how", ["stall", "drip"])
def test_one_that_stalls_does_not_delay_the_others(post: Post, how: str) -> None:
    with ThreadPoolExecutor(1) as pool, receiving(how) as stalled, receiving() as other:
        post.subscribe(stalled, "a-stalled")
        post.subscribe(other, "other")
        post.publish()
        report = pool.submit(post.send)
        assert stalled.got.acquire(timeout=60)
        assert other.got.acquire(timeout=STEP)
        assert not report.done()
        stalled.ended.set()
    assert len(other.calls) == 1


def test_one_that_stalled_is_sent_the_same_again(post: Post) -> None:
    with receiving("stall") as receiver:
        post.subscribe(receiver)
        post.publish()
        assert post.send(patience=0.3).waiting == 1
        assert post.send(later=timedelta(minutes=3)).sent == 1
    assert receiver.calls[0].id == receiver.calls[1].id


def test_news_is_given_up_after_three_days_and_the_next_is_tried(post: Post) -> None:
    with receiving(*[500] * ATTEMPTS) as receiver:
        post.subscribe(receiver)
        post.publish()
        fates = [post.send(later=timedelta(hours=15)).troubles[0].fate for _ in range(ATTEMPTS)]
        assert fates == [Fate.AGAIN] * (ATTEMPTS - 1) + [Fate.GIVEN_UP]
        post.correct()
        assert post.send(later=DAY).sent == 1
    assert receiver.types[-2:] == ["version.published", "version.corrected"]


@given(st.lists(st.floats(0, 1), min_size=ATTEMPTS, max_size=ATTEMPTS))
def test_delays_grow_and_come_to_some_three_days(chances: list[float]) -> None:
    delays = [delay(n, chance) for n, chance in enumerate(chances, 1)][:-1]
    assert timedelta(days=2.5) < sum(delays, timedelta()) < timedelta(days=4)
    assert delays[0] < MINUTE
    assert all(a < b for a, b in pairwise(delays[:11]))


def test_what_was_sent_and_not_noted_is_sent_again_under_the_same_id(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise StorageError("the disk is full")

    with receiving() as receiver:
        post.subscribe(receiver)
        post.publish()
        with monkeypatch.context() as patch:
            patch.setattr(post.outbox, "settle", die)
            (trouble,) = post.send().troubles
        assert trouble.what == "the disk is full"
        assert post.send(later=MINUTE).waiting == 1
        assert post.send(later=2 * MINUTE).sent == 1
    first, second = receiver.calls
    assert (first.id, first.body) == (second.id, second.body)


def test_two_senders_at_once_send_nothing_twice(post: Post) -> None:
    with receiving(seconds=0.1) as receiver:
        post.subscribe(receiver)
        post.publish()
        post.correct()
        with ThreadPoolExecutor(4) as pool:
            reports = list(
                pool.map(lambda _: post.courier().send_due(post.now, 60), range(4))
            )  # fmt: skip
    assert sum(report.sent for report in reports) == 2
    assert len(receiver.calls) == 2
    assert [one for report in reports for one in report.troubles] == []


def test_a_subscriber_gets_no_history(post: Post) -> None:
    with receiving() as receiver:
        post.publish()
        made = post.desk.now + timedelta(seconds=1, milliseconds=900)
        post.outbox.add("late", receiver.url, None, made)
        post.desk.change("Un día.", "Algún día.")
        assert post.send() == Report()
        post.desk.now = made.replace(microsecond=0) - timedelta(hours=1)
        post.desk.publish()  # in the very second in which it was made
        assert post.send().sent == 1
    assert receiver.types == ["version.corrected"]


def test_a_subscriber_hears_of_its_locales_only(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver, "paris", Locale("fr"))
        post.subscribe(receiver, "lima", Locale("es"), Locale("fr"))
        post.publish()
        assert post.send() == Report(sent=1)


def test_nothing_of_a_release_under_embargo_is_sent_before_its_hour(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver)
        post.desk.revise(embargo=HOUR.isoformat())
        post.publish()
        post.desk.retract("Wrong figure.")
        assert post.send() == Report()
        post.now = HOUR - timedelta(seconds=1)
        assert post.send() == Report()
        post.now = HOUR
        assert post.send() == Report(sent=2)
    assert receiver.types == ["version.published", "version.retracted"]


def test_what_was_public_before_an_embargo_is_told_and_its_retraction_too(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver)
        post.publish()
        post.desk.revise(embargo=HOUR.isoformat())
        assert post.send().sent == 1
        post.desk.retract("Wrong figure.")
        assert post.send().sent == 1


def test_who_subscribes_under_an_embargo_is_told_at_its_hour(post: Post) -> None:
    with receiving() as receiver:
        post.desk.revise(embargo=HOUR.isoformat())
        post.publish()
        post.outbox.add("late", receiver.url, None, HOUR - timedelta(minutes=1))
        post.now = HOUR
        assert post.send().sent == 1


def test_nothing_of_a_confidential_release_is_sent_as_long_as_it_is(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver)
        post.desk.revise(confidential=True)
        post.publish()
        assert post.send(later=1000 * DAY) == Report()
        assert receiver.calls == []
        post.desk.revise(confidential=False)
        assert post.send().sent == 1


def test_a_sender_that_is_kept_sees_what_is_new(post: Post) -> None:
    with receiving() as receiver:
        post.subscribe(receiver)
        courier = post.courier()
        assert courier.send_due(post.now, 60) == Report()
        post.publish()
        assert courier.send_due(post.now, 60).sent == 1


def test_the_receiver_of_the_guide_knows_what_was_sent_and_nothing_else(post: Post) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102  (ours)
    received = names["received"]
    with receiving() as receiver:
        secret, other = post.subscribe(receiver), post.subscribe(receiver, "other")
        post.courier().try_out("madrid", datetime.now(UTC))
        post.courier().try_out("madrid", datetime.now(UTC) - timedelta(minutes=6))
    now, old = receiver.calls
    assert received(secret, now.headers, now.body) == (now.id, now.shape)
    for wrong in [(other, now.headers, now.body), (secret, now.headers, now.body + b" ")]:
        with pytest.raises(PermissionError):
            received(*wrong)
    with pytest.raises(PermissionError):
        received(secret, old.headers, old.body)


def test_a_ping_says_nothing_else(post: Post) -> None:
    with receiving() as receiver:
        secret = post.subscribe(receiver)
        assert post.courier().try_out("madrid", NOW).taken
        (call,) = receiver.calls
        assert call.shape == {"type": "ping", "timestamp": call.shape["timestamp"], "data": {}}
        assert call.signed_by(secret)
        with pytest.raises(NotFound, match="no webhook lima; there are: madrid"):
            post.courier().try_out("lima", NOW)
