"""The English words by which a sentence speaks of offices: ranks, titles, bodies, doubt. Pure: words, no rules.

A list is short where a missing word only means that a sentence is skipped, and long where it would mean a false
reading.
"""

from __future__ import annotations

from registry.domain.names.text_hygiene import word_set

RANKS = word_set(
    "general gen lieutenant lt major maj colonel col brigadier brig admiral adm vice rear captain capt commander "
    "cmdr "
    "commodore marshal air field fleet group wing chief sergeant sgt corporal army grand"
)
RANK_ENDS = word_set(
    "general gen lieutenant lt major maj colonel col brigadier brig admiral adm captain capt commander cmdr "
    "commodore "
    "marshal sergeant sgt corporal"
)
# 'Inspector General' is an office, 'Major General' a rank.
OFFICES_OF_GENERAL = word_set(
    "attorney inspector secretary governor director consul solicitor surgeon prosecutor auditor adjutant comptroller "
    "postmaster quartermaster"
)
HONORIFICS = word_set("mr mrs ms miss dr sir dame lord lady prof professor judge justice rev hon sen rep st")
HEADS = word_set(
    "minister president chancellor premier secretary chief head commander director chairman chairwoman chairperson "
    "chair governor mayor ambassador inspector prosecutor attorney solicitor judge justice speaker spokesman "
    "spokeswoman spokesperson commissioner envoy representative administrator comptroller auditor treasurer rector "
    "dean provost bishop archbishop superintendent sheriff ceo cfo coo officer adviser advisor ombudsman consul "
    "commander-in-chief editor-in-chief leader marshal engineer clerk registrar councillor manager curator "
    "coordinator controller headmaster headmistress counsel scientist economist whip chaplain librarian member"
)
PLURAL_HEADS = {f"{head}s": head for head in HEADS} | {"secretaries": "secretary", "chairmen": "chairman"}
TAILS = word_set(
    "general executive officer minister justice staff"
)  # after a head: 'inspector general', 'chief justice'
LESSER = word_set("deputy vice assistant associate under first second third senior junior permanent special principal")
ACTING = word_set("acting interim caretaker temporary provisional")
TEMPORARY = ACTING | word_set("temporarily provisionally")
FORMER = word_set("former ex-president ex-minister outgoing departing then retired previous late veteran")
# Before a name, and no part of it: `economist Ann Lee`.
OCCUPATIONS = word_set(
    "lawyer economist businessman businesswoman diplomat politician historian surgeon physician engineer journalist "
    "banker academic scientist veteran activist lawmaker deputy technocrat entrepreneur lecturer scholar jurist "
    "barrister teacher nurse doctor mp mep colleague successor predecessor independent conservative liberal "
    "socialist "
    "democrat republican billionaire businessperson actor actress author philosopher"
)
# Words that mean an office without saying which.
POSTS = word_set(
    "post position role office job duties duty command appointment seat title functions place mantle reins helm chair"
)
STILL = word_set("also then now briefly still again first already previously formerly later")
# Right before an infinitive.
TO_A_VERB = word_set(
    "to will would may might could should shall must can cannot did not never now don't didn't won't let help n't also"
)
NEW = word_set("new next current incoming newly")
DETERMINERS = word_set("the a an his her its their our this that")
# What an office is of, in small letters: 'minister of foreign affairs', 'head of the presidential office'.
MATTERS = word_set(
    "foreign affairs internal interior external home domestic defence defense health education finance financial "
    "justice trade industry industries economy economic energy agriculture agricultural culture cultural sport "
    "sports "
    "transport transportation labor labour environment environmental science technology digital development "
    "infrastructure regional social policy security national public communications communication information tourism "
    "veterans youth family women housing planning state staff war police intelligence general army navy naval air "
    "force forces ground armed land special operations operational court supreme constitutional parliament "
    "parliamentary government cabinet council committee commission board bank central party mission delegation "
    "office "
    "department ministry agency service services university directors commerce water resources natural mines "
    "fisheries food forestry emergencies emergency situations reintegration strategic investigations customs tax "
    "revenue border guard coast fleet troops missile cyber space district region province city town republic brigade "
    "division corps regiment battalion command joint chiefs unit logistics protocol administration presidential "
    "counterintelligence federal territorial civil local municipal budget treasury election electoral statistics "
    "harbour harbor port railway railways road aviation shipping maritime innovation research competition "
    "consumer works "
    "forests wildlife mining steel power nuclear gas oil petroleum investment enterprise employment pensions welfare "
    "children equality gender diaspora immigration migration citizenship asylum reform parks heritage archives "
    "museum "
    "library cavalry infantry artillery legal audit enforcement prisons prison corrections fire rescue traffic "
    "highways telecommunications broadcasting finances treasury sanitation irrigation livestock privatisation "
    "prime executive managing private medical lord high commanding top country anti-corruption press human rights "
    "european integration"
)
MODIFIERS = MATTERS | LESSER | word_set("chief head")
# With one of these a run of capitals is not a person.
BODIES = word_set(
    "bank ministry council party committee company inc ltd corp corporation group university college school court "
    "army "
    "navy forces force government parliament senate house union nations airlines association institute agency office "
    "department board commission federation republic kingdom states city county street club united fc foundation "
    "center centre staff service security affairs defense defence interior treasury kremlin rada duma congress "
    "assembly cabinet administration police guard fund times post news press league church academy society museum "
    "hospital island islands sea river mountain valley road avenue palace square district region province oblast "
    "war day act law order award prize cup front brigade command airport base line report bureau authority alliance "
    "movement coalition front network services systems holdings partners media radio television tv league"
)
PLACES = word_set(
    "north south east west northern southern eastern western new saudi great costa sri hong czech united american "
    "san el middle central latin"
)
NO_NAMES = word_set(
    "in on at the a an then later yesterday today meanwhile earlier when after before since however but and also he "
    "she it they we his her their its our i you who whom which what that this these those while as for from with by "
    "if although though despite during following once under over until no not there here separately instead now both "
    "one two three former new acting interim sources officials monday tuesday wednesday thursday friday saturday "
    "sunday january february october november december us uk eu un"
)
MONTHS_AND_NAMES = word_set("march april may june july august")  # may be somebody's, inside a name
DEMONYMS = word_set(
    "ukrainian russian american british french german canadian polish italian spanish chinese japanese indian "
    "israeli "
    "turkish iranian iraqi syrian egyptian belarusian moldovan romanian bulgarian hungarian austrian swiss swedish "
    "norwegian danish finnish estonian latvian lithuanian georgian armenian azerbaijani kazakh dutch belgian "
    "portuguese greek serbian croatian australian brazilian mexican korean pakistani afghan nigerian kenyan european "
    "palestinian lebanese saudi soviet irish scottish welsh english"
)
PARTICLES = word_set("de da di du dos del della van von der den la le bin ibn al ter ten zu bint abu mac")
SUFFIXES = word_set("jr sr ii iii iv")
# Right before a name: what the verb says is not said of it.
PREPOSITIONS = word_set("of by with for from to in at under between than like including against into onto over about")
# What may follow an office's words without being one of them.
ENDS = (
    word_set(
        "in on at after before by with during following amid since from until till under over as to into against for "
        "despite because when while who whom which that whose where but if than and or replacing succeeding effective "
        "earlier last this late early yesterday today tonight monday tuesday wednesday thursday friday saturday sunday "
        "upon through throughout without within alongside amidst so then instead again between having being once just "
        "is was has had will would said also via per began ended started expired aged he "
        "she his her for took takes came comes made ad pro"
    )
    | TEMPORARY
)
BE = word_set("was were is are been being be")
HAVE = word_set("has had have having")
# Between a subject and its verb, or behind the verb, without a say in what it says.
ADVERBS = word_set(
    "officially formally also subsequently later then thus initially originally first again swiftly promptly duly "
    "unanimously yesterday recently now newly unexpectedly abruptly just since temporarily provisionally finally "
    "eventually soon meanwhile early suddenly instead effectively immediately narrowly already therefore itself "
    "himself herself voluntarily permanently quietly publicly once himself previously briefly today thereby in-turn "
    "jointly respectively both formerly simultaneously earlier reluctantly honourably"
)
# Where a verb's words end.
STOPS = word_set(
    "after before following when because amid despite although though where if unless but than who whom whose which "
    "while during so that whereas whereupon"
)
# A word that puts the verb that it governs in doubt.
WEAK_DOUBT = word_set(
    "may might could would should will shall must can cannot likely unlikely expected expects planned plans planning "
    "intends intended wants wanted hopes hoped considering considered mulling weighing recommended demand demanded "
    "demands demanding urged urges urging considers called calls calling refused refuses refusing declined declines "
    "rejected rejects failed fails tried tries attempted attempt attempts threatened threatens not never nor neither "
    "nearly almost tipped poised slated due set ready about offered offers voted asked asks blocked cannot without "
    "against possible possibly potential potentially unable promised promises agreed wished wishes requested ordered "
    "rather incoming elect designate candidate choice nominee pick bid hoping wanting trying expecting no nobody "
    "instead aims aimed reluctant seeks sought eager prepares prepared decided decides nobody none"
)
# A word that puts the whole sentence in doubt.
STRONG_DOUBT = word_set(
    "reportedly allegedly supposedly purportedly apparently rumored rumoured rumor rumour rumors rumours unconfirmed "
    "perhaps maybe probably proposal denied denies deny denying speculation speculate speculated if whether unless "
    "candidacy frontrunner front-runner false falsely fake claimed claims believes believed believe annulled "
    "overturned revoked vetoed hypothetical supposed fictional fiction novel wrongly mistakenly erroneously sources "
    "myth untrue hoax imagine imagined imagines film movie drama episode satire parody suggest suggests suggested "
    "suggesting hint hinted hints think thinks thought guess guessed wonder wondered wonders wrote joked dream "
    "dreamt "
    "dreamed pretend pretended fear feared feared suppose assuming provided pending tabloid tabloids blog blogs "
    "insiders alleged alleges doubted doubts doubt disputed disputes predicted predicts forecast leaked gossip "
    "described confirm untruthfully forged spoof prank canard contrary seemingly presumably conceivably "
    "theory hypothetically script sketch satirical misreported erroneous incorrectly incorrect impostor posed"
)
CONDITIONS = word_set("if unless whether imagine suppose assuming provided lest should")  # as the first word
REPORTING = word_set(
    "said says announced announces announcing confirmed stated states declared told added noted recalled explained "
    "reported reports revealed disclosed stressed specified informed saying adding"
)
DOUBT = WEAK_DOUBT | STRONG_DOUBT
