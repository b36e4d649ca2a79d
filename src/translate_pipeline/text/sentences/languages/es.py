"""Spanish."""

from translate_pipeline.text.sentences.language import Language, words

SPANISH = Language(
    never=words("""
        mr mrs ms
        sr sra srta sres sras dr dra dres dras d dña dn don fr ing lic lcdo lcda ldo lda arq prof
        profa mtro mtra gral cap cnel tte sgto cdte alm mons pbro p._ej ej exc excmo excma
        ilmo ilma rvdo hno hna sto sta st ste vs v cf cfr aprox gob pdte pdta dip sen Min mag
        n f atte avda av esq admón
    """),
    numbered=words("""
        no núm núms num s nº n.º n° nro art arts inc pág págs pag pp p fig figs vol vols cap caps
        párr párrs párrf apdo apart cra sec res exp secc ed eds t ap tel teléf ext fax apéndice
        rec doc docs
    """),
    ending=words("""
        etc a.m p.m a._m p._m a.C d.C a._C d._C pta ptas
        ene feb abr jun jul ago sep sept oct nov dic Lun Mar Mié Jue Vie Sáb Dom
    """),
    measures=words("kg km m cm ha min seg hs h hab"),
    naming=words("""
        EE EE._UU EE.UU UU ee._uu FF._AA S.A S._A S.L S.A.S Bros Inc Ltd Ltda Cía cía Co Corp jr Jr
        al et_al ud uds vd vds Dto Depto depto
    """),
    citing=words("artículo artículos párrafo párrafos sección capítulo regla principio anexo"),
    openers=words("""
        el la los las lo un una unos unas este esta esto estos estas ese esa eso esos esas aquel
        aquella aquellos aquí ahí allí su sus mi nuestro nuestra nuestros nuestras
        él ella ellos ellas yo nosotros ustedes usted
        y o u pero sino aunque porque pues si cuando mientras como donde según desde hasta entre
        sin con por para en a al ante bajo contra hacia sobre tras durante mediante de del
        además también tampoco entonces luego después antes ahora hoy ayer mañana ya así
        asimismo igualmente finalmente actualmente todavía aún
        que qué quién quiénes cómo cuándo dónde cuál cuáles cuántos
        no sí nada nadie ningún ninguna ninguno todo toda todos todas cada muchos muchas varios
        varias algunos algunas otro otra otros otras más menos casi solo sólo tan tanto
        se le les me nos te es son está están era eran fue fueron ha han había hay será
        dos tres cuatro cinco seis siete ocho nueve diez cientos miles decenas
    """),
    opening_endings=("ó", "aron", "ieron", "aban", "ían", "arán", "erán", "irán"),
    continuing=words("GMT UTC CET CEST"),
)
