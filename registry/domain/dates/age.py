"""How old evidence is on a day: days between two ISO days, and how an English reader says it. Pure."""

from __future__ import annotations

from datetime import date

from registry.domain.dates.wording import date_in_words

_MOST_DAYS, _MOST_MONTHS = 60, 24  # beyond them the next larger unit says enough


def age_in_days(day: str, on: str) -> int | None:
    """How many days after `day` the day `on` is; None if it is before it."""
    return (date.fromisoformat(on) - date.fromisoformat(day)).days if day <= on else None


def age_in_words(day: str, on: str) -> str:
    """From the ISO day to a later one, in whole units: `40 days`, `6 months`, `3 years`."""
    first, last = date.fromisoformat(day), date.fromisoformat(on)
    days = (last - first).days
    if days <= _MOST_DAYS:
        return _counted(days, "day")
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months <= _MOST_MONTHS:
        return _counted(max(months, 2), "month")  # July and August have 62 days: not "1 month" after "60 days"
    return _counted(months // 12, "year")


def date_with_age(day: str, on: str) -> str:
    """The ISO day, and how long before `on` it was, if it was: `17 March 2025, 6 months before`."""
    return f"{date_in_words(day)}, {age_in_words(day, on)} before" if day < on else date_in_words(day)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
