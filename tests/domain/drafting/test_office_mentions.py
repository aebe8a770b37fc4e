"""Which organization the words of an office name."""

from __future__ import annotations

import pytest

from registry.domain.drafting.office_mentions import Office, organization_of


@pytest.mark.parametrize(
    ("title", "body", "whose", "organization"),
    [
        ("Mayor of Leeds", "Leeds", None, "Leeds"),
        ("Chief of the General Staff of Ukraine", "General Staff of Ukraine", None, "General Staff of Ukraine"),
        ("Chief of Staff", "Staff", "Ukraine", "Staff of Ukraine"),
        ("Minister of Health of Belgium", "Health of Belgium", None, "Belgium"),
        ("Minister of Health of the Republic of Chad", "Health of the Republic of Chad", None, "Republic of Chad"),
        ("Minister of Defence", "Defence", None, None),
        ("Minister of Defence", "Defence", "Ukraine", "Ukraine"),
        ("Prime Minister of Ukraine", "Ukraine", None, "Ukraine"),
        ("First Minister of Scotland", "Scotland", None, "Scotland"),
        ("First Deputy Minister of Health", "Health", None, None),
        ("Foreign Secretary of the United Kingdom", "United Kingdom", None, "United Kingdom"),
        ("Secretary of State for Health of Fiji", "State for Health of Fiji", None, "Fiji"),
        ("Permanent Secretary of the Ministry of Health", "Ministry of Health", None, "Ministry of Health"),
        ("Secretary of Defense", "Defense", None, None),
        ("chief executive officer", None, None, None),
        ("minister of health", "health", "Ruritania", "Ruritania"),
    ],
)  # fmt: skip
def test_the_organization_is_what_the_matter_is_of(
    title: str, body: str | None, whose: str | None, organization: str | None
):
    assert organization_of(Office(title, whose, body, False, 0, 0)) == organization
