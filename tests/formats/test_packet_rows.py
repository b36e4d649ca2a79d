import pytest

from translate_pipeline.formats.packet_rows import decision_of
from translate_pipeline.model.packet import Decision


@pytest.mark.parametrize(
    "word",
    ["approve", " Approved. ", "OK", "✓", "✔️", "\uf0fc", "Aprobar", "APROBADA", "approuvé",
     "approuve\u0301", "موافقة", "أوافق\u200f", "אישור", "تأیید", "Onaylandı", "批准", "승인",
     "✓ approve"],
)  # fmt: skip
def test_an_approval_is_understood_in_many_languages(word: str) -> None:
    assert decision_of(word) is Decision.APPROVE


@pytest.mark.parametrize(
    "word", ["Reject", "x", "✗", "❌", "rechazar", "Rejeté", "مرفوض", "דחייה", "अस्वीकृत", "từ chối"]
)
def test_a_rejection_is_understood_in_many_languages(word: str) -> None:
    assert decision_of(word) is Decision.REJECT


@pytest.mark.parametrize("nothing", ["", "  \n", "—", "…", "-", "?", "\u200f"])
def test_punctuation_decides_nothing(nothing: str) -> None:
    assert decision_of(nothing) is Decision.NONE


@pytest.mark.parametrize("word", ["perhaps", "not approved", "approve / reject", "✓ ✗", "12"])
def test_what_is_not_clear_is_not_guessed(word: str) -> None:
    assert decision_of(word) is None
