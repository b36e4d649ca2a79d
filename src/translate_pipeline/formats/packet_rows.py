"""What all formats of a packet share: how a decision is worded, and that rows are told apart.

People answer in their own language, and with ticks and crosses; a table of words reads them all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from unicodedata import category, normalize

from translate_pipeline.errors import InputError
from translate_pipeline.model.packet import Decision, Packet, PacketRow
from translate_pipeline.model.review import State

_WORDS = {
    Decision.APPROVE: """
        approve approved accept accepted ok okay yes
        aprobar aprobado aprobada apruebo aceptar aprovar aprovado aprovada aprovat aprovo
        approuver approuvé approuvée approuve accepter approvare approvato approvata approvo
        genehmigen genehmigt freigeben freigegeben goedkeuren goedgekeurd akkoord
        godkänn godkänd godkend godkendt godkjenn godkjent hyväksy hyväksytty
        zatwierdzić zatwierdzam zatwierdzone schválit schváleno jóváhagyva aprob aprobat
        одобрить одобрено одобряю утвердить утверждено схвалити схвалено затверджено
        έγκριση εγκρίνεται εγκρίνω onayla onaylandı onay kabul
        موافقة موافق أوافق اعتماد معتمد تأیید تایید אישור מאושר מאשר לאשר
        स्वीकृत अनुमोदित setuju disetujui duyệt อนุมัติ
        批准 通过 通過 同意 承認 승인
        ✓ ✔ ☑ ✅ 🗸 √ \uf0fc \uf0fe""",
    Decision.REJECT: """
        reject rejected refuse refused decline declined no
        rechazar rechazado rechazada rechazo rejeitar rejeitado rejeitada rexeitar rebutjar rebutjat
        rejeter rejeté rejetée rejette refuser refusé rifiutare rifiutato respingere respinto
        ablehnen abgelehnt zurückweisen zurückgewiesen afwijzen afgewezen afgekeurd
        avslå avvisad avvis afvist avvist hylkää hylätty
        odrzucić odrzucam odrzucone zamítnout zamítnuto elutasítva respins respinge
        отклонить отклонено отклоняю відхилити відхилено απόρριψη απορρίπτεται απορρίπτω
        reddet reddedildi ret رفض مرفوض أرفض رد דחייה נדחה לדחות
        अस्वीकृत अस्वीकार tolak ditolak từ_chối ปฏิเสธ
        拒绝 拒絕 驳回 駁回 退回 却下 差し戻し 거부 반려
        ✗ ✘ ☒ ❌ ✕ ✖ × x \uf0fb \uf0fd""",
}
"""U+F0FB to U+F0FE are what Word makes of the crosses and ticks of its font Wingdings. A lone x
rejects: should it have meant a tick, no harm is done by asking again."""


def decision_of(text: str) -> Decision | None:
    """What somebody wrote as a decision, in many languages; None if it is none that we know.

    >>> decision_of(" Aprobado. "), decision_of("—"), decision_of("perhaps")
    (<Decision.APPROVE: 'approve'>, <Decision.NONE: ''>, None)
    """
    plain = _plain(text)
    said = {_DECISIONS.get(word) for word in map(_plain, text.split()) if word}
    if not plain or plain in _DECISIONS:
        return _DECISIONS.get(plain, Decision.NONE)
    return said.pop() if len(said) == 1 else None


def _plain(text: str) -> str:
    """Letters, digits and symbols only: no accents, case or punctuation."""
    apart = normalize("NFKD", text.casefold()).replace("ı", "i")
    return "".join(c for c in apart if category(c)[0] in "LNS" or category(c) == "Co")


_DECISIONS = {
    _plain(word): decision for decision, words in _WORDS.items() for word in words.split()
}


def state_named(word: str, target: str) -> State:
    """The state of this name; where it is none, what the target makes likely."""
    found = next((state for state in State if state == word.strip().lower()), None)
    return found or (State.DRAFT if target else State.UNTRANSLATED)


def trimmed(remark: str) -> str:
    """A remark without empty lines around it and white space around its lines."""
    return "\n".join(line.strip() for line in remark.split("\n")).strip()


def distinct(
    path: str, rows: Iterable[tuple[int, PacketRow]], *, table: bool = False
) -> Iterator[PacketRow]:
    """The rows, each with where it stands. Raises InputError if two stand for one segment.

    With each comes its line in the file or, of a ``table``, the number of the row in it.
    """
    seen: dict[str, int] = {}
    for number, row in rows:
        first = seen.setdefault(row.key, number)
        if first != number and table:
            reason = f"rows {first} and {number} are of the same segment; delete one of the two"
            raise InputError(path, 0, reason)
        if first != number:
            reason = f"its segment stands at line {first} already; delete one of the two"
            raise InputError(path, number, reason)
        yield replace(row, at=number)


def name_of(packet: Packet, ending: str) -> str:
    """What messages call the file that a packet is to become."""
    return f"{packet.release}.{packet.locale}{ending}"


_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def one_line(note: str) -> str:
    """A note as any document can hold it: what is no letter of a line is U+FFFD."""
    return _UNFIT.sub("\ufffd", note)
