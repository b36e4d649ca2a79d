from dataclasses import replace

from translate_pipeline.model.packet import PacketRow
from translate_pipeline.model.release import SegmentKey
from translate_pipeline.model.review import State
from translate_pipeline.model.standing import text_digest

ROW = PacketRow(
    SegmentKey("k"), "War", "Guerra", State.DRAFT, "headline", seen=text_digest("War", "Guerra")
)


def test_a_row_is_changed_once_a_text_of_it_is_another() -> None:
    assert not ROW.changed
    assert replace(ROW, target="La guerra").changed
    assert replace(ROW, source="Wars").changed
