"""TBX: nothing of ours is lost, other programs' files are accepted, hostile ones refused."""

from pathlib import Path

import pytest
from hypothesis import given

from tests.strategies import termbases
from translate_pipeline.errors import InputError
from translate_pipeline.formats.tbx import parse_tbx, serialize_tbx
from translate_pipeline.formats.xml_tree import parse_xml
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.termbase import Concept, LocaleTerms, SourceTerms, Termbase

ES = Locale("es")
CORE = "urn:iso:std:iso:30042:ed-2"

MARTIF = """\
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US">
 <martifHeader><fileDesc><sourceDesc><p>Another program</p></sourceDesc></fileDesc></martifHeader>
 <text><body>
  <termEntry id="C-7">
   <descrip type="subjectField">law</descrip>
   <note>Seen by the board.</note>
   <langSet xml:lang="en-us">
    <descripGrp>
     <descrip type="definition">Confinement
        without a <hi>legal</hi> basis.</descrip>
     <admin type="source">Covenant art. 9</admin>
    </descripGrp>
    <ntig><termGrp><term>arbitrary
      detention</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
   </langSet>
   <langSet xml:lang="ES">
    <tig><term>detención ilegal</term>
     <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <tig><term>detención arbitraria</term></tig>
    <tig><term>arresto arbitrario</term><note>Mexico</note></tig>
   </langSet>
   <langSet xml:lang="fr"><tig><term>rafle</term>
     <termNote type="normativeAuthorization">supersededTerm</termNote></tig></langSet>
   <langSet xml:lang="x-klingon"><tig><term>qama</term></tig></langSet>
  </termEntry>
  <termEntry id="C-8"><langSet xml:lang="es"><tig><term>huérfano</term></tig></langSet></termEntry>
 </body></text>
</martif>
"""
DCT = f"""\
<tbx xmlns="{CORE}" type="TBX-Basic" style="dct" xml:lang="en"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
 <text><body><conceptEntry id="t1">
  <min:subjectField>crime</min:subjectField>
  <descripGrp><basic:definition>Severe pain, inflicted on purpose.</basic:definition>
   <basic:source>Convention art. 1</basic:source></descripGrp>
  <langSec xml:lang="en"><termSec><term>torture</term></termSec></langSec>
  <langSec xml:lang="de">
   <termSec><term>Quälerei</term>
    <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
   <termSec><term>Folterung</term>
    <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
   <termSec><term>Folter</term>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
    <descripGrp><basic:context>Sie überlebte die Folter.</basic:context></descripGrp></termSec>
  </langSec>
 </conceptEntry></body></text>
</tbx>
"""


@given(termbases())
def test_a_round_trip_loses_nothing(termbase: Termbase) -> None:
    imported = parse_tbx("a.tbx", serialize_tbx(termbase).encode())
    assert imported.concepts == termbase.concepts
    assert imported.evidence == termbase.evidence
    assert imported.notices == ()


def test_a_note_that_looks_like_one_of_ours_stays_a_note() -> None:
    terms = LocaleTerms("guerra", note="translate-pipeline:status=attested")
    concept = Concept("war", "crime", "War.", "", SourceTerms("war"), {ES: terms})
    imported = parse_tbx("a.tbx", serialize_tbx(Termbase(ENGLISH, (concept,))).encode())
    assert imported.concepts == (concept,)


def test_what_is_written_has_only_categories_of_the_dialect() -> None:
    terms = LocaleTerms("a", ("b",), ("c",), ("d",), evidence="e", note="f", watch=("g",),
                        example="h")  # fmt: skip
    concept = Concept("1st", "crime", "Def.", "Art. 8", SourceTerms("x", ("y",)), {ES: terms}, True)  # noqa: FBT003
    root = parse_xml(
        "a.tbx", serialize_tbx(Termbase(ENGLISH, (concept,), "r1", {"k": "v"})).encode()
    )
    assert root.attributes == {"type": "TBX-Basic", "style": "dca", "lang": "en"}
    allowed = {
        "descrip": {"subjectField", "definition", "context"},
        "admin": {"source"},
        "termNote": {"administrativeStatus", "termType"},
    }
    for tag, categories in allowed.items():
        assert {node.attributes["type"] for node in root.all(tag)} == categories
    (entry,) = root.all("conceptEntry")
    assert not entry.attributes["id"][0].isdigit()


def test_the_older_edition_is_read_with_what_its_programs_leave_out() -> None:
    imported = parse_tbx("old.tbx", MARTIF.encode())
    (concept,) = imported.concepts
    assert concept.id == "c-7"
    assert (concept.domain, concept.legal_source) == ("law", "")
    assert concept.definition == "Confinement without a legal basis."
    assert concept.source == SourceTerms("arbitrary detention")
    assert concept.terms == {
        ES: LocaleTerms(
            "detención arbitraria", ("arresto arbitrario",), ("detención ilegal",), note="Mexico"
        )
    }


def test_what_is_left_out_is_said() -> None:
    notices = parse_tbx("old.tbx", MARTIF.encode()).notices
    assert [notice.split(": ", 1)[0] for notice in notices] == [
        "old.tbx:26:4", "old.tbx:24:4", "old.tbx:28:3", "old.tbx",
    ]  # fmt: skip
    assert "'x-klingon' is not a locale" in notices[0]
    assert "fr has no approved term" in notices[1]
    assert "C-8 has no English term" in notices[2]
    assert notices[3].endswith("not taken over: note of a concept (1), partOfSpeech (1)")


def test_the_style_that_names_elements_after_categories_is_read() -> None:
    (concept,) = parse_tbx("a.tbx", DCT.encode()).concepts
    assert (concept.id, concept.domain) == ("t1", "crime")
    assert concept.definition == "Severe pain, inflicted on purpose."
    assert concept.legal_source == "Convention art. 1"
    assert concept.terms == {
        Locale("de"): LocaleTerms(
            "Folter", ("Folterung",), ("Quälerei",), example="Sie überlebte die Folter."
        )
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>\n" + DCT
    (concept,) = parse_tbx("a.tbx", text.encode(encoding)).concepts
    assert concept.terms[Locale("de")].forbidden == ("Quälerei",)


def bomb() -> str:
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<!DOCTYPE tbx [\n{chr(10).join(lines)}\n]>\n<tbx>&a11;</tbx>"


def with_note(note: str) -> str:
    german = '<langSec xml:lang="de">'
    return DCT.replace(german, f"{german}<note>{note}</note>")


def twice() -> str:
    entry = DCT[DCT.index("<conceptEntry") : DCT.index("</body>")]
    return DCT.replace("</body>", entry.replace("t1", "T1") + "</body>")


FILE = '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>'
PARAMETER = '<!DOCTYPE t [<!ENTITY % x SYSTEM "http://example.org/x">%x;]><tbx/>'
UNDEFINED = '<!DOCTYPE tbx SYSTEM "x.dtd"><tbx>&x;</tbx>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (bomb(), "a.tbx:2:13: it declares entities"),
        (FILE, "a.tbx:1:52: it declares entities"),
        (PARAMETER, "it declares entities"),
        (UNDEFINED, "a.tbx:1:35: not XML: undefined entity"),
        ("<tbx>\n <text>\n</tbx>", "a.tbx:3:3: not XML: mismatched tag"),
        ("", "a.tbx:1:1: not XML: no element found"),
        ("concept,term\n", "a.tbx:1:1: not XML: syntax error"),
        ("<tmx version='1.4'/>", "a.tbx:1:1: the root element is tmx"),
        ("<a>" * 100_000, "a.tbx:1:151: nested too deeply"),
        (with_note("translate-pipeline:status=sure"), "a.tbx:9:26: status is 'sure'; it must be"),
        (with_note("translate-pipeline:approved_on=May"), "a.tbx:9:26: approved_on is 'May'"),
        (twice(), "a.tbx:18:17: the concept t1 is also in line 4"),
    ],
    ids=lambda value: value[:40] if value.startswith("a.tbx") else "",
)
def test_what_is_malformed_or_hostile_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_tbx("a.tbx", text.encode())
    assert message in str(caught.value)


def test_an_encoding_that_nobody_has_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.tbx:1:\d+: not XML"):
        parse_tbx("a.tbx", b"<?xml version='1.0' encoding='klingon'?><tbx/>")


def test_a_document_type_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "x.dtd"
    secret.write_text('<!ENTITY x "read">')
    text = f'<!DOCTYPE tbx SYSTEM "{secret.as_uri()}"><tbx>&x;</tbx>'
    with pytest.raises(InputError, match="undefined entity"):
        parse_tbx("a.tbx", text.encode())
