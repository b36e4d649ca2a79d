"""What is told of approved versions, folded from the ledger."""

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipeline.publishers import Publisher
from translate_pipeline.formats.webhook import message
from translate_pipeline.pipeline.news import public_news

WORDS = st.text("QXZ", min_size=8, max_size=20)


@settings(max_examples=15)
@given(title=WORDS, target=WORDS)
def test_no_title_and_no_text_is_in_any_message(title: str, target: str) -> None:
    with TemporaryDirectory() as folder:
        desk = Publisher(Path(folder))
        desk.revise(title=title)
        desk.edit("Un día.", f"{target} día.")
        desk.translate()
        desk.approve()
        desk.publish()
        desk.change("Título", f"{target} {title}")
        desk.publish()
        desk.retract("Wrong figure.")
        assert target in json.dumps(desk.manifest(2), ensure_ascii=False)  # so they are real
        said = [message(one).body.decode() for one in public_news(desk.ledger)]
    assert len(said) == 3
    assert [one for one in said if title in one or target in one or "guerra" in one] == []


def test_news_is_the_same_whenever_the_ledger_is_read(tmp_path: Path) -> None:
    desk = Publisher(tmp_path)
    desk.translate()
    desk.approve()
    desk.publish()
    first = public_news(desk.ledger)
    desk.change("Un día.", "Algún día.")
    desk.publish()
    assert public_news(desk.ledger)[:1] == first
    assert [one.version for one in public_news(desk.ledger)] == [1, 2]


def test_the_hour_of_an_embargo_is_when_all_of_it_may_be_told(tmp_path: Path) -> None:
    desk = Publisher(tmp_path)
    desk.translate()
    desk.approve()
    hour = desk.now + timedelta(days=1)
    desk.revise(embargo=hour.isoformat())
    desk.publish()
    desk.retract("Wrong figure.")
    assert [one.since for one in public_news(desk.ledger)] == [hour, hour]
    desk.now = hour
    desk.retract("Wrong figure.")  # is the same retraction
    assert len(public_news(desk.ledger)) == 2
