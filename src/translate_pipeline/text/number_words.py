"""Words for numbers, by language: units, tens, hundreds, scales, and a few that stand for a number.

Every entry is a value and the forms that say it. Ordinals are among them, for a figure may become
one. What languages write in one word (vierundzwanzig) is put together from the parts.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

_WORDS = {
    "ar": """
        0=صفر 1=واحد,واحدة,أول,أولى,الأول,الأولى
        2=اثنان,اثنين,اثنتان,اثنتين,إثنان,إثنين,ثاني,ثانية,كلا,كلتا,كلاهما,زوج,مرتين,مرتان
        2=يومين,يومان,عامين,عامان,سنتين,سنتان,شهرين,شهران,أسبوعين,أسبوعان,ساعتين,ساعتان
        2=شخصين,شخصان,طفلين,رجلين,امرأتين,اثنا,اثني,اثنتا,اثنتي,بلدين,جانبين,طرفين,هدفين
        2=مباراتين 3=ثلاث,ثلاثة,ثالث,ثالثة 4=أربع,أربعة,اربعة,رابع,رابعة 5=خمس,خمسة,خامس,خامسة
        6=ست,ستة,سادس,سادسة 7=سبع,سبعة,سابع,سابعة 8=ثمان,ثماني,ثمانية,ثامن,ثامنة
        9=تسع,تسعة,تاسع,تاسعة 10=عشر,عشرة,عاشر,عاشرة,عقد 20=عشرون,عشرين 30=ثلاثون,ثلاثين
        40=أربعون,أربعين 50=خمسون,خمسين,نصف 60=ستون,ستين 70=سبعون,سبعين 80=ثمانون,ثمانين
        90=تسعون,تسعين 100=مئة,مائة
        200=مئتان,مئتين,مائتان,مائتين,مئتي,مائتي 300=ثلاثمائة,ثلاثمئة
        400=أربعمائة,أربعمئة 500=خمسمائة,خمسمئة 600=ستمائة,ستمئة 700=سبعمائة,سبعمئة
        800=ثمانمائة,ثمانمئة 900=تسعمائة,تسعمئة 1000=ألف,آلاف,ألفا,ألفًا,الف,الاف
        2000=ألفان,ألفين,ألفي 1000000=مليون,ملايين,مليونا,مليونًا 2000000=مليونان,مليونين,مليوني
        1000000000=مليار,مليارات,بليون,مليارا 2000000000=ملياري,مليارين,ملياران
        1000000000000=تريليون,ترليون,تريليونات
    """,
    "ca": """
        0=zero 1=un,una,u,primer,primera 2=dos,dues,segon,segona,ambdós,ambdues,parell
        3=tres,tercer,tercera 4=quatre,quart,quarta 5=cinc,cinquè,cinquena 6=sis,sisè,sisena
        7=set,setè,setena 8=vuit,huit,vuitè,vuitena 9=nou,novè,novena
        10=deu,desè,desena,dècada
        11=onze,onzè 12=dotze,dotzè,dotzena 13=tretze 14=catorze 15=quinze,quinzena 16=setze
        17=disset,desset 18=divuit,dihuit 19=dinou,denou 20=vint,vintè 30=trenta 40=quaranta
        50=cinquanta,meitat 60=seixanta 70=setanta 80=vuitanta,huitanta 90=noranta
        100=cent,cents,centes,centenar 200=dos-cents
        1000=mil,milers,miler 1000000=milió,milions
        1000000000=miliard,miliards 1000000000000=bilió,bilions
    """,
    "de": """
        0=null 1=ein,eins,eine,einen,einem,einer,erste,ersten,erster,erstes
        2=zwei,zweite,zweiten,zweiter,zweites,zwo,beide,beiden,beider,paar,zweimal,doppelt 2=zweit
        3=drei,dritte,dritten,dritter,drittes,dreimal,dreier
        4=vier,vierte,vierten,vierter,viermal
        5=fünf,fünfte,fünften,fünfter 6=sechs,sechste,sechsten,sechster
        7=sieben,siebte,siebten,siebter,siebenten 8=acht,achte,achten,achter
        9=neun,neunte,neunten,neunter 10=zehn,zehnte,zehnten,zehnter,jahrzehnt
        11=elf,elfte,elften,elfter 12=zwölf,zwölfte,zwölften,dutzend 13=dreizehn 14=vierzehn
        15=fünfzehn 16=sechzehn 17=siebzehn 18=achtzehn 19=neunzehn
        20=zwanzig 30=dreißig,dreissig
        40=vierzig 50=fünfzig,hälfte 60=sechzig 70=siebzig 80=achtzig 90=neunzig
        100=hundert,hunderte 1000=tausend,tausende 1000000=million,millionen,mio
        1000000000=milliarde,milliarden,mrd 1000000000000=billion,billionen
    """,
    "en": """
        0=zero,nil 1=one,once,first,single
        2=doubled,doubles,doubling,halved,biennial
        2=two,second,twice,both,pair,couple,double,duo,twin,twins
        3=tripled,triples,tripling 3=three,third,triple,trio,thrice,treble
        4=four,fourth,quadruple 5=five,fifth 6=six,sixth
        7=seven,seventh 8=eight,eighth 9=nine,ninth
        10=ten,tenth,decade,decades,teenage,teenager,teenagers,teen,teens 11=eleven,eleventh
        12=twelve,twelfth,dozen,noon,midday 13=thirteen,thirteenth
        14=fourteen,fourteenth,fortnight 15=fifteen,fifteenth 16=sixteen,sixteenth
        17=seventeen,seventeenth 18=eighteen,eighteenth
        19=nineteen,nineteenth 20=twenty,twentieth
        30=thirty,thirtieth 40=forty,fortieth 50=fifty,fiftieth,half
        60=sixty,sixtieth 70=seventy
        80=eighty 90=ninety 100=hundred,hundredth,century 1000=thousand,thousands
        1000000=million,millions 1000000000=billion,billions,bn 1000000000000=trillion,trillions
    """,
    "es": """
        0=cero 1=un,uno,una,primer,primero,primera
        2=dos,segundo,segunda,ambos,ambas,par,doble,doblete,pareja,dúo
        3=tres,tercer,tercero,tercera,triple,trío 4=cuatro,cuarto,cuarta 5=cinco,quinto,quinta
        6=seis,sexto,sexta 7=siete,séptimo,séptima 8=ocho,octavo,octava 9=nueve,noveno,novena
        10=diez,décimo,décima,década,decena,decenio 11=once,undécimo
        12=doce,duodécimo,docena,mediodía 13=trece 14=catorce 15=quince,quincena 16=dieciséis
        17=diecisiete 18=dieciocho 19=diecinueve 20=veinte,vigésimo,veintena
        21=veintiuno,veintiún,veintiuna 22=veintidós 23=veintitrés
        24=veinticuatro 25=veinticinco
        26=veintiséis 27=veintisiete 28=veintiocho 29=veintinueve
        30=treinta,treintena 40=cuarenta
        50=cincuenta,mitad 60=sesenta 70=setenta 80=ochenta 90=noventa
        100=cien,ciento,centenar,centenario,siglo 200=doscientos,doscientas
        300=trescientos,trescientas 400=cuatrocientos,cuatrocientas 500=quinientos,quinientas
        600=seiscientos,seiscientas 700=setecientos,setecientas 800=ochocientos,ochocientas
        900=novecientos,novecientas 1000=mil,miles,millar,millares 1000000=millón,millones
        1000000000=millardo,millardos 1000000000000=billón,billones
    """,
    "fa": """
        0=صفر 1=یک,یکم,اول,نخست 2=دو,دوم,هردو,جفت,دومین 3=سه,سوم,سومین 4=چهار,چهارم,چهارمین
        5=پنج,پنجم,پنجمین 6=شش,ششم 7=هفت,هفتم 8=هشت,هشتم 9=نه,نهم 10=ده,دهم,دهه 11=یازده,یازدهم
        12=دوازده,دوازدهم 13=سیزده,سیزدهم 14=چهارده 15=پانزده,پانزدهم 16=شانزده 17=هفده,هفدهم
        18=هجده,هیجده,هجدهم 19=نوزده,نوزدهم 20=بیست,بیستم 30=سی 40=چهل 50=پنجاه,نصف,نیمی 60=شصت
        70=هفتاد 80=هشتاد 90=نود 100=صد,یکصد 200=دویست 300=سیصد 400=چهارصد 500=پانصد 600=ششصد
        700=هفتصد 800=هشتصد 900=نهصد 1000=هزار,هزاران 1000000=میلیون,میلیونی
        1000000000=میلیارد,بیلیون 1000000000000=تریلیون
    """,
    "fr": """
        0=zéro 1=un,une,premier,première
        2=deux,deuxième,second,seconde,double,paire,doublé,duo,couple,bis
        3=trois,troisième,triple,trio 4=quatre,quatrième,quart
        5=cinq,cinquième 6=six,sixième
        7=sept,septième 8=huit,huitième 9=neuf,neuvième 10=dix,dixième,décennie,dizaine
        11=onze,onzième 12=douze,douzième,douzaine,midi 13=treize
        14=quatorze 15=quinze,quinzaine
        16=seize 17=dix-sept 18=dix-huit 19=dix-neuf 20=vingt,vingts,vingtième,vingtaine
        30=trente,trentaine 40=quarante
        50=cinquante,moitié,cinquantaine 60=soixante 70=septante
        80=huitante,octante 90=nonante 100=cent,cents,centaine,siècle
        1000=mille,milliers,millier
        1000000=million,millions 1000000000=milliard,milliards 1000000000000=billion,billions
    """,
    "he": """
        0=אפס 1=אחד,אחת,ראשון,ראשונה
        2=שני,שתי,שניים,שתיים,שנים,שנייה,שניה,יומיים,שנתיים,שבועיים,חודשיים,שעתיים,פעמיים
        2=שניהם,שתיהן,זוג,כפול,שנית,השניים,צמד 3=שלוש,שלושה,שלושת,שלישי,שלישית,שלישייה
        4=ארבע,ארבעה,ארבעת,רביעי,רביעית 5=חמש,חמישה,חמשת,חמישי,חמישית
        6=שש,שישה,ששה,ששת,שישי,שישית
        7=שבע,שבעה,שבעת,שביעי,שביעית 8=שמונה,שמונת,שמיני,שמינית 9=תשע,תשעה,תשיעי,תשיעית,תשעת
        10=עשר,עשרה,עשרת,עשירי,עשור 12=תריסר,צהריים 20=עשרים 30=שלושים 40=ארבעים
        50=חמישים,מחצית,חצי 60=שישים,ששים 70=שבעים 80=שמונים 90=תשעים 100=מאה,מאות 200=מאתיים
        1000=אלף,אלפים,אלפי 2000=אלפיים 1000000=מיליון,מליון,מיליוני,מיליונים,מיליונית
        1000000000=מיליארד,מיליארדי,מיליארדים,ביליון 1000000000000=טריליון
    """,
    "hi": """
        0=शून्य 1=एक,पहला,पहली,पहले 2=दो,दूसरा,दूसरी,दूसरे,दोनों,दोनो
        3=तीन,तीसरा,तीसरी,तीसरे,तीनों
        4=चार,चौथा,चौथी,चौथे,चारों 5=पांच,पाँच,पांचवें,पांचवां,पांचों 6=छह,छः,छ,छठे,छठी,छठा
        7=सात,सातवें,सातवां 8=आठ,आठवें 9=नौ,नौवें,नौवां 10=दस,दसवें,दशक 11=ग्यारह 12=बारह,दर्जन
        13=तेरह 14=चौदह 15=पंद्रह,पन्द्रह 16=सोलह 17=सत्रह 18=अठारह
        19=उन्नीस 20=बीस 25=पच्चीस 30=तीस
        40=चालीस 50=पचास,आधे,आधा,आधी 60=साठ 70=सत्तर 80=अस्सी 90=नब्बे 100=सौ
        1000=हजार,हज़ार,हजारों,हज़ारों 100000=लाख 1000000=मिलियन,मिलियनों 10000000=करोड़,करोड़
        1000000000=बिलियन,अरब 1000000000000=ट्रिलियन
    """,
    "it": """
        0=zero 1=un,uno,una,primo,prima
        2=due,secondo,seconda,entrambi,entrambe,ambedue,paio,doppio,doppia,coppia,doppietta
        3=tre,terzo,terza,triplo,tripla,trio 4=quattro,quarto,quarta 5=cinque,quinto,quinta
        6=sei,sesto,sesta 7=sette,settimo,settima 8=otto,ottavo,ottava 9=nove,nono,nona
        10=dieci,decimo,decima,decennio,decina 11=undici,undicesimo
        12=dodici,dodicesimo,dozzina,mezzogiorno 13=tredici 14=quattordici 15=quindici 16=sedici
        17=diciassette 18=diciotto 19=diciannove 20=venti,ventesimo,ventina,ventennio
        30=trenta,trentina 40=quaranta 50=cinquanta,metà,cinquantina 60=sessanta 70=settanta
        80=ottanta 90=novanta 100=cento,centinaio,secolo 1000=mille,mila,migliaio,migliaia
        1000000=milione,milioni 1000000000=miliardo,miliardi 1000000000000=bilione,bilioni
    """,
    "nl": """
        0=nul 1=een,één,eerste 2=twee,tweede,beide,paar,tweemaal,dubbele,dubbel,beiden,duo
        3=drie,derde,drievoudige 4=vier,vierde 5=vijf,vijfde 6=zes,zesde 7=zeven,zevende
        8=acht,achtste 9=negen,negende 10=tien,tiende,decennium,decennia 11=elf,elfde
        12=twaalf,twaalfde,dozijn 13=dertien 14=veertien,veertiende 15=vijftien 16=zestien
        17=zeventien 18=achttien 19=negentien 20=twintig,twintigste 30=dertig 40=veertig
        50=vijftig,helft 60=zestig 70=zeventig 80=tachtig 90=negentig 100=honderd,eeuw
        1000=duizend,duizenden 1000000=miljoen,miljoenen,mln 1000000000=miljard,miljarden,mld
        1000000000000=biljoen
    """,
    "pl": """
        0=zero 1=jeden,jedna,jedno,jednego,jednej,jednym,pierwszy,pierwsza,pierwsze,pierwszego
        1=pierwszej
        2=dwa,dwie,dwóch,dwu,dwaj,dwoje,dwojga,dwoma,dwiema,dwóm,drugi,druga,drugie,drugiego
        2=drugiej,oba,obie,obu,oboje,obaj,obojga,dwukrotnie,dwukrotny,podwójny,para,dwójka
        2=dwójki,dwudniowa
        3=trzy,trzech,trzej,troje,trojga,trzema,trzem,trzeci,trzecia,trzecie,trzeciego
        3=trzeciej,trójka,trójki,trójkę,trzykrotnie,trzykrotny
        4=cztery,czterech,czterej,czworo,czworga,czterema,czterem,czwarty,czwarta,czwarte
        4=czwartego,czwartej,czwórki,czwartym
        5=pięć,pięciu,pięcioro,pięciorga,pięcioma,piąty,piąta,piąte,piątego,piątej,piątka 5=piątki
        6=sześć,sześciu,sześcioma,sześcioro,szósty,szósta,szóste,szóstego,szóstej,szóstka
        7=siedem,siedmiu,siedmioma,siedmioro,siódmy,siódma,siódme,siódmego,siódmej
        8=osiem,ośmiu,ośmioma,ośmioro,ósmy,ósma,ósmego,ósmej,ósme
        9=dziewięć,dziewięciu,dziewiąty,dziewiąta,dziewiątego,dziewiątej
        10=dziesięć,dziesięciu,dziesięcioma,dziesiąty,dziesiąta,dziesiątego,dziesiątej
        10=dekada,dekady 11=jedenaście,jedenastu,jedenasty,jedenastego,jedenastej
        12=dwanaście,dwunastu,dwunasty,tuzin 12=dwunastego,dwunastej,południe
        13=trzynaście,trzynastu
        14=czternaście,czternastu 15=piętnaście,piętnastu 16=szesnaście,szesnastu
        17=siedemnaście,siedemnastu 18=osiemnaście,osiemnastu 19=dziewiętnaście,dziewiętnastu
        20=dwadzieścia,dwudziestu,dwudziesty,dwudziestego 30=trzydzieści,trzydziestu
        40=czterdzieści,czterdziestu 50=pięćdziesiąt,pięćdziesięciu,połowa,połowę,połowy
        60=sześćdziesiąt,sześćdziesięciu 70=siedemdziesiąt,siedemdziesięciu
        80=osiemdziesiąt,osiemdziesięciu 90=dziewięćdziesiąt,dziewięćdziesięciu 100=sto,stu,wiek
        200=dwieście,dwustu 300=trzysta,trzystu 400=czterysta,czterystu 500=pięćset,pięciuset
        600=sześćset,sześciuset 700=siedemset,siedmiuset 800=osiemset,ośmiuset
        900=dziewięćset,dziewięciuset 1000=tysiąc,tysiące,tysięcy,tysiącach,tysiąca,tys
        1000000=milion,miliony,milionów,milionach,miliona,milionami,mln
        1000000000=miliard,miliardy,miliardów,miliarda,mld
        1000000000000=bilion,biliony,bilionów,biliona,bln
    """,
    "pt": """
        0=zero 1=um,uma,primeiro,primeira
        2=dois,duas,segundo,segunda,ambos,ambas,par,dobro,duplo,dupla,casal
        3=três,terceiro,terceira,triplo,trio,tripla
        4=quatro,quarto,quarta 5=cinco,quinto,quinta
        6=seis,sexto,sexta,meia 7=sete,sétimo,sétima 8=oito,oitavo,oitava 9=nove,nono,nona
        10=dez,décimo,décima,década 11=onze 12=doze,dúzia,meio-dia
        13=treze 14=catorze,quatorze
        15=quinze,quinzena 16=dezesseis,dezasseis 17=dezessete,dezassete 18=dezoito
        19=dezenove,dezanove 20=vinte,vigésimo 30=trinta 40=quarenta 50=cinquenta,metade
        60=sessenta 70=setenta 80=oitenta 90=noventa 100=cem,cento,centena,século
        200=duzentos,duzentas 300=trezentos,trezentas 400=quatrocentos,quatrocentas
        500=quinhentos,quinhentas 600=seiscentos,seiscentas 700=setecentos,setecentas
        800=oitocentos,oitocentas 900=novecentos,novecentas 1000=mil,milhar,milhares
        1000000=milhão,milhões 1000000000=bilhão,bilhões
        1000000000000=trilhão,trilhões,bilião,biliões
    """,
    "ru": """
        0=ноль,нуль,нулевой
        1=один,одна,одно,одного,одной,одному,одним
        1=одну,первый,первая,первое,первого,первой
        1=первом
        2=два,две,двух,двум,двумя,двое,двоих
        2=второй,вторая,второе,второго,вторую,втором,оба
        2=обе,обоих,обеих,дважды,вдвое,пара
        2=пару,двойной,двойка,двукратный,обоими,двоим
        3=три,трех,трёх,трем,трём,тремя,трое
        3=троих,третий,третья,третье,третьего,третьей
        3=третьем,третью,трижды,втрое,тройка
        3=тройной,тройку,трехкратный,трем
        4=четыре,четырех,четырёх,четырем,четырём
        4=четырьмя,четверо,четверых,четвертый
        4=четвёртый,четвертая,четвертого,четвертой
        4=четвертом,четвертое,четверть
        5=пять,пяти,пятью,пятеро,пятерых,пятый
        5=пятая,пятого,пятой,пятом,пятое,пятерка
        6=шесть,шести,шестью,шестеро,шестерых
        6=шестой,шестая,шестого,шестом,шестое
        7=семь,семи,семью,семеро,семерых
        7=седьмой,седьмая,седьмого,седьмом,седьмое
        8=восемь,восьми,восемью,восьмью,восьмеро
        8=восьмерых,восьмой,восьмая,восьмого,восьмом
        9=девять,девяти,девятью,девятый,девятая
        9=девятого,девятом,девятой,девятеро
        10=десять,десяти,десятью,десятый,десятая
        10=десятого,десятой,десятка,десяток
        10=десятилетие,десятилетия,десятилетний
        11=одиннадцать,одиннадцати
        11=одиннадцатый,одиннадцатого
        12=двенадцать,двенадцати,двенадцатый,дюжина
        12=дюжину,дюжины,полдень
        13=тринадцать,тринадцати
        14=четырнадцать,четырнадцати
        15=пятнадцать,пятнадцати
        16=шестнадцать,шестнадцати
        17=семнадцать,семнадцати
        18=восемнадцать,восемнадцати
        19=девятнадцать,девятнадцати
        20=двадцать,двадцати,двадцатый,двадцатого
        30=тридцать,тридцати 40=сорок,сорока
        50=пятьдесят,пятидесяти,половина
        50=половину,половины,половине
        60=шестьдесят,шестидесяти
        70=семьдесят,семидесяти
        80=восемьдесят,восьмидесяти
        90=девяносто,девяноста
        100=сто,ста,сотня 100=сотню,век,столетие
        200=двести,двухсот
        300=триста,трехсот,трёхсот
        400=четыреста,четырехсот 500=пятьсот,пятисот
        600=шестьсот,шестисот 700=семьсот,семисот
        800=восемьсот,восьмисот 900=девятьсот,девятисот
        1000=тысяча,тысячи,тысяч,тысячу,тысячам
        1000=тысячами,тысячах,тысяче,тыс
        1000000=миллион,миллиона,миллионов,миллиону
        1000000=миллионам,миллионами,миллионах,миллионе
        1000000=миллионы,млн
        1000000000=миллиард,миллиарда,миллиардов,миллиардам
        1000000000=миллиардами,миллиардах,миллиарды
        1000000000=млрд
        1000000000000=триллион,триллиона,триллионов,трлн
    """,
    "tr": """
        0=sıfır 1=bir,birinci,ilk 2=iki,ikinci,çift,ikisi,ikili,ikisinin,ikisini,ikiye,her
        3=üç,üçüncü,üçü,üçlü,üçe 4=dört,dördüncü,dördü,dörde 5=beş,beşinci,beşi,beşe
        6=altı,altıncı 7=yedi,yedinci 8=sekiz,sekizinci
        9=dokuz,dokuzuncu 10=on,onuncu,onlarca
        12=düzine 20=yirmi 30=otuz 40=kırk
        50=elli,yarısı,yarısını,yarı,yarısından,yarım,buçuk
        60=altmış 70=yetmiş 80=seksen 90=doksan 100=yüz,yüzyıl
        1000=bini,bine,binin,binden,binlik,binde 1000=bin,binlerce
        1000000=milyona,milyonu,milyonun,milyondan,milyonluk,milyonda
        1000000=milyon,milyonlarca 1000000000=milyara,milyarı,milyarın,milyardan,milyarlık,milyarda
        1000000000=milyar,milyarlarca 1000000000000=trilyon
    """,
    "uk": """
        0=нуль
        1=один,одна,одно,одне,одного,однієї,одному
        1=одну,перший,перша,перше,першого,першої
        2=два,дві,двох,двом,двома,двоє,другий
        2=друга,друге,другого,другої,другу,обидва,обидві
        2=обох,обидвох,двічі,вдвічі,пара
        2=пару,подвійний,обома,пари
        3=три,трьох,трьом,трьома,троє,третій,третя
        3=третє,третього,третьої,третю,тричі,втричі
        3=трійка,потрійний
        4=чотири,чотирьох,чотирьом,чотирма,четверо
        4=четвертий,четверта,четвертого,четверте
        4=четвертої
        5=п'ять,п’ять,п'яти,п’яти,п'ятьох,п’ятьох
        5=п'ятеро,п’ятеро,п'ятий,п’ятий,п'ята,п’ята
        5=п'ятого,п’ятого,п’яте
        6=шість,шести,шістьох,шестеро
        6=шостий,шоста,шостого,шосте
        7=сім,семи,сімох,семеро,сьомий,сьома,сьомого,сьоме
        8=вісім,восьми,вісьмох,восьмий
        8=восьма,восьмого,восьмеро
        9=дев'ять,дев’ять,дев'яти,дев’яти
        9=дев'ятий,дев’ятий,дев’ята,дев’ятого
        10=десять,десяти,десятьох,десятий,десята
        10=десятого,десятка,десяток,десятиліття
        10=десятирічний
        11=одинадцять,одинадцяти,одинадцятий
        12=дванадцять,дванадцяти,дванадцятий
        12=дюжина,дюжину,полудень
        13=тринадцять,тринадцяти
        14=чотирнадцять,чотирнадцяти
        15=п'ятнадцять,п’ятнадцять,п'ятнадцяти,п’ятнадцяти
        16=шістнадцять,шістнадцяти 17=сімнадцять,сімнадцяти
        18=вісімнадцять,вісімнадцяти
        19=дев'ятнадцять,дев’ятнадцять,дев’ятнадцяти
        20=двадцять,двадцяти 30=тридцять,тридцяти
        40=сорок,сорока
        50=п'ятдесят,п’ятдесят,п'ятдесяти,п’ятдесяти
        50=половина,половину,половини
        60=шістдесят,шістдесяти 70=сімдесят,сімдесяти
        80=вісімдесят,вісімдесяти
        90=дев'яносто,дев’яносто 100=сто,ста,сотня,століття
        200=двісті,двохсот 300=триста,трьохсот
        400=чотириста 500=п'ятсот,п’ятсот 600=шістсот 700=сімсот
        800=вісімсот
        900=дев'ятсот,дев’ятсот
        1000=тисяча,тисячі,тисяч,тисячу
        1000=тисячам,тисячами,тис
        1000000=мільйон,мільйона,мільйони,мільйонів
        1000000=мільйонам,мільйонами,млн
        1000000000=мільярд,мільярда,мільярди,мільярдів,млрд
        1000000000000=трильйон,трильйона,трильйонів,трлн
    """,
}

AND = {
    "ar": "و", "ca": "i", "de": "und", "en": "and", "es": "y", "fa": "و", "fr": "et", "he": "ו",
    "it": "e", "nl": "en", "pt": "e",
}  # fmt: skip
"""What joins the parts of a number in words."""

COUNTING = {
    language: frozenset(words.split())
    for language, words in {
        "ar": "ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين"
        " خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة",
        "en": "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty"
        " ninety",
        "es": "tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta"
        " noventa cien doscientos trescientos quinientos",
        "fr": "trois quatre cinq six sept huit dix onze douze treize quatorze quinze seize vingt"
        " trente quarante cinquante soixante cent",
        "pt": "três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis"
        " dezessete dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta"
        " noventa cem duzentos trezentos quinhentos",
        "ru": "три трех трёх четыре четырех четырёх пять пяти шесть шести восемь восьми девять"
        " девяти десять десяти одиннадцать двенадцать двадцать двадцати тридцать пятьдесят"
        " сто двести",
    }.items()
}
"""The words of sources that count things and nothing else; from three on, for there are too many
ways to say two: a pair, both, a dual."""

PREFIXES = {"ar": "وفبلكا", "he": "ושהכלבמ"}
"""Letters that these languages write together with the word after them."""

BEGINNINGS: Mapping[str, Mapping[str, Decimal]] = {
    "pl": {
        stem: Decimal(value)
        for value, stems in {
            2: "dwu", 3: "trzy trój", 4: "cztero", 5: "pięcio", 6: "sześcio", 7: "siedmio",
            8: "ośmio", 9: "dziewięcio", 10: "dziesięcio", 11: "jedenasto", 12: "dwunasto",
            13: "trzynasto",
            14: "czternasto", 15: "piętnasto", 16: "szesnasto", 17: "siedemnasto", 18: "osiemnasto",
            19: "dziewiętnasto", 20: "dwudziesto", 30: "trzydziesto", 40: "czterdziesto",
            50: "pięćdziesięcio", 60: "sześćdziesięcio", 70: "siedemdziesięcio",
            80: "osiemdziesięcio", 90: "dziewięćdziesięcio", 100: "stu",
        }.items()
        for stem in stems.split()
    },
    "de": {}, "nl": {}, "ru": {}, "uk": {},
}  # fmt: skip
"""Languages whose words may begin with a number (fünfjährig, двадцатилетний), and the forms it has
only there."""

_GLUE = {"de": "und", "nl": "en"}
_HUNDRED = {"de": "hundert", "it": "cento", "nl": "honderd", "ca": "-cents"}
_THOUSAND = {"de": "tausend", "it": "mila", "nl": "duizend"}


@cache
def number_words(language: str) -> Mapping[str, Decimal]:
    """The words for numbers of a language, in small letters; none of one that is not known."""
    words = {
        form: Decimal(value)
        for entry in _WORDS.get(language, "").split()
        for value, _, forms in (entry.partition("="),)
        for form in forms.split(",")
    }
    return {**dict(_compounds(language, words)), **words}


@cache
def number_beginnings(language: str) -> re.Pattern[str] | None:
    """The numbers, from three on, that a word of a language may begin with."""
    if language not in BEGINNINGS:
        return None
    known = {**number_words(language), **BEGINNINGS[language]}
    forms = [form for form, value in known.items() if value >= 2 and len(form) > 2]
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, ordered))})(?=.{{2}})")


def _compounds(language: str, words: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """What a language writes in one word: fünfundzwanzig, vijfentwintig, ventidue, duecento."""
    units = {form: value for form, value in words.items() if 1 <= value < 10}
    tens = {form: value for form, value in words.items() if value in range(20, 100, 10)}
    below = {form: value for form, value in words.items() if 1 <= value < 20}
    for ten, value in tens.items():
        for unit, one in units.items():
            if language in _GLUE:
                glue = "ën" if language == "nl" and unit.endswith("e") else _GLUE[language]
                yield f"{unit}{glue}{ten}", value + one
            elif language == "it":
                yield f"{ten[:-1] if unit[0] in 'uo' else ten}{unit}", value + one
            elif language == "ca":
                yield f"{ten}-{'i-' if value == 20 else ''}{unit}", value + one
    if language in _HUNDRED:
        for unit, one in units.items():
            yield f"{unit}{_HUNDRED[language]}", one * 100
    if language in _THOUSAND:
        for unit, one in below.items():
            yield f"{unit}{_THOUSAND[language]}", one * 1000
