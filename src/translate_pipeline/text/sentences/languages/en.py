"""English."""

from translate_pipeline.text.sentences.language import Language, words

ENGLISH = Language(
    never=words("""
        mr mrs ms mx messrs dr prof rev fr hon pres gov sen rep amb gen brig maj capt cmdr cdr col
        lt sgt cpl pvt adm supt insp det treas atty ret msgr drs
        vs v cf i.e e.g a.k.a f.k.a viz incl approx ca Sec Ft P.S PS N.B
    """),
    numbered=words("""
        no nos n° nr art arts para paras pp p fig figs vol vols sec secs ch chap app
        res reg regs ref tel ext pop ed eds est op cl ann doc docs
    """),
    citing=words("""
        article articles paragraph paragraphs section sections chapter resolution rule principle
        annex table figure page
    """),
    ending=words("""
        etc a.m p.m pm bn mn tn hrs min mins kg km cm ft
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    """),
    naming=words("""
        inc ltd co corp cos bros llc plc llp jr sr esq al et_al ft mt st ste ave blvd rd dept univ
        assn assoc intl natl govt ass'n Mass Calif Conn Fla Ill Mich Minn Miss Mo Pa Tenn Tex Va
        Wash Wis Ont Que
    """),
    openers=words("""
        the a an this that these those there here it its he him his she her they them their we our
        us you your i my me who what which when where why how whose
        and but or nor so yet if unless although though while whereas because since until as once
        in on at for from by with without under after before during between among through across
        despite amid against according following to of about over
        is are was were be been has have had do does did can could would shall should
        might must let
        not no nothing none nobody all both each every some several many most more much any other
        others another such only even just now then today yesterday tomorrow meanwhile however
        moreover furthermore nevertheless nonetheless therefore thus hence also still again
        instead indeed perhaps maybe soon later earlier further finally
        one two three four five six seven eight nine ten dozens hundreds thousands
        people police prisoners protesters victims witnesses officials authorities
        see visit please contact yes
    """),
    continuing=words("""
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs
        Fri Sat Sun Eastern Central Pacific Greenwich EST EDT ET CST CDT CT MST MDT PST
        PDT PT GMT UTC BST CET CEST
    """),
    saying=words("""
        said says say asked asks added adds wrote writes told tells replied replies shouted
        shouts cried cries answered answers exclaimed recalled recalls insisted demanded
    """),
    uncapitalised=words("""
        i you he she it we they this that these those there here the a an my your his her its our
        their who what when where why how which whose if because since although while
        is are was were am do does did can could would should have has had may
        don't isn't aren't can't won't
        but also then now so yes no not just maybe please thanks thank sorry whatever really well
        any some all many most
    """),
)
