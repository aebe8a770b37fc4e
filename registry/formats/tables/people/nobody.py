"""Words that stand where a name should stand and name nobody: a vacancy, an unknown holder, a company. Pure.

A name is never taken for nobody because it begins alike: `Vacant Smith` and `Nobody Ames` are people.
"""

from __future__ import annotations

import re

from registry.domain.names.text_hygiene import word_set

# Words of offices and bodies that are in no name.
OF_NO_PERSON = word_set(
    """minister ministry ministère ministerio ministero ministerium department secretary secretariat director
        directorate
    office committee council commission commissioner agency authority party university college institute school embassy
    court tribunal district county province region municipality president chairman chairwoman chairperson chair
        treasurer
    member deputy affairs finance education health defence defense foreign interior republic kingdom democratic liberal
    conservative labour socialist union national independent association company limited bank board bureau brigade
    regiment division battalion parliament senate assembly house treasury services service development trade industry
    transport environment agriculture міністр міністерство голова комітет рада директор minister-president landrat amt
    partei parti partido partito"""
)
_BRACKETS = "[]()<>{}*.…-–—_'\"“”„« »!"

_VACANT = (
    r"vacan(?:t|cy|cies|te|tes|ce|za)|vacat|vak(?:ant|anz|at)|unbesetzt|nicht besetzt|unfilled|not filled|unoccupied|"
    r"interregnum|sede vacante|vag[oa]|wakat|nieobsadzon[ey]|вакантн[оаий]+|вакансія|не зайнят[оа]|n\. ?n\.?|nn|"
    r"nomen nescio"
)
_THE_POST = (
    r"(?:the )?(?:seat|position|post|office|chair|place|see|sede|sitz|amt|stelle|poste|siège|charge|puesto|escaño|"
    r"cargo|posto|stanowisko|posada|посада|місце)"
)
_LEFT = r"(?:is|was|were|remains|remained|left|fell|currently|temporarily|now|ist|war|est|fue|está|є|була?)"
_OF_VACANT = (
    r"pending|until|till|since|from|after|following|due|to be|awaiting|recruitment|position|seat|post|office|"
    r"by|as of|depuis|seit|desde|dal|od|з"
)
_VACANCY = re.compile(
    rf"(?:currently |temporarily |still )?(?:{_THE_POST} )?(?:{_LEFT} )*(?:{_VACANT})"
    rf"(?:[ _-]?\d+)?(?: vacancy[ _-]?\d+)?(?:\s*[-–—:;,(\[/].*|\s+(?:{_OF_VACANT})\b.*)?",
    re.IGNORECASE,
)

_UNKNOWN = r"""
    unknown | not\ known | unrecorded | not\ recorded | no\ records? | unidentified | anonymous | nobody | no\ one |
    none |
    (?:the\ )?(?:name|holder|incumbent)s?\ (?:is\ |was\ )?(?:unknown|
        not\ (?:known|recorded|given|stated|available)|unrecorded|
        missing|lost|illegible|withheld|redacted) |
        no\ (?:name|holder|incumbent|data|information|appointment|nominee)\b.* |
    t\.?b\.?[cadn]\.? | to\ be\ (?:announced|confirmed|decided|determined|appointed|elected|named|advised|nominated|
        filled|designated|selected)\b.* | (?:pending|awaiting)(?:\ .*)? | not\ (?:yet\ )?(?:appointed|elected|announced|
        named|applicable|available|established|stated|given|listed)\b.* | see\ (?:note|above|below)\b.* | various |
    several | multiple | withheld | redacted | illegible | n/?a | n\.a\. | nil | null | blank | ditto | idem | id\. |
    (?:the\ )?(?:office|post|position|role|seat)\ (?:(?:was|is|has\ been)\ )?(?:abolished|suspended|discontinued|merged|
        not\ (?:yet\ )?(?:established|created)|did\ not\ exist|created|established|dissolved)\b.* | abolished\b.* |
    suspended\b.* | by-?elections?\b.* | (?:special\ )?elections?\ (?:pending|due|to\ be\ held)\b.* | writ\ issued\b.* |
    unbekannt | noch\ (?:offen|nicht\ bekannt) | offen | entfällt | keine?\ angaben? | niemand |
    amt\ abgeschafft | inconnue? | non\ (?:renseigné|connue?|pourvu) |
    à\ (?:désigner|déterminer|pourvoir|confirmer|nommer) |
    personne | poste\ supprimé | desconocid[oa] | por\ (?:designar|confirmar|definir|nombrar) | sin\ (?:titular|datos) |
    nadie | sconosciut[oa] | da\ (?:nominare|definire|designare) | nessuno | desconhecid[oa] |
    (?:a|por)\ (?:designar|definir|nomear|indicar) | ninguém | sem\ titular | nieznan[yae] | brak(?:\ danych)? |
    nikt | do\ (?:ustalenia|obsadzenia) | невідом[оаий]+ | немає(?:\ даних)? | ніхто | уточнюється |
    не\ призначен[оаий]+ |
    посаду\ ліквідовано | \?+ | x+ | \#(?:ref|n/a|value|name|div/0|null|num|spill|calc)[!?]? | _?:?genid.* |
    https?://.*/(?:genid|\.well-known)/.*
"""
_NOBODY = re.compile(rf"(?:{_UNKNOWN})(?:\s*[-–—:;,(\[].*)?", re.IGNORECASE | re.VERBOSE)
_SIGNS = re.compile(r"[\W\d_]+")  # a number, or a dash

_COMPANY = re.compile(
    r".*\b(?:ltd|limited|plc|llp|llc|inc|incorporated|corp|corporation|gmbh|ag|kg|ohg|s\.?a\.?r\.?l|sas|s\.?p\.?a|"
    r"s\.?r\.?l|b\.?v|n\.?v|oy|ab|a/s|aps|sp\. z o\.o|тов|пат|ooo|nominees|secretaries|registrars|trustees|"
    r"company services|corporate services|secretarial services|& co)\.?",
    re.IGNORECASE,
)
_OF_A_BODY = word_set(
    """commission comissão comisión commissione kommission komisja комісія junta council committee comité comitato
    comitê consejo conseil conselho consiglio kollegium collegium triumvirate triumvirat zarząd"""
)
_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?[QPL][1-9]\d*")


def is_vacant(name: str) -> bool:
    """Whether it says that nobody held the office: `VACANCY-1`, `N.N.`, `Seat vacant`, `vacant - recruitment open`."""
    return _VACANCY.fullmatch(" ".join(name.strip(_BRACKETS).split())) is not None or name.strip() in ("N.N.", "N. N.")


def is_nobody(name: str) -> bool:
    """Whether it is a placeholder for a name: `TBC`, `Unknown`, `Name not recorded`, `Office abolished`, `12345`."""
    text = " ".join(name.split())
    plain = text.strip(_BRACKETS) or text
    return any(_NOBODY.fullmatch(each) for each in (text, plain)) or _SIGNS.fullmatch(text) is not None


def is_item(name: str) -> bool:
    """Whether it is the number of an item where a label should stand, as `Q42`."""
    return _ITEM.fullmatch(name) is not None


def is_company(name: str) -> bool:
    """Whether the name is a company's by how it ends: `Thorne Secretaries Limited`."""
    return " " in name and _COMPANY.fullmatch(name) is not None


def is_body(name: str) -> bool:
    """Whether the name is that of a body that ruled instead of one person: `Council of Regency`, `Junta`."""
    words = [word.strip(",.").casefold() for word in name.split()]
    if not words or _OF_A_BODY.isdisjoint(words):
        return False
    return words[0] in _OF_A_BODY or words[-1] in _OF_A_BODY
