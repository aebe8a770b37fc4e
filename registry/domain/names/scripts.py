"""In which script a name is written. Pure: looks at its letters alone."""

from __future__ import annotations

import unicodedata

# The first word of a letter's Unicode name -> ISO 15924.
_CODES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "HANGUL": "Hang", "THAI": "Thai",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "TELUGU": "Telu", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "ETHIOPIC": "Ethi", "KHMER": "Khmr", "LAO": "Laoo",
    "MYANMAR": "Mymr", "MONGOLIAN": "Mong", "TIBETAN": "Tibt", "THAANA": "Thaa", "SYRIAC": "Syrc",
}  # fmt: skip
_JAPANESE = {"Hani", "Hira", "Kana"}


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the script that all letters are of; None if they are of several, or of one not told here.

    Kana, alone or with Chinese characters, is Japanese (`Jpan`).
    """
    found = {_script(letter) for letter in text if letter.isalpha()}
    if found <= _JAPANESE and found & {"Hira", "Kana"}:
        return "Jpan"
    return found.pop() if len(found) == 1 else None


def _script(letter: str) -> str | None:
    return _CODES.get(unicodedata.name(letter, "").partition(" ")[0])
