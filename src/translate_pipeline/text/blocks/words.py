"""Words that betray what a line is, by language. Data only; ``lines`` and ``dates`` read it.

Entries are written as ``lines.folded`` makes a line: casefolded, straight apostrophes, no space
before a colon, no Arabic vowel signs. They come from how newsrooms lay out their pages. Two kinds
of block are kept but not translated (credits and calls to action), so their lists are narrow on
purpose: a line that is missed here is translated, which does no harm; one that is caught wrongly
is not.
"""

from dataclasses import dataclass, fields
from functools import cache


@dataclass(frozen=True, slots=True)
class Words:
    """What one language contributes."""

    months: tuple[str, ...] = ()
    month_abbreviations: tuple[str, ...] = ()
    """Also the first halves of names of two words, such as Arabic has."""
    date_words: tuple[str, ...] = ()
    """Lower-case words that may stand in a date line besides numbers, months and places."""
    name_particles: tuple[str, ...] = ()
    """Lower-case words that may stand inside a person's or a place's name."""
    labels: tuple[str, ...] = ()
    """Whole lines that say what sort of document this is."""
    label_openings: tuple[str, ...] = ()
    credit_openings: tuple[str, ...] = ()
    """Openings of a credit if a name follows."""
    caption_openings: tuple[str, ...] = ()
    photo_openings: tuple[str, ...] = ()
    """Openings of a credit if a name follows, else of a caption."""
    contact_openings: tuple[str, ...] = ()
    """Openings of a contact line if one of ``contact_verbs`` follows in the same line."""
    contact_verbs: tuple[str, ...] = ()
    contact_labels: tuple[str, ...] = ()
    """Openings of a contact line if the line ends after them, or a colon follows."""
    action_verbs: tuple[str, ...] = ()
    """Imperatives that call the reader to act, whatever they are followed by …"""
    noun_followers: tuple[str, ...] = ()
    """… but these, which show that the "verb" is a noun: "Demand for water is rising"."""
    action_phrases: tuple[str, ...] = ()
    """Openings that call to act only as a whole: "join us", but not "join"."""
    action_lines: tuple[str, ...] = ()
    """Calls to act only if the line ends after them, or a colon follows: "share"."""
    courtesies: tuple[str, ...] = ()
    """Words that may stand before a call to act."""
    headings: tuple[str, ...] = ()
    """Whole lines that name a section of a release."""
    end_marks: tuple[str, ...] = ()
    """Whole lines that say that the release ends here."""


def _listed(**lists: str) -> Words:
    """Words from lists whose entries are parted by commas."""
    return Words(**{name: tuple(_entries(text)) for name, text in lists.items()})


def _entries(text: str) -> list[str]:
    """The entries of a list; one may be broken at the end of a line."""
    return [" ".join(entry.split()) for entry in text.split(",")]


_BY_LANGUAGE = {
    "en": _listed(
        months="""
            january, february, march, april, may, june, july, august, september,
            october, november, december
        """,
        month_abbreviations="jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec",
        date_words="""
            at, on, published, updated, posted, last, am, pm, a.m, p.m, local, time, monday,
            tuesday, wednesday, thursday, friday, saturday, sunday, gmt, utc, bst, cet, cest, est
        """,
        name_particles="of, the, and, for, de, van, von, bin, bint, al, el, da, dos, du, la",
        labels="""
            press release, media release, news release, news, latest news, news story,
            news flash, statement, public statement, joint statement, press statement,
            media statement, media advisory, press advisory, media briefing, briefing,
            press briefing, urgent action, open letter, report, research, campaigns,
            feature, blog, opinion, q&a, fact sheet, for immediate release
        """,
        label_openings="""
            embargoed until, embargoed for, under embargo, strictly embargoed, embargo:,
            not for release before, not for publication before, for immediate release,
            for immediate publication, ai index:, index number:
        """,
        credit_openings="""
            photo by, photos by, photo credit:, photo credits:, photograph by,
            photographs by, picture by, pictures by, image by, image credit:, credit:,
            credits:, video by
        """,
        caption_openings="caption:, photo caption:, image:, image caption:, picture:, pictured:",
        photo_openings="photo:, photos:, photograph:",
        contact_openings="""
            for more information, for further information, for media, for press, for
            interviews, for an interview, for enquiries, for inquiries, to arrange an
            interview, to arrange interviews, to request an interview, media enquiries,
            media inquiries, please contact
        """,
        contact_verbs="contact, call, email, e-mail, write to, phone",
        contact_labels="""
            contact, contacts, media contact, media contacts, press contact, press
            contacts, contact information, press office, media enquiries, media
            inquiries, tel, telephone, phone, email, e-mail
        """,
        action_verbs="sign, demand, donate, urge, tell, petition, subscribe",
        noun_followers="""
            for, from, of, in, on, by, at, and, or, is, are, was, were, has, have, had,
            will, to, as, that, language, languages, grows, rises, falls
        """,
        action_phrases="""
            take action, act now, join us, join our, join the, share this, support us,
            support our work, help us, stand with, add your name, write to your, email
            your, call your, call on your, get involved, follow us, sign up, read more,
            learn more, find out more, click here, watch the, download the, make a
            donation, subscribe to our, subscribe to the, subscribe to receive, share our
        """,
        action_lines="""
            share, share now, share this, tweet, tweet this, retweet, print, print this page,
            donate, donate now, subscribe, sign up, read more, read also, see also, more, learn
            more, related, sign the petition
        """,
        courtesies="please",
        headings="""
            background, background information, background notes, note to editors, notes to
            editors, editor's note, editors' notes, notes for editors, notes, methodology, about
            us, key findings, main findings, key facts, key figures, key recommendations,
            recommendations, summary, overview, introduction, conclusion, further information,
            additional information, context, timeline, key quotes
        """,
        end_marks="ends, end, end of release, ends here",
    ),
    "es": _listed(
        months="""
            enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre,
            setiembre, octubre, noviembre, diciembre
        """,
        month_abbreviations="ene, abr, ago, dic",
        date_words="""
            de, del, el, en, a, las, horas, lunes, martes, miércoles, jueves, viernes,
            sábado, domingo, publicado, actualizado, hora
        """,
        name_particles="de, del, la, las, los, y",
        labels="""
            comunicado de prensa, nota de prensa, nota informativa, comunicado,
            comunicado conjunto, noticia,
            noticias, declaración, declaración pública, declaración conjunta, acción urgente,
            carta abierta, informe, para publicación inmediata, boletín de prensa
        """,
        label_openings="embargado hasta, embargo hasta, bajo embargo",
        credit_openings="""
            foto de, fotos de, fotografía de, crédito:, créditos:, crédito de la foto:
        """,
        caption_openings="pie de foto:, imagen:, leyenda:",
        photo_openings="foto:, fotos:, fotografía:",
        contact_openings="""
            para más información, para obtener más información, para mayor información,
            para solicitar, para entrevistas, para concertar
        """,
        contact_verbs="""
            contacto, contactar, póngase en contacto, pónganse en contacto, comuníquese,
            llame, escriba
        """,
        contact_labels="""
            contacto, contactos, contacto de prensa, contacto para medios, contacto para
            prensa, oficina de prensa, teléfono, tel, correo, correo electrónico
        """,
        action_verbs="exige, exija, dona, únete, únase, suscríbete",
        noun_followers="de, del, en, por, con, y, que, para, es",
        action_phrases="""
            firma la, firma esta, firma nuestra, firma ahora, firme la, firme esta,
            actúa ya, actúa ahora, pasa a la acción, haz una donación, comparte esta,
            comparte este, pide a, pide al, escribe a, escribe al, ayúdanos, síguenos,
            leer más, más información aquí
        """,
        action_lines="""
            comparte, compartir, comparte ahora, dona, dona ahora, suscríbete, leer más, lee más,
            lea más, lea también, lee también, leer también, firma la petición
        """,
        courtesies="por favor",
        headings="""
            antecedentes, información de contexto, información complementaria, información
            adicional, contexto, nota para editores, notas para editores, nota a los editores,
            notas a la redacción, metodología, recomendaciones, conclusiones principales,
            principales conclusiones, resumen, introducción, conclusión
        """,
        end_marks="fin, fin del comunicado",
    ),
    "fr": _listed(
        months="""
            janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre,
            novembre, décembre
        """,
        month_abbreviations="janv, févr, avr, juil, déc",
        date_words="""
            le, la, de, du, à, lundi, mardi, mercredi, jeudi, vendredi, samedi,
            dimanche, publié, mis, jour, heures, heure
        """,
        name_particles="de, du, des, la, le, les, et, d",
        labels="""
            communiqué de presse, communiqué, communiqué conjoint, actualité, actualités,
            déclaration,
            déclaration publique, déclaration conjointe, action urgente, lettre ouverte,
            rapport, pour diffusion immédiate, note d'information
        """,
        label_openings="sous embargo, embargo jusqu",
        credit_openings="""
            photo de, photo par, photos de, photographie de, crédit:, crédits:, crédit
            photo, crédits photo
        """,
        caption_openings="légende:",
        contact_openings="""
            pour plus d'information, pour en savoir plus, pour de plus amples
            informations, pour toute demande, pour obtenir, pour tout complément, pour
            organiser un entretien
        """,
        contact_verbs="""
            contact, contacter, contactez, veuillez contacter, écrire à, appeler,
            joindre
        """,
        contact_labels="""
            contact, contacts, contact presse, contacts presse, service de presse, tél,
            téléphone, courriel, e-mail
        """,
        action_verbs="signez, exigez, agissez, donnez, demandez, rejoignez, soutenez, abonnez-vous",
        noun_followers="de, du, des, que, d",
        action_phrases="""
            faites un don, passez à l'action, partagez cet, partagez cette, écrivez à,
            écrivez au, aidez-nous, suivez-nous, lire la suite, en savoir plus
        """,
        action_lines="""
            partager, partagez, faire un don, donner, s'abonner, abonnez-vous, lire aussi, à lire
            aussi, voir aussi, lire la suite, en savoir plus, signez la pétition
        """,
        courtesies="s'il vous plaît, svp",
        headings="""
            contexte, informations complémentaires, informations générales, complément
            d'information, rappel des faits, note aux rédactions, notes aux rédactions, note à la
            rédaction, note aux éditeurs, notes aux éditeurs, méthodologie, recommandations,
            principales conclusions, principales recommandations, résumé
        """,
        end_marks="fin, fin du communiqué",
    ),
    "pt": _listed(
        months="""
            janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro,
            outubro, novembro, dezembro
        """,
        month_abbreviations="fev, abr, mai, ago, set, out, dez",
        date_words="""
            de, do, da, o, em, às, segunda-feira, terça-feira, quarta-feira,
            quinta-feira, sexta-feira, sábado, domingo, publicado, atualizado, horas
        """,
        name_particles="de, da, do, das, dos, e",
        labels="""
            comunicado de imprensa, comunicado à imprensa, nota à imprensa, nota de
            imprensa, comunicado, comunicado conjunto, notícia, notícias, declaração,
            declaração pública, declaração conjunta, ação urgente, carta aberta, relatório,
            para divulgação imediata
        """,
        label_openings="embargado até, sob embargo, embargo até",
        credit_openings="foto de, foto por, fotos de, fotografia de, crédito:, créditos:",
        caption_openings="legenda:, imagem:",
        photo_openings="foto:, fotos:, fotografia:",
        contact_openings="""
            para mais informações, para obter mais informações, para maiores
            informações, para entrevistas, para solicitar, para agendar
        """,
        contact_verbs="contato, contacto, contatar, contactar, contacte, ligue, escreva",
        contact_labels="""
            contato, contatos, contacto, contactos, contato de imprensa, contato para a
            imprensa, assessoria de imprensa, telefone, tel, e-mail
        """,
        action_verbs="assine, exija, doe, junte-se, inscreva-se",
        noun_followers="de, do, da, em, por, com, e, que",
        action_phrases="""
            aja agora, atue já, faça uma doação, faça um donativo, compartilhe esta,
            compartilhe este, partilhe esta, partilhe este, peça a, peça ao, escreva ao,
            ajude-nos, siga-nos, leia mais, saiba mais
        """,
        action_lines="""
            compartilhe, compartilhar, partilhe, partilhar, doe, doe agora, assine, inscreva-se,
            leia mais, leia também, saiba mais, assine a petição
        """,
        courtesies="por favor",
        headings="""
            contexto, antecedentes, informações complementares, informações adicionais, nota aos
            editores, notas aos editores, nota para editores, notas à redação, metodologia,
            recomendações, principais conclusões, resumo, introdução, conclusão
        """,
        end_marks="fim, fim do comunicado",
    ),
    "ar": _listed(
        months="""
            يناير, فبراير, مارس, أبريل, إبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر,
            أكتوبر, نوفمبر, ديسمبر, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول
        """,
        month_abbreviations="كانون, تشرين",
        labels="""
            بيان صحفي, بيان صحافي, بيان, بيان مشترك, بيان عام, أخبار, خبر, خبر صحفي,
            تحرك عاجل, رسالة مفتوحة, تقرير, للنشر الفوري
        """,
        label_openings="محظور النشر, يحظر النشر",
        credit_openings="تصوير, مصدر الصورة, حقوق الصورة",
        caption_openings="تعليق الصورة:, التعليق على الصورة:, صورة:",
        photo_openings="الصورة:",
        contact_openings="""
            لمزيد من المعلومات, للمزيد من المعلومات, للحصول على مزيد, لطلبات وسائل
            الإعلام, لترتيب مقابلة
        """,
        contact_verbs="الاتصال, اتصل, اتصلوا, التواصل, تواصلوا, مراسلة",
        contact_labels="للاتصال, جهة الاتصال, للتواصل, هاتف, البريد الإلكتروني, المكتب الصحفي",
        action_verbs="وقع الآن, وقعوا, طالبوا, تبرع, تبرعوا, انضموا, انضم إلينا",
        action_phrases="""
            بادر بالتحرك, بادروا بالتحرك, تحرك الآن, تحركوا الآن, شارك هذا, شاركوا هذا,
            اقرأ المزيد, تابعونا
        """,
        action_lines="""
            شارك, شاركوا, تبرع, تبرعوا, اشترك, اشتركوا, اقرأ المزيد, اقرأ أيضا, اقرأوا أيضا,
            اقرأ أيضاً, للمزيد, وقع على العريضة, وقعوا على العريضة
        """,
        courtesies="من فضلك, من فضلكم, يرجى, الرجاء",
        headings="""
            خلفية, معلومات أساسية, معلومات إضافية, ملاحظة للمحررين, ملاحظات للمحررين, ملاحظة
            إلى المحررين, المنهجية, منهجية البحث, التوصيات, توصيات, ملخص, مقدمة, خاتمة
        """,
        end_marks="انتهى, انتهى البيان, النهاية",
    ),
    "ru": _listed(
        months="""
            января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября,
            ноября, декабря, январь, февраль, март, апрель, май, июнь, июль, август,
            сентябрь, октябрь, ноябрь, декабрь
        """,
        month_abbreviations="янв, фев, апр, авг, сен, сент, окт, ноя, нояб, дек",
        date_words="""
            г, год, года, в, от, понедельник, вторник, среда, четверг, пятница, суббота,
            воскресенье, опубликовано, обновлено, мск
        """,
        name_particles="и, де, фон, аль, эль, бен",
        labels="""
            пресс-релиз, новости, новость, заявление, публичное заявление, совместное
            заявление, срочная акция, открытое письмо, доклад, для немедленной
            публикации
        """,
        label_openings="эмбарго до, под эмбарго, не для публикации до",
        credit_openings="фото:, автор фото, фотография:, фотограф:",
        caption_openings="подпись:, подпись к фото:, на фото:, изображение:",
        contact_openings="""
            для получения дополнительной информации, за дополнительной информацией,
            дополнительная информация, по вопросам
        """,
        contact_verbs="обращайтесь, обращаться, свяжитесь, связаться, пишите, звоните",
        contact_labels="""
            контакты, контакт, контакты для прессы, контактная информация, пресс-служба,
            телефон, тел, электронная почта
        """,
        action_verbs="""
            подпишите, подпиши, требуйте, потребуйте, присоединяйтесь, пожертвуйте,
            поддержите, подпишитесь
        """,
        action_phrases="""
            действуйте сейчас, сделайте пожертвование, поделитесь этой, поделитесь этим,
            напишите письмо, помогите нам, читать дальше, узнать больше
        """,
        action_lines="""
            поделиться, поделитесь, пожертвовать, подписаться, подпишитесь, читать дальше, читайте
            также, узнать больше, подробнее, подпишите петицию
        """,
        courtesies="пожалуйста",
        headings="""
            справочная информация, дополнительная информация, справка, общая информация, контекст,
            примечание для редакторов, примечания для редакторов, примечание для редакции,
            примечания для редакции, методология, рекомендации, основные выводы, краткое
            содержание, введение, заключение, предыстория
        """,
        end_marks="конец, конец сообщения",
    ),
}


@cache
def words(language: str) -> Words:
    """The words of a language and of English, which pages in every language mix in."""
    english, own = _BY_LANGUAGE["en"], _BY_LANGUAGE.get(language, Words())
    if own is english:
        return english
    return Words(
        *(getattr(english, field.name) + getattr(own, field.name) for field in fields(own))
    )
