"""Ranks and titles before a name, and honours after it. Pure.

`Lt Gen (ret.) Ann Ames CB` is Ann Ames, of the rank Lt Gen; `(ret.)` and `CB` are the source's words about her.
"""

from __future__ import annotations

import re

from registry.domain.names.text_hygiene import word_set

# Words that make a rank or a title, without points, in small letters.
RANKS = word_set(
    """gen general ltgen lgen mgen majgen bgen briggen lt lieut lieutenant maj major brig brigadier col colonel ltcol
    capt
    captain cpt cmdr cdr commander lcdr commodore cdre cmdre adm admiral radm vadm rear-admiral vice-admiral marshal
    air-marshal sgt sergeant cpl corporal pvt private ssgt superintendent supt inspector insp constable
    major-general lieutenant-general brigadier-general lieutenant-colonel lieutenant-commander
    ltc ltg ltcdr ltcmdr ltcomm col(p) ltc(p) maj(p) bgen 1lt 2lt csm sgm surg midn plen excmo excma ilmo ilma exmo exma
    cav uff comm avv geom rag dom conselheiro cons
    dr prof professor sir dame rev revd reverend hon honourable honorable rt mr mrs ms miss mx
    esq judge justice senator sen rep amb ambassador cllr cllrs councillor councilor councilman councilwoman alderman
    alderwoman fr bro msgr mgr canon ven bishop archbishop cardinal rabbi hrh hsh hih hm
    herr frau oberst oberstleutnant oberstlt hauptmann hptm generalmajor genmaj generalleutnant genlt generaloberst
    dres drs ir
    generalfeldmarschall feldmarschall konteradmiral vizeadmiral flottillenadmiral brigadegeneral major ing dipl-ing mag
    mme mlle général colonel commandant capitaine amiral contre-amiral vice-amiral lieutenant-colonel maréchal
    sra doña dña gral general cnel coronel tte teniente capitán almirante contraalmirante vicealmirante mayor
    licda lic arq cel dª drª engº engª
    sig dott dottssa generale col colonnello ammiraglio capitano
    dra eng almte contra-almirante vice-almirante marechal brigadeiro coronel
    generał płk pułkownik ppłk mjr kpt adm kmdr bryg broni dyw inż mgr bp abp kard ks kan prałat
    генерал генерал-майор генерал-лейтенант генерал-полковник полковник підполковник майор капітан адмірал
    контр-адмірал віце-адмірал проф др"""
)
# Words that only stand with one of those: Air Chief Marshal, Rear Admiral, Rt Hon, General of the Army.
WITH_RANKS = word_set(
    """air chief vice rear field fleet wing group squadron flight lt maj brig gen right the very most master chief staff
    warrant officer leader first 1st 2nd second senior junior of army armée d'armée corps division brigade de d a
    prof dr h c hc hab habil med jur phil rer pol nat theol oec publ agr vet général major bryg broni dyw dywizji
        brygady в м
    vaisseau frégate corvette brigata divisione flotilla ig excellency his her lady lord min sr"""
)
# Of these, what may be the last word of a rank: the name begins behind it.
_ENDS_A_RANK = word_set(
    """brigade division corps vaisseau frégate corvette brigata divisione bryg broni dyw dywizji brygady ig hc hab habil
    staff officer jur phil med pol nat theol oec publ agr vet sr"""
)
# Words that are given names or surnames, too: what is left must have two words.
_ALSO_NAMES = word_set(
    """major judge justice marshal private commander constable captain sergeant general mag mayor hon sen rep lic ing
    col
    gen adm rt miss master bishop canon cardinal fr bro councillor alderman cel ir rabbi ltg dom cons comm rag kan"""
)
_COURTESY = word_set(
    """mr mrs ms miss mx herr frau mme mlle sra doña dña dª sig excmo excma ilmo ilma exmo exma sr d esq cllr cllrs
    councillor hrh hsh hih hm"""
)
_SERVED_AS = re.compile(r"^(?:t/a/|t/|a/)(?=[^\W\d_])", re.IGNORECASE)  # temporary, acting: of a rank

HONOURS = word_set(
    """CB CBE OBE MBE KBE DBE GBE KCB DCB GCB KCMG DCMG CMG GCMG KCVO DCVO CVO LVO MVO GCVO MC DSO DSC DFC AFC VC GC
    GM DCM
    MM QGM BEM KG KT KP OM CH ISO MP MEP MSP MLA MHA MLC MPP MNA MS AM TD QC KC SC PC FRS FBA FRSE FRCP FRCS FREng PhD
    DPhil MD JD LLB LLM LLD BA BSc MA MSc MBA MPhil DBA DL JP QPM KPM QFSM CPM Bt Bart Esq AO AC AK AD ONZM CNZM MNZM
    DNZM KNZM ONZ CMM OMM CD COMM CC OC RN RNR RNVR RANR RCN RCNR RCNVR RIN RNZN USNR USCG
    RM RAF RAAF RAN USN USMC USAF USA SJ OSB OP OFM CSsR OBM EM ED VD FCA ACA
    FCMA CPA CStJ OStJ DStJ KStJ SPMP PJK CSC CVSM NPP OON CON GCON MFR OFR PVSM AVSM UYSM VSM
    MdL MdB MdEP MdA MdR MdBB"""
)
_HONOUR = {honour.casefold(): honour for honour in HONOURS}
_WORDS_BEHIND = re.compile(
    r"[,\s]*[(\[]?\s*\b(?:ret(?:d|'d|ired)?\.?|rtd\.?|a\. ?d\.|i\. ?r\.|emeritus|deceased)\s*[)\]]?\s*$|"
    r",\s*prof\.(?:\s+[\w.]{1,12}){0,2}\s*$|"
    r"\s*[(\[]\s*(?:er|2s|em\.|c\.r\.|the late|late)\s*[)\]]\s*$|"
    r"\s*[(\[]\s*(?:died|d\.|†|born|b\.|geb\.|né|née|nato|nata|ur\.|нар\.|пом\.)[^()\[\]]*[)\]]\s*$|"
    r"\s*[(\[]\s*(?:c\.? ?)?\d{4}\??\s*[-–—]\s*(?:c\.? ?)?(?:\d{4}\??)?\s*[)\]]\s*$|"
    r"\s*[(\[]\s*[^()\[\]]*\b\d{4}\b[^()\[\]]*[-–—][^()\[\]]*[)\]]\s*$",
    re.IGNORECASE,
)
_BAR = re.compile(r"(.+\b[A-Z]{2,4})(\*+|\s+(?:and|&|with)\s+(?:(?:two|2)\s+)?[Bb]ars?)")  # DSO and Bar
_RETIRED_BEFORE = re.compile(r"^[(\[]?\s*(?:ret(?:d|'d|ired)?\.?|rtd\.?|a\. ?d\.)\s*[)\]]?$|^[(\[](?:er|r)[)\]]$", re.I)
_PART_OF_A_NAME = word_set("jr jr. sr sr. ii iii iv")


_DOTTED = frozenset({"h.e.", "s.e.", "s.e.r.", "s.e.m.", "s.exc.", "s.exa."})  # excellencies; He is a surname


def _plain(word: str) -> str:
    return _SERVED_AS.sub("", word).replace(".", "").replace("’", "'").strip(",").casefold()


def without_rank(name: str) -> tuple[str, str | None, str | None]:
    """The name, the rank before it, and what stood between them (`(ret.)`); None where there is none."""
    words = name.split()
    count, has_rank, retired = 0, False, []
    for word in words[:-1]:
        plain = _plain(word)
        if word.endswith(","):  # a surname: Bishop, Ann Mary
            break
        if _RETIRED_BEFORE.fullmatch(word) and has_rank:
            retired.append(word)
        elif (
            plain in RANKS
            or plain.startswith("dipl-")
            or word.casefold() in _DOTTED
            or (plain.endswith("-general") and plain[:1].isalpha())
        ):
            has_rank = True
        elif not (plain in WITH_RANKS and (has_rank or _leads_to_a_rank(words[count:]))):
            break
        count += 1
    while count and _plain(words[count - 1]) in WITH_RANKS - RANKS - _ENDS_A_RANK and not retired:
        if _plain(words[count - 1]) == "d" and words[max(count - 2, 0)].casefold() == "sr.":
            break  # Excmo. Sr. D. Leandro Picaza
        count -= 1  # `de` is the name's: Colonel de Vries
    rest = words[count:]
    if not has_rank or not count or not _may_be_a_name(words[:count], rest):
        return name, None, None
    rank = " ".join(word for word in words[:count] if word not in retired)
    return " ".join(rest), rank, " ".join(retired) or None


def _leads_to_a_rank(words: list[str]) -> bool:
    """Whether a rank stands among the next words, after nothing but words that stand with one."""
    for word in words[:4]:
        plain = _plain(word)
        if plain in RANKS:
            return True
        if plain not in WITH_RANKS:
            return False
    return False


def _may_be_a_name(taken: list[str], rest: list[str]) -> bool:
    """`Major Owens` has a given name, `Maj. Owens` a rank; `Major Ann Owens` a rank again."""
    if len(rest) > 1 and _plain(rest[0]) not in _PART_OF_A_NAME:
        if _plain(rest[0]) in ("of", "the"):  # Bishop of Holme
            return False
        return any(map(str.isalpha, rest[0]))
    if not rest or _plain(rest[0]) in _PART_OF_A_NAME or not rest[0][:1].isupper():
        return False
    return any(word.endswith(".") or _plain(word) not in _ALSO_NAMES for word in taken)


def is_courtesy(rank: str) -> bool:
    """Whether it is not a rank but a way to address anybody, such as Mr."""
    return all(_plain(word) in _COURTESY or word.casefold() in _DOTTED for word in rank.split())


_LETTERS = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]{2,5}")  # of an order that is not known here: Amara Osei, OV


def without_honours(name: str) -> tuple[str, str | None]:
    """The name, and what stands behind it that is not part of it; None if there is nothing."""
    taken: list[str] = []
    rest = name
    while True:
        match = _WORDS_BEHIND.search(rest)
        if match and any(map(str.isalpha, rest[: match.start()])):
            taken.insert(0, match[0].strip(" ,"))
            rest = rest[: match.start()].rstrip(" ,")
            continue
        if bar := _BAR.fullmatch(rest):
            taken.insert(0, bar[2].strip())
            rest = bar[1]
            continue
        head, sign, last = _last_word(rest)
        if not head or not _is_honour(last, head, after_comma=sign == ","):
            return rest, ", ".join(taken) or None
        taken.insert(0, last)
        rest = head


def _last_word(text: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*\S)(,)\s*(\S+)|(.*\S)\s+(\S+)", text)
    if not match:
        return "", "", text
    if match[2]:
        return match[1], ",", match[3]
    return match[4].rstrip(","), "," if match[4].endswith(",") else "", match[5]


def _is_honour(word: str, head: str, *, after_comma: bool) -> bool:
    """In capitals, as it is known; a name all in capitals has one only after a comma."""
    plain = word.replace(".", "").strip(",")
    if after_comma and _LETTERS.fullmatch(word) and plain.casefold() not in _PART_OF_A_NAME:
        return len(head.split()) > 1 and any(map(str.islower, head))
    if after_comma and "," in head and plain.casefold() in RANKS:  # MACDONALD, Fiona, Dr
        return True
    known = _HONOUR.get(plain.casefold())
    if known is None or not (plain == known or plain.isupper()):
        return False
    return after_comma or (head != head.upper() and len(head.split()) > 1)
