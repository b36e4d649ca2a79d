"""Words that deny, that hedge and that say who said it, by language.

Each entry is a pattern of what may begin a word, or be one where ``\\b`` ends it. The lists of
targets are wide, for a person may deny with any of them; those of sources are narrow.
"""

import re
from functools import cache
from typing import Literal

from translate_pipeline.model.locale import Locale

Kept = Literal["denials", "hedges", "attributions"]

_DENIED = {
    "ar": (
        r"\b[وفبلكأ]{0,2}(?:ما (?=[أيتن])|لا|لم|لن|ليس\w*|لست|لسنا|غير|دون|بدون|عدم|انعدام|"
        r"بلا|أبدا|أبدًا|إلا|كلا|نفى|نفت|ينفي|تنفي|نفي|رفض\w*|[تين]رفض\w*|فشل\w*|[تي]فشل\w*|"
        r"منع\w*|[تي]منع\w*|حظر|يحظر|افتقار|[تي]فتقر\w*|حرمان|عجز\w*|مستحيل\w*|استحال\w*|"
        r"ممنوع\w*|نادر\w*|قلما|خالي?ة?|تجنب|عديم\w*|لات|ألا|لئلا|سوى)\b"
    ),
    "ca": (
        r"\b(?:no\b|ni\b|res\b|cap\b|deix[ao]\b|nega|mai|ningú|sense|tampoc|gens|rebutj|manca|"
        r"imposs|impossib|incap|evit|prohib|i[lmnr]\w+bles?\b|excepte|enlloc|falta)"
    ),
    "de": (
        r"\b(?:nie\b|niema|niemals|fehlt|un(?:möglich|fähig|rechtmäßig|nötig|zulässig|klar|"
        r"bekannt|gerecht|wahr|angemess|zufrieden|glaubl)\w*|nicht|kein|ohne|weder|nein|"
        r"keineswegs|kaum|anti|mangel|lehn|ablehn|abgelehn|weiger|verweiger|bestreit|bestritt|"
        r"leugn|dementi|vermeid|verhinder|verbot|verbiet|in\w+(?:bel|ent)|miss\w{4,}|nirgend|"
        r"ausgeschl|selten|abgesehen)|\w(?:los|frei)(?:e[nmrs]?)?\b"
    ),
    "es": (
        r"\b(?:ni\b|no\b|nunca|jamás|ning[uú]n|nada|nadie|sin|tampoco|neg[aóu]|nieg|rechaz|"
        r"carec|evit|impid|imped|prohib|imposib|incap|apenas|i[lmnr]\w+bles?\b|excepto|salvo|"
        r"des\w+d[oa]s?\b)"
    ),
    "fa": (
        r"(?:رد کرد|نه\b|نا(?:توان|ممکن|درست|کاف|معلوم)\w*|\b(?:بدون|بی|عدم|هیچ|غیر|هرگز|فاقد|"
        r"انکار|ممنوع|محروم|مانع|فقدان|نیست\w*|ن[می\u200c]\w+|نکرد\w*|نبود\w*|نشد\w*|نخواه\w*|"
        r"نداشت\w*|ندار\w*|نداد\w*|نیا\w*|نتوان\w*|نباید|نکن\w*|نش\w+|نب\w+|نگ\w+|نر\w+|نپ\w+|"
        r"نخ\w+|نز\w+|ند\w+|خودداری|اجتناب))"
    ),
    "fr": (
        r"\b(?:ne\b|n['’]|pas\b|non|ni\b|jamais|aucun|rien|personne\b|sans|nul|refus|manqu|"
        r"évit|nier|ni[aé]|empêch|interdi|peu\b|guère|rejet|impossib|incapab|"
        r"i[lmnr]\w+bles?\b|hormis|sauf|plutôt que|exclu|hors)"
    ),
    "he": (
        r"(?:אל(?= ת)|לא|אין|אינ|\bאל\b|בלי|\bאי[ -־]|חסר|מעולם|שום|בלתי|טרם|\bאף|כלום|מלבד|"
        r"סירב|מסרב|הכחיש|מכחיש|נמנע|אסור|למנוע|מנע|העדר|נטול|נכשל|חוסר|פרט ל|איננ)"
    ),
    "hi": (
        r"(?:(?<!\S)न(?=\s)|(?<!\S)ना(?=\s)|मत(?=\s)|मना कर|नहीं|बिना|कभी|बगैर|रहित|इनकार|"
        r"इंकार|वंचित|विफल|असफल|गैर|ग़ैर|नही|सिवाय|असंभव|असमर्थ|के अलावा|अस्वीकार|खारिज|ख़ारिज|"
        r"अनु?प|बजाय)"
    ),
    "it": (
        r"\b(?:no\b|né\b|non|mai|nessun|nulla|niente|senza|neanche|nemmeno|neppure|nega|"
        r"rifiut|manc|evit|vieta|privo|priva|imposs|incap|i[lmnr]\w+bil[ei]\b|tranne|assenza|"
        r"privi)"
    ),
    "ja": (
        r"(?:ない|なく|なかっ|なけれ|なし|ぬ|ず|ません|まい|無|不|未|非|否|拒|禁止|以外|欠|"
        r"失敗|避け|防|なき|なり得な|逃)"
    ),
    "ko": (
        r"(?:\b안 |불(?:가|법|안|능|명)|비(?:난 )|않|못|없|아니|아닌|거부|부인|금지|실패|부정|"
        r"모르|반대|불가|무\S|말고|말라|마[라세십]|외에|제외|피하)"
    ),
    "nl": (
        r"\b(?:niet|geen|nooit|zonder|noch|nee|nergens|niemand|niets|on\w{4,}|weiger|ontken|"
        r"gebrek|verbied|verbod|verboden|nauwelijks|voorkom|weinig|behalve|anti)|\w(?:loos|"
        r"loze|vrij)\b"
    ),
    "pl": (
        r"\b(?:nie\w*|ni\b|bez\w*|ani|nigdy|żad|nikt|nikog|nikim|nikomu|nic\b|niczego|brak|"
        r"odmów|odmaw|zaprzecz|zakaz|unik|poza|odrzuc|zamiast|oprócz|uniemożliw)"
    ),
    "pt": (
        r"\b(?:não|nem|nunca|jamais|nenhum|nada|ninguém|sem|neg[aou]|rejeit|recus|falta|evit|"
        r"imped|proib|pouc|deix|tampouco|imposs|incap|i[lmnr]\w+(?:vel|veis)\b|exceto|salvo|"
        r"des\w+d[oa]s?\b|ausên)"
    ),
    "ru": (
        r"\b(?:не\w*|ни\b|ни[кч]\w+|нет|нельзя|без\w*|бес\w+|отказ|отриц|отверг|лиш[её]н|лиша|"
        r"запре|отсут|избе[жг]|вряд|едва|опроверг|исключ)"
    ),
    "tr": (
        r"(?:m[ae]y(?:ece[kğ]|aca[kğ]|an|en)\w*|m[ae]m[ıie]ş|hiçbir|değil|yok|[sc][ıiuü]z|"
        r"m[ae]d[ıie]|m[ae]z|m[ae]s[ıi]n|hiç|asla|hayır|m[ae]ks|m[ae]dan|m[ae]y[ıi]p|redd|"
        r"ink[aâ]r|gayri|aksi|yasak|m[ıiuü]yor|m[ae]dı|m[ae]d[ea]n|olmay|\w[ae]m[ae]|engel|"
        r"\w{2}m[ae]\b|yoksun|imkansız)"
    ),
    "uk": (
        r"\b(?:не\w*|ні\w*|без\w*|жод|ніхт|ніч|нік|відмов|запереч|відкин|позбав|заборон|"
        r"відсут|крім|уник|навряд|ледь|спрост|виключ)"
    ),
    "zh": (r"(?:不|没|無|无|未|非|否|别|莫|勿|拒|缺|从来|毫|禁|失败|避免|绝|以外|免|难以|没有)"),
}
"""Where any is found, a target is taken to deny something."""

_DENIALS = {
    "ar": (r"\b(?:لم|لن|ليس|ليست|بدون|لا|دون|عدم)\b"),
    "en": (
        r"\b(?:not|never|nobody|nothing|nowhere|neither|nor|without|cannot|none|no one)\b|"
        r"n['’]t\b|\bno(?! (?:longer|doubt|matter|less|more|fewer|later|sooner)\b)(?= [a-z])"
    ),
    "es": (r"\b(?:no|nunca|jamás|ningún|ninguna|nadie|sin|tampoco)\b"),
    "fr": (r"\b(?:pas|jamais|aucune?|rien|sans|ni)\b"),
    "pt": (r"\b(?:não|nunca|jamais|nenhuma?|ninguém|sem|nem)\b"),
    "ru": (r"\b(?:не|никогда|ни|нет|без|нельзя|никто|ничего)\b"),
}
_NO_DENIAL = {
    "en": (
        r"\bnot (?:only|just|least|simply|merely|to mention)\b|\bif not\b|\bwhether or not\b|"
        r"\bcan(?:not|['’]t) (?:help|wait)\b|\bor not\b|\bnot until\b|\bnothing (?:but|"
        r"less)\b|\bnone other\b|\bwhy (?:not|don['’]t)\b|\bnot alone\b|\bno\.? ?\d|"
        r"n['’]t (?:\w+ )?until\b|n['’]t (?:it|they|he|she|you|we|I)\b|\bnot far\b|"
        r"\bwithout (?:doubt|question)\b|\bnothing to do\b|n['’]t just\b|n['’]t only\b|"
        r"\bcouldn['’]t be (?:more|any)\b"
    ),
    "es": (r"\bno solo\b|\bno sólo\b|\bsin embargo\b|\bsin duda\b|\bno obstante\b"),
    "fr": (r"\bsans doute\b|\bpas (?:seulement|moins)\b"),
    "pt": (r"\bnão só\b|\bnão apenas\b|\bsem dúvida\b"),
    "ru": (r"\bне только\b|\bтем не менее\b|\bне менее\b|\bне более\b"),
}

_HEDGES = {
    "ar": (
        r"\b(?:زُعم|يُزعم|المزعوم|المزعومة|المفترض|بزعم|مشتبه|يشتبه|اتهم|متهم|ورد أن|"
        r"أفادت تقارير|وفقا لتقارير|قد يكون|ربما|على ما يبدو)"
    ),
    "en": (
        r"\b(?:alleged(?:ly)?|allegations?|alleges?|reported(?:ly)?(?= (?:to|that|killed|by))|"
        r"reportedly|suspected|accused of|accuses|apparently|purported(?:ly)?|(?:may|might|"
        r"could) (?:well )?have (?:been )?\w+(?:ed|en|n|t)\b|is believed to|are believed to|"
        r"thought to have|supposedly|ostensibly|presumed)\b"
    ),
    "es": (
        r"\b(?:presunt|supuest|al parecer|aparentemente|acusad|sospech|según informes|habría|"
        r"podría haber|se cree que)"
    ),
    "fr": (
        r"\b(?:présumé|prétendu|apparemment|accusé|soupçonné|semble-t-il|aurai(?:t|ent)|"
        r"pourrait avoir|suspect|allégu)"
    ),
    "pt": (r"\b(?:alegad|supost|aparentemente|acusad|suspeit|teria|pode ter|presum)"),
    "ru": (
        r"\b(?:якобы|предполага|подозрева|обвиня|по-видимому|по некоторым данным|"
        r"как сообщается|возможно)"
    ),
}
_HEDGED = {
    "ar": (
        r"(?:قد (?:يكون|تكون|كان)|بحسب تقارير|زعم|مزعوم|مزاعم|مفترض|مفترضة|يفترض|اتهم|اتهام|"
        r"متهم|تهم|تتهم|يتهم|شتبه|مشتبه|مزع|يُ|تُ|يبدو|ربما|محتمل|يُعتقد|يعتقد|تعتقد|ادع|دعاء|"
        r"مدع|يدع|تدع|دعى|تقارير|تقرير|أفاد|أنباء|بحسب|ظاهر|مرجح|ظن|يظن|شكو|ترجح|ممكن|قيل|"
        r"يقال|مبلغ|إبلاغ)"
    ),
    "ca": (
        r"\b(?:es creu|hauria|haurien|segons (?:s|inform)|podria|pot haver|presumpt|suposad|"
        r"suposi|aparent|semb|acus|sospit|al·leg|hauri|podri|possib|denunci|probab|imput)"
    ),
    "de": (
        r"\b(?:laut bericht|wohl\b|möglicherweise|soll(?:en|te)?\b|gemeldet|angeblich|mutma|"
        r"mutmaß|vorgeworf|vorwurf|vorwürf|beschuld|anschuld|anklag|angekl|verdächt|verdacht|"
        r"offenbar|anschein|scheinbar|soll|wahrschein|könnt|dürft|vermut|vermeint|bezicht|"
        r"berichte|berichtet|behaupt|vielleicht|wirft|warf|werfen|scheint|gemeldet|vorgeblich)"
    ),
    "es": (
        r"\b(?:pudo haber|podría|puede haber|según (?:se |los )?inform|se dice|se cree|"
        r"presunt|supuest|supon|aparent|al parecer|parec|acus|sospech|aleg|habr[ií]|podr[ií]|"
        r"posib|denunci|probab|quizá|tal vez|acas|hubier)"
    ),
    "fa": (
        r"(?:گفته (?:می|شد)|ممکن|احتمال|گزارش|متهم|اتهام|ادعا|مدعی|مظنون|ظاهر|گویا|احتمال|"
        r"ممکن|شاید|گزارش|گمان|تصور|به نظر|ادعایی|باور|می‌تواند|می‌توان|حدس|مشکوک|شایعه|بنا ب|"
        r"تواند)"
    ),
    "fr": (
        r"(?:(?:au|se)rai(?:t|ent) (?:été |eu )?\w+[éisu]\w*|il semble|aurai|\b(?:présum|"
        r"prétend|suppos|apparem|accus|soupçon|suspect|allég|semble|sembl|aurai|pourrai|"
        r"probabl|crus|dénonc|imput|mis en|inculp|éventuel|reproch|visiblem))"
    ),
    "he": (
        r"(?:לכאורה|טענ|טענה|נטען|טוען|חשד|חשוד|נחשד|האשמ|מואשמ|מואשם|הואשמ|מאשימ|מאשים|האשים|"
        r"כנראה|דיווח|דווח|מדווח|ככל הנראה|ייתכן|יתכן|עשוי|עלול|אולי|משוער|סבור|מאמינ|לדברי|"
        r"על פי|לפי|אמור|יכול|נמסר|נחשב|אפשר|סבר|כביכול|האשמה|נאשם|להאשים|מיוחס|חשב|נראה|"
        r"שמועות|מאמין|עלולה)"
    ),
    "hi": (
        r"(?:बताया (?:जा|गया)|कहा (?:जा|गया)|हो सकत|सूचना|अनुसार|रिपोर्ट|कथित|आरोप|संदिग्ध|"
        r"संदेह|शायद|संभवत|जाहिर|ज़ाहिर|माना|दावा|संभव|प्रतीत|आशंका|मुमकिन|तथाकथित|ख़बर|खबर)"
    ),
    "it": (
        r"\b(?:avrebb|sarebb|potrebb|si ritiene|presunt|presum|suppost|suppon|apparent|sembr|"
        r"accus|sospett|asser|avrebb|sarebb|potrebb|forse|ritien|riferit|riporta|denunc|"
        r"probab|imputat|indagat|dovrebb|a quanto|creduto|ipot|evidentem)"
    ),
    "ja": (
        r"(?:報告され|と言われ|ようだ|ような|ように見|と伝え|だろう|られて|という|疑|容疑|"
        r"とされ|と見られ|とみられ|らしい|ようだ|ようで|主張|申し立て|報じ|報道|告発|非難|"
        r"被疑|推定|可能性|かもしれ|うわさ|といわれ|と言われ|みたい|告訴|模様|訴|起訴|批判|"
        r"とさ|見え|恐れ)"
    ),
    "ko": (
        r"(?:것으로 (?:알|추|보|전|믿)|알려졌|했을 수|것 같|로 보인|따르면|혐의|의혹|주장|"
        r"의심|용의|추정|보도|듯|고발|비난|기소|아마|겉보기|명백|고소|했을|추측|것 같|탓|"
        r"고 한|소문|분명|보인)"
    ),
    "nl": (
        r"\b(?:zou(?:den)? |mogelijk |naar verluidt|volgens berichten|gemeld|vermeend|vermoed|"
        r"verdacht|verdenk|beschuld|beticht|aangeklaag|aantijg|blijkbaar|kennelijk|schijn|"
        r"zouden|naar verluidt|naar eigen|gemeld|bewer|waarschijnlijk|beweerd|zogenaamd|lijk|"
        r"leek|ogenschijnlijk|wellicht|misschien|rapport|verwijt|vermoedelijk)"
    ),
    "pl": (
        r"\b(?:mogł\w* |mógł|podobno|miał[aoy]? |według doniesień|uważa się|rzekom|domniem|"
        r"podejrz|podobno|oskarż|zarzu|najwyraźniej|najwidoczniej|widocznie|prawdopodob|mógł|"
        r"mogł|być może|zdaje się|wydaje|doniesie|donos|donie|przypuszcz|ponoć|oskarz|pozorn|"
        r"potencjal|twierdz|zgłosz|zgłasz|zgłos|ewident|postaw|zapewne|najpewniej|uznawa|"
        r"wygląda)"
    ),
    "pt": (
        r"\b(?:pode ter|podem ter|poderi|relatos|acredita-se|segundo (?:relatos|informações)|"
        r"relatad|presum|supost|alega|aleg|aparent|parec|acus|suspeit|teri[a]|poderi|denunci|"
        r"pretens|provav|talvez|imput|terão|terá|considerad|report|evident)"
    ),
    "ru": (
        r"(?:может быть|мог(?:ли|ла)? бы|по сообщени|сообщается|как сообща|считается|"
        r"считаются|якобы|предполож|предполаг|подозр|обвин|видимо|видимости|судя|возможн|"
        r"вероят|кажет|похож|как будто|явн|мнимы|очевид|наверн|вменя|свидетельств|докладыва|"
        r"по слухам|так называем|подразум|инкримин|приписыва|должно|пожалуй|ходят|предъяв)"
    ),
    "tr": (
        r"(?:olabil|m[ıiuü]ş|mişt|rapor|bildiril|söylen|iddia|sözde|şüphe|suçla|zanlı|sanık|"
        r"görünüşe|anlaşılan|olabil|muhtemel|galiba|belki|mış|miş|muş|müş|öne sür|itham|sanıl|"
        r"tahmin|olası|ileri sür|açıkça|güya|inanıl|isnat|ihtimal)"
    ),
    "uk": (
        r"(?:за повідомлен|повідомляється|як повідом|вважається|міг би|могл[аои] б|можливо|"
        r"нібито|ймовірн|вірогідн|припуст|припущ|підозр|звинувач|обвинувач|певно|очевид|схож|"
        r"здає|ствердж|кажут|мабуть|передбач|начебто|так зван|мовляв|певне|мусить|явно|гадан|"
        r"наче|вбача|з’ясув|скарг|побут|закид|позірн|приписує)"
    ),
    "zh": (
        r"(?:据(?:称|说|报|悉|传|报道)|可能|传言|指称|称|据称|据说|据报|据悉|涉嫌|嫌疑|指控|"
        r"被控|疑|声称|所谓|可能|似乎|或许|也许|被指|指责|看来|谴责|猜|怀疑|控告|宣称|起诉|"
        r"看似|被认|恐怕|指称|揭发|说是|自称|被告|大概|假定|明显|想必|表面|貌似|推测|以为)"
    ),
}

_ATTRIBUTIONS = {
    "ar": (r"\b(?:وفقا|وفقًا|بحسب|حسب|قال|قالت|صرح|صرحت|أضاف|أضافت)\b"),
    "en": (r"\b(?:according to|said|says|told)\b"),
    "es": (r"\b(?:según|dijo|dijeron|afirmó|declaró|señaló|añadió|manifestó)\b"),
    "fr": (r"\b(?:selon|d['’]après|a déclaré|a affirmé|a indiqué|a ajouté|ont déclaré)\b"),
    "pt": (r"\b(?:segundo|de acordo com|disse|disseram|afirmou|declarou|acrescentou)\b"),
    "ru": (
        r"\b(?:по словам|по данным|согласно|сказал[аи]?|заявил[аи]?|сообщил[аи]?|"
        r"отметил[аи]?)\b"
    ),
}
_NO_ATTRIBUTION = {
    "en": (
        r"\b(?:that said|easier said|it is said|having said|told off|all told|"
        r"when all is said|says it all|to be told|being told|been told|told to|be said|"
        r"said to be|were told|was told)\b"
    ),
}
_ATTRIBUTED = {
    "ar": (
        r"(?:ذكر\w*|رد[ّ]? |كتب|طلب|قال|قول|يقول|قائل|وفق|حسب|صرح|تصريح|أضاف|أخبر|يخبر|أوضح|"
        r"أعلن|أكد|أشار|بحسب|أفاد|مقول|كلام|حديث|تحدث|رأي|أبلغ|يرى|ترى|لفت|زعم|نقل|علق|طبق|"
        r"استنادا|اعتبر|حكى|روى|أدلى|قيل|عرب|قل |نوه|إخبار|قلن|قلت|وصف|نبأ|نصح|حث|نقلا|أجاب|"
        r"تعليق|شرح|تساءل|سأل|خبر|لسان|بيان|نبه|شدد|نادى|هتف|صاح|خاطب|ختم)"
    ),
    "ca": (
        r"(?:va (?:dir|afirm|declar|explic|afeg|coment|assegur)|digu|conta|parla|\b(?:segons|"
        r"di[ugt]|dig|diu|digu|dit|afirm|declar|assegur|explic|afeg|coment|inform|expos|"
        r"manifest|indic|paraul|argument|apunt|adver|insist|sost|respon|reconeix|reconèix|"
        r"demana|opin|subratll|remarc|recor|descri|exclam|admet|relat|d’acord|avis|crid|"
        r"demanar|ordenar|exigir|d'acord)|dient)"
    ),
    "de": (
        r"\b(?:so (?:die|der|das|sein|ihr)\b|nach (?:angabe|ansicht|einschätz|aussage|mein|"
        r"information)\w*|wie \w+ (?:sag|erkl|bericht|mitteil|beton)|teilte|teilt|fuhr fort|"
        r"meint|sprach von|nach|so|laut|zufolge|sag|gesag|erkl|äußer|geäuß|bericht|beton|"
        r"erzähl|angab|angeb|gab|gib|fügte|hieß|heiß|verkünd|erwäh|behaupt|warn|gesproch|"
        r"spric|angaben|zitier|antwort|bemerk|laut|gemäß|kommentier|meld|versich|verriet|"
        r"bestätig|schrieb|kündig|informier|hinzu|darauf|berief|berufung|ergänz|unterstr|"
        r"auffor|wies|auskunft|gestand|worte)"
    ),
    "es": (
        r"\b(?:decí|decir|dec[il]|conf|cont[óa]|cuent|recuerd|pidi|pide|según|dij|dic|dich|"
        r"afirm|declar|asegur|explic|añad|coment|inform|expres|indic|señal|agreg|sostuv|sosti|"
        r"apunt|advirt|adver|palabr|conform|de acuerdo|mencion|respond|admit|reconoc|subray|"
        r"destac|relat|argument|insist|exclam|confes|notific|avis|coment|asever|detall|recalc|"
        r"coment|concluy|report|comunic|apostill)"
    ),
    "fa": (
        r"(?:اعلام کرد|گوی|گو\w+|خبر داد|نظر (?:او|وی)|اطلاع داد|گفت|گوی|گوید|به گفته|براساس|"
        r"بر اساس|طبق|اظهار|افزود|بیان|بنا|مطابق|نقل|گزارش|تأکید|تاکید|توضیح|می‌گو|سخن|حرف|"
        r"ادعا|اشاره|پاسخ|بنابر|تصریح|ابراز|گفته|ذکر|تعریف|یادآور|اذعان|نوشت|جمله)"
    ),
    "fr": (
        r"\b(?:raconte|d['’]après|pour (?:lui|elle|sa|son|m\.|le|la)\b|dir[ea]|a demandé|"
        r"poursui|parle|selon|d[’'']après|dit|dis|déclar|affirm|indiqu|expliqu|ajout|a fait|"
        r"assur|confi|précis|soulign|rapport|inform|estim|conform|racont|répond|témoign|lanc|"
        r"avou|coment|comment|termes|signal|mention|prétend|avert|raconte|admis|reconn|insist|"
        r"exprim|remarqu|rappel|expos|suivant|révél|conclu|appris|a demandé|ordonn|écri|"
        r"concède|constat|argu|fait savoir|au dire|aux dires|notifi|renchér|évoqu|préven|avis)"
    ),
    "he": (
        r"(?:אמר|אומר|לדבר|לפי|על פי|מסר|הוסי|ציין|ציינ|הודיע|הצהיר|טען|טענ|סיפר|סיפרו|דברי|"
        r"הסביר|מסבי|מספר|נאמר|נמסר|דיווח|הבהיר|כתב|הגיב|הדגיש|בהתאם|דיבר|מדבר|דעת|טוענ|טוען|"
        r"השיב|הודה|הכריז|לומר|תגוב|אישר|שיתף|אמיר|תיאר|הזהיר|מזהיר|הוסבר|לדעת|נכתב|קבע|ענה|"
        r"הורה|הבטיח|בירך|נענה|סבור|מצי|מוסי|פי |דווח|ביקש|מבקש|יידע|עדכן|מסכם|הצביע)"
    ),
    "hi": (
        r"(?:बात कह|लिखा|पूछा|व्यक्त|कह|अनुसार|बता|मुताबिक|बोल|कथन|घोषणा|दावा|बयान|जोड़ा|सूचना|"
        r"सूचित|मुताबिक़|टिप्पणी|जानकारी|जवाब|कथित|समझा|पुष्टि|रिपोर्ट|चेताव|उल्लेख|जताया|वर्णन|"
        r"हवाले|जिक्र)"
    ),
    "it": (
        r"\b(?:come (?:ha|ri|sp|aff|di)|nota\b|confid|parla|chiest|secondo|dett|dic|diss|dire|"
        r"afferm|dichiar|spieg|aggiun|rifer|riport|annunc|racconta|raccontat|sostien|sosten|"
        r"sottoline|comment|conferm|inform|parol|stando|sapere|avvis|osserv|ammess|ammett|"
        r"espress|rivel|rispos|rispond|conclu|replic|asser|precis|prosegu|ribad|a detta|"
        r"in base|avvert|parer|esclam|rilasc|intim|comunic|specif|a quanto|scri|detta)"
    ),
    "ja": (
        r"(?:って言|と語|書い|命じ|と続け|と考え|を発表|として|言|いう|述べ|話|によると|"
        r"によれば|よると|説明|伝え|報告|報じ|告げ|コメント|いわく|明か|とのこと|指摘|主張|"
        r"答え|声明|付け加|伝|表明|訴え|強調|申し|証言|告白|発言|としてい|と記|宣|教え|触れ|"
        r"認め|知らせ|たとえ|もと|に基づ|見解|断言|とした|呼び|だと|通報|記述|加え|そう|警告|"
        r"談)"
    ),
    "ko": (
        r"(?:이야기했|했다고|보고했|말|따르면|밝|전했|전하|설명|덧붙|발표|언급|얘기|주장|"
        r"의하면|강조|알렸|알려|답|지적|고백|라고|다고|표현|증언|보도|쓴|경고|토로|인정|표명|"
        r"이르|진술|따른|라며|다며|소개|전달|조언|통보|요청|선언|명령|냐고|자고)"
    ),
    "nl": (
        r"\b(?:naar eigen zeggen|gaf aan|liet weten|stelde|stelt|noemde|vond|volgens|zei|zeg|"
        r"zegt|gezegd|verkla|vertel|verteld|meld|gemeld|aldus|deelde|geeft|voeg|voegde|"
        r"bericht|gesteld|sprak|spre|beweer|beves|opmerk|benadruk|verte|antwo|schre|op basis|"
        r"conform|kondig|waarschu|informe|luid|uitl|bekende|geuit|uitte|onthul|erken|gezeg|"
        r"zegg|opper|aangeven|verzoch|reag|beschr|citaat|instru|opdracht|praat|meded|medeg)"
    ),
    "pl": (
        r"\b(?:jak (?:poda|inform|mówi|twierdz|powiedz)|poprosi|określi|ogłosi|zapewni|według|"
        r"wg|zgodnie|powiedzi|mówi|stwierdz|oświadcz|poinformow|informuj|podaj|podał|doda|"
        r"twierdz|wyjaśn|zdaniem|przekaz|zaznacz|podkreśl|zauważ|relacj|skomentow|oznajm|"
        r"opowi|przyzna|donos|donies|słów|słow|rzek|zeznał|odpowi|napisał|wspomn|oceni|"
        r"komentuj|mów|wypowied|ujawni|przypom|kaza|ostrzeg|odpar|potwierdz|deklar|opis|"
        r"argument|przekon|raport|wezwa|obwie|cytat|wyzna|podsum|rozkaz|na podstawie|wyrażi|"
        r"sygnaliz|powie|zawiadom|uprzedz)"
    ),
    "pt": (
        r"\b(?:conto[ua]|contar|dec[il]|refere|referi|fala|falo|nota|pedi|anunci|reve|segundo|"
        r"disse|diz|diss|dit|afirm|declar|assegur|explic|acrescent|coment|inform|manifest|"
        r"indic|contou|conforme|de acordo|falou|relat|revel|mencion|palavr|adiant|observ|"
        r"ressalt|destac|garant|respond|admit|sublinh|salient|reconhec|adverti|aleg|defend|"
        r"lembr|conclu|confess|opini|noti|sustent|argument|express|apont|avis|alert|consoante|"
        r"pediu|exclam|divulg|escreve|comunic|frisou|sugeri|descrev|aconselh|contaram|"
        r"com base|conversou|pront)"
    ),
    "ru": (
        r"(?:как (?:сообщ|отмет|заяв|рассказ|говор)|попрос|объяв|считает|соглас(?:но|но)|"
        r"призвал|словам|словами|слова|данным|согласно|сказа|заяви|заявл|заявля|говор|сообщ|"
        r"отмет|отмеч|рассказ|добав|утвержд|пояснил|поясн|объясн|мнени|подчеркн|уточн|"
        r"рассказыва|признал|призна|сооб|высказ|выраз|ответи|проинформ|информир|известил|"
        r"предупред|комментир|упомян|написа|указ|по его|по ее|по их|свидетельств|информац|"
        r"словом|говоря|речь|посовет|поделил|посла|приказ|воскликн|процит|соответств|описа|"
        r"напомни|опис|поинтерес|спрос|опроверг|отозва|повед|оценк|отчет|прокоммент|произн|"
        r"доклад|изложи|вспомин|вспомн|цитат|подтверд|докладыва|пообещ)"
    ),
    "tr": (
        r"(?:göre|dedi|der\b|derk|istedi|söyle|dedi|diyor|açıkla|belirt|bildir|ifade|anlat|"
        r"ekledi|ekleyen|diye|aktar|kaydet|vurgula|duyur|uyar|iddia|cevap|yanıt|diyen|yorum|"
        r"rapor|demiş|deyi|değin|tanım|yazd|itiraf|anlatt|bahset|emret|demec|beyan|öne sür|"
        r"uyarınca|bilgi|doğrul|dediğ|seslen|paylaş|diyerek|işaret|hatırla|tavsiye|dendi|"
        r"sözler)"
    ),
    "uk": (
        r"(?:як (?:повідом|зазнач|заяв|розпов|каж|говор|сказа)|попрос|вважає|словам|слова|"
        r"даним|даними|згідно|сказа|заяв|каже|кажут|говор|повідом|зазнач|розпов|розказ|додав|"
        r"додал|ствердж|пояснив|поясн|думк|наголос|підкресл|уточн|визна|висловл|вислов|"
        r"відпові|поінформ|інформ|попередж|коментув|згадав|згадал|написа|вказ|відзначи|свідч|"
        r"словом|говорить|порад|наказ|вигук|цит|закли|відповідно|описа|нагада|опис|запит|"
        r"спрост|звіт|прокомент|доклад|спогад|згаду|за її|за його|за їх|підтверд|мовл|"
        r"на підстав|поділ|зауваж|промов|промови|переказ|сповіст|оцін|виклик|запевн)"
    ),
    "zh": (
        r"(?:问道|要求|宣布|说|說|表示|称|告诉|据|根据|指出|透露|报道|认为|声明|解释|补充|"
        r"写道|提到|讲|强调|介绍|回答|评论|按照|告知|依|答|所述|依照|宣称|警告|承认|话|发表|"
        r"通知|坦言|声称|回应|描述|回忆|吩咐|看来|叮嘱|提醒|转告|叙|劝|抱怨|称呼|询)"
    ),
}


def says(source: str, words: Kept, own: Locale) -> str:
    """The first such word of a source; empty where it has none, or they are not known."""
    wanted = _compiled(words, own.language)
    if wanted is None or not (found := wanted.search(source)):
        return ""
    if idioms := _compiled(f"no {words}", own.language):
        found = wanted.search(idioms.sub(" ", source))
    return found[0] if found else ""


def kept(source: str, target: str, own: Locale, locale: Locale, words: Kept) -> str:
    """The first such word of a source for which nothing is in the target; empty where all is well.

    Empty too where the words of either language are not known.
    """
    there = _compiled(_ANSWERS[words], locale.language)
    if there is None or not (said := says(source, words, own)) or there.search(target):
        return ""
    return said


_ANSWERS: dict[Kept, str] = {
    "denials": "denied", "hedges": "hedged", "attributions": "attributed",
}  # fmt: skip


_LISTS = {
    "attributed": _ATTRIBUTED, "attributions": _ATTRIBUTIONS, "denials": _DENIALS,
    "denied": _DENIED,
    "hedged": _HEDGED, "hedges": _HEDGES, "no attributions": _NO_ATTRIBUTION,
    "no denials": _NO_DENIAL,
}  # fmt: skip


@cache
def _compiled(name: str, language: str) -> re.Pattern[str] | None:
    pattern = _LISTS.get(name, {}).get(language)
    return re.compile(pattern, re.IGNORECASE) if pattern else None
