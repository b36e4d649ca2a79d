"""Portuguese, of Brazil and of Portugal."""

from translate_pipeline.text.sentences.language import Language, words

PORTUGUESE = Language(
    never=words("""
        mr mrs ms
        sr sra srs sras srta dr dra drs dras d dna exmo exma ilmo ilma prof profa profª eng engª
        arq adv pe fr ir gen gal cel cap ten sgt alm maj maj._gen pres Min dep sen gov des
        mons sto sta st v vs cf p._ex ex aprox v._exa s._exa v._ex.ª s._ex.ª av trav
    """),
    numbered=words("""
        no nos nº n.º n° núm num art arts inc pág págs pag pg pp p fig figs vol vols cap caps
        parág res rec proc séc sec ed eds t tel telef ramal fax doc docs fl fls
    """),
    ending=words("""
        etc a.m p.m a.C d.C a._C d._C obs
        jan fev abr jun jul ago set out nov dez
    """),
    measures=words("kg km m cm ha min seg hab"),
    naming=words("""
        bros inc ltda ltd cia Cia co corp jr Jr S.A S._A S/A EUA E.U.A et_al al depto Ltda Lda lda
    """),
    citing=words("artigo artigos parágrafo parágrafos seção secção capítulo regra princípio anexo"),
    openers=words("""
        o a os as um uma uns umas este esta isto estes estas esse essa isso esses essas aquele
        aquela aquilo aqui ali lá seu sua seus suas meu minha nosso nossa nossos nossas
        ele ela eles elas eu nós você vocês
        e ou mas porém embora porque pois se quando enquanto como onde conforme segundo desde até
        entre sem com por para em no na nos nas ao aos à às ante sob contra sobre após durante
        mediante de do da dos das num numa pelo pela pelos pelas apesar
        além também então depois antes agora hoje ontem amanhã já assim ainda portanto contudo
        todavia finalmente atualmente
        que quê quem qual quais quantos
        não sim nada ninguém nenhum nenhuma tudo todo toda todos todas cada muitos muitas vários
        várias alguns algumas outro outra outros outras mais menos só apenas tão tanto
        é são está estão era eram foi foram tem têm há houve será
        dois duas três quatro cinco seis sete oito nove dez centenas milhares dezenas
    """),
    continuing=words("GMT UTC"),
)
