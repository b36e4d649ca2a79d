"""A small document in three languages, with everything in it that a document can have."""

import datetime as dt

from translate_pipeline.model.bundle import Document, DocumentBlock, Sentence, Version
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import BlockKind, ReleaseId, Revision

_SOURCES = (
    (BlockKind.HEADLINE, "Karsholt: Civilians under siege"),
    (BlockKind.LABEL, "Press release"),
    (BlockKind.DATELINE, "14 October 2026"),
    (BlockKind.PARAGRAPH, "No food has come for 31 days.", "Starving civilians is a war crime."),
    (BlockKind.QUOTE, "“Each day costs lives.", "States must stop now.”"),
    (BlockKind.ATTRIBUTION, "Maëlle Orsenne, Executive Director"),
    (BlockKind.CAPTION, "A bakery in Karsholt."),
    (BlockKind.CREDIT, "Photo by Tomas LIEVEN"),
    (BlockKind.HEADING, "What must happen"),
    (BlockKind.LIST_ITEM, "Lift the blockade"),
    (BlockKind.LIST_ITEM, "Release the Ouvane"),
    (BlockKind.PULL_QUOTE, "Starving civilians is a war crime."),
    (BlockKind.CALL_TO_ACTION, "Sign the petition"),
    (BlockKind.CONTACT, "Contact: press@example.org"),
)
_TARGETS = {
    "es": """\
Karsholt: civiles bajo asedio
Comunicado de prensa
14 de octubre de 2026
Desde hace 31 días no llega <comida>.
Hacer padecer hambre a la población civil es un crimen de guerra.
«Cada día cuesta vidas.
Los Estados deben parar ya.»
Maëlle Orsenne, directora ejecutiva
Una panadería en Karsholt.
Qué debe ocurrir
Levantar el bloqueo
Liberar a los ouvane
Hacer padecer hambre a la población civil es un crimen de guerra.
Contacto: press@example.org
Traducción del inglés por la sección española.""",
    "ar": """\
كارشولت: المدنيون تحت الحصار
بيان صحفي
14 أكتوبر/تشرين الأول 2026
لم يصل أي طعام منذ 31 يومًا.
تجويع المدنيين جريمة حرب.
«كل يوم يكلّف أرواحًا.
يجب على الدول أن تتوقف الآن.»
مايل أورسين، المديرة التنفيذية
مخبز في كارشولت.
ما يجب أن يحدث
رفع الحصار
Ouvane: إطلاق سراحهم
تجويع المدنيين جريمة حرب.
للاتصال: press@example.org
ترجمة من الإنجليزية.""",
    "zh": """\
卡尔绍尔特：被围困的平民
新闻稿
2026年10月14日
31天以来没有任何食物运抵。
使平民挨饿是战争罪。
“每一天都要付出生命的代价。
各国必须立即停止。”
玛埃勒·奥尔森，执行主任
卡尔绍尔特的一家面包店。
必须做什么
解除封锁
释放奥万人
使平民挨饿是战争罪。
联系方式：press@example.org
译自英文。""",
}
TAGS = tuple(_TARGETS)


def sample(tag: str) -> Document:
    """The document in this locale."""
    targets = iter(_TARGETS[tag].split("\n"))
    kept = (BlockKind.CREDIT, BlockKind.CALL_TO_ACTION)
    blocks = tuple(
        DocumentBlock(
            kind,
            tuple(
                Sentence(text, text, translated=False)
                if kind in kept
                else Sentence(text, next(targets))
                for text in texts
            ),
        )
        for kind, *texts in _SOURCES
    )
    return Document(
        ReleaseId("karsholt"), Revision("0123456789ab"), ENGLISH, Locale(tag), Version(2),
        dt.datetime(2026, 10, 15, 9, 30, tzinfo=dt.UTC), blocks[0].sentences[0].target, blocks,
        dt.date(2026, 10, 14), next(targets), (Locale("fr"), Locale("pt-BR")),
    )  # fmt: skip


def one(kind: BlockKind, *sentences: Sentence | str, tag: str = "es", title: str = "") -> Document:
    """A document of one block."""
    block = DocumentBlock(
        kind, tuple(s if isinstance(s, Sentence) else Sentence(f"Of {s}", s) for s in sentences)
    )
    return Document(
        ReleaseId("karsholt"), Revision("0123456789ab"), ENGLISH, Locale(tag), Version(1),
        dt.datetime(2026, 10, 15, 9, 30, tzinfo=dt.UTC), title, (block,),
    )  # fmt: skip
