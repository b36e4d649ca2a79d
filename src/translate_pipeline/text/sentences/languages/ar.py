"""Arabic."""

from translate_pipeline.text.sentences.language import Language, words

ARABIC = Language(
    never=words("د ود أ وأ أ.د أ._د ا ش ت"),
    numbered=words("ص ص.ب ص._ب ج ط مج ف"),
    ending=words("إلخ الخ ا.هـ"),
    measures=words("م ه هـ ق.م ق._م كم كلم سم كغ"),
    openers=words("""
        و في من على إلى عن مع بعد قبل منذ حتى عند بين وقال وقالت قال قالت وأضاف وأضافت كما لقد
        وقد وكان وكانت كان كانت إن وإن هذا هذه وهذا وهذه هو هي وهو وهي هم ولم لم لا ولا ما
        وفي ومن وعلى وإلى وعن ومع وبعد وقبل ومنذ وعند وبين لكن ولكن
    """),
    citing=words("المادة الفقرة الفصل القسم المبدأ"),
)
