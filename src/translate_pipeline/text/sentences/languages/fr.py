"""French."""

from translate_pipeline.text.sentences.language import Language, words

FRENCH = Language(
    never=words("""
        mr ms mrs
        m mm mme mmes mlle mlles dr drs pr prof me mgr st ste sts stes abbé gén col cdt cap lt
        adj sgt vs v cf p._ex par_ex ex env c.-à-d c._à_d c.à.d i.e e.g prés min dép sén
        bd bld rte
    """),
    numbered=words("""
        no nos n° nº num art arts p pp pg fig figs vol vols t chap sect al ann annexe éd
        éds rés req tél réf doc docs liv
    """),
    ending=words("""
        etc env av._J.-C ap._J.-C apr._J.-C
        janv févr avr juill sept oct nov déc
    """),
    measures=words("kg km m cm ha min h sec"),
    naming=words("""
        inc ltd ltée co cie corp bros jr S.A S._A S.A.R.L dép dépt univ et_al av bd
    """),
    citing=words("article articles paragraphe paragraphes section chapitre règle principe annexe"),
    openers=words("""
        le la les l un une des du de d ce cet cette ces cela ceci ça c son sa ses leur leurs notre
        nos votre vos mon ma mes il elle ils elles on nous vous je j tu y
        et ou mais or donc car ni si quand lorsque lorsqu comme alors puisque bien quoique tandis
        selon depuis dans en à au aux par pour sans avec sur sous entre vers chez contre malgré
        pendant durant après avant dès jusqu face outre lors suite parmi
        aussi ainsi enfin ensuite puis cependant toutefois néanmoins pourtant toujours encore
        aujourd hier demain désormais maintenant ici là voici voilà déjà
        que qu qui quoi quel quelle quels quelles où comment pourquoi combien
        ne n pas non oui rien personne aucun aucune nul tout toute tous toutes chaque plusieurs
        certains certaines quelques autre autres beaucoup plus moins seul seule même
        est sont était étaient a ont avait avaient
        deux trois quatre cinq six sept huit neuf dix
    """),
    continuing=words("GMT UTC CET CEST"),
)
