"""What the caller says for a whole file because the file does not say it: organization, seats, the day. Pure."""

from __future__ import annotations

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import OrganizationStatement

REMEDY = 'name one for the whole file, such as --column "organization==Government of Ukraine"'


def organization_of(reading: ReadingOptions) -> OrganizationStatement | None:
    """The organization of every role of which the file names none."""
    given = dict(reading.columns).get("organization", "")
    name = given.removeprefix("=").strip()
    return (
        OrganizationStatement(f"={name}", name, "as given for the whole file")
        if given.startswith("=") and name
        else None
    )


def seats_of(reading: ReadingOptions, otherwise: int | None) -> int | None:
    """How many seats a role has of which the file does not say it; None = unlimited."""
    return otherwise if reading.seats is None else reading.seats or None
