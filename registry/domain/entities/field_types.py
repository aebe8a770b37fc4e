"""What the value of a field may be: the types from which the models are made. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from registry.domain.dates.edtf import Edtf, read_edtf
from registry.domain.names.text_hygiene import closest_of, shown, tidy, unfit
from registry.domain.vocabulary import (
    ACTS,
    DETAILS,
    END_REASONS,
    HOW,
    HOW_CONTINUED,
    HOW_REPORTS,
    NAME_KINDS,
    SUPPORTS,
)

LONGEST_NAME = 300  # characters; the longest official title in our sources has 120
LONGEST_TEXT = 10_000
LONGEST_ADDRESS = 2_000
# Language, script, region, variants, private use.
_LANGUAGE = r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"


def _tidy(text: str) -> str:
    """What a text may hold is said in domain/names/text_hygiene.py."""
    found = unfit(text)
    if found:
        raise ValueError(f"has {found}; leave it out")
    text = tidy(text)
    if not text:
        raise ValueError("is empty; give at least one letter, or leave the option out")
    return text


def _fits(longest: int) -> AfterValidator:
    """Composing a letter can make it longer; what is stored has to be taken again by an import."""

    def check(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"is longer than the {longest} characters that fit")
        return text

    return AfterValidator(check)


def _dated(text: str) -> str:
    read_edtf(text)
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if len(text) == len("2025-03-16") else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> str:
    raise ValueError(f"must be one day, such as 2025-03-17, not {text!r}")


def _web_address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or text.split() != [text] or len(text) < len("http://x"):
        raise ValueError("must be a web address that begins with http:// or https://")
    found = unfit(text)
    if found:
        raise ValueError(f"has {found}; copy it from the browser")
    return text


def _term(known: tuple[str, ...]) -> AfterValidator:
    """A known term, or another one that is not a slip of a known one."""

    def check(term: str) -> str:
        from difflib import get_close_matches  # 4 ms, and only entries with a reason need it

        term = _tidy(term)
        close = get_close_matches(term.lower(), known, n=1, cutoff=0.8)
        if close and term not in known:
            raise ValueError(f"looks like a slip; did you mean {close[0]!r}?")
        return term

    return AfterValidator(check)


def _language(code: str) -> str:
    """The form of a BCP 47 tag (RFC 5646, 2.1), as far as names need it; that there is such a language is not asked."""
    if not re.fullmatch(_LANGUAGE, code, re.IGNORECASE):
        raise ValueError("is not a language code; give one such as uk, de-AT, sr-Latn or zh-Hans-CN")
    return code


def _script(code: str) -> str:
    if not re.fullmatch("[A-Z][a-z]{3}", code):
        raise ValueError("is not a script code (ISO 15924); give one such as Latn, Cyrl, Arab or Hans")
    return code


def _supported(fields: str) -> str:
    given = [field.strip() for field in fields.split(",")]
    unknown = [field for field in given if field not in SUPPORTS]
    if unknown:
        raise ValueError(
            f"{shown(unknown[0])} is not a field that a source supports; {closest_of(unknown[0], SUPPORTS)}"
        )
    return ",".join(field for field in SUPPORTS if field in given)


Name = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_tidy), _fits(LONGEST_NAME)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_tidy), _fits(LONGEST_TEXT)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)]
DateText = Annotated[Edtf, AfterValidator(_dated)]
Day = Annotated[str, AfterValidator(_day)]
WebAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_web_address)]
NameKind = Annotated[str, Field(max_length=100), _term(NAME_KINDS)]
Language = Annotated[str, Field(max_length=100), AfterValidator(_language)]
Script = Annotated[str, AfterValidator(_script)]
How = Annotated[str, Field(max_length=100), _term(HOW)]
EndReason = Annotated[str, Field(max_length=100), _term(END_REASONS)]
HowRelated = Annotated[str, Field(max_length=100), _term((*HOW_CONTINUED, *HOW_REPORTS))]
LOWER_CASE_WORDS = r"^[a-z][^A-Z]*$"
DetailField = Annotated[str, Field(pattern=LOWER_CASE_WORDS, max_length=100), _term(DETAILS)]
Act = Annotated[str, Field(pattern=LOWER_CASE_WORDS, max_length=100), _term(ACTS)]
Supported = Annotated[str, AfterValidator(_supported)]
