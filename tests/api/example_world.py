"""The registry that the examples in the docstrings of the Python interface speak of."""

from __future__ import annotations

from pathlib import Path

from registry import Evidence, Registry
from tests.conftest import clock

MINISTERS = "person,role,organization,start,end\nOlga Orel,Minister of Defence,Government,2020-03-04,2021-11-03\n"

COUNCIL = """{
  "persons": [{"id": "town/1", "name": "Cy Cole"}],
  "organizations": [{"id": "town", "name": "Town Council"}],
  "memberships": [
    {"id": "1", "person_id": "town/1", "organization_id": "town", "role": "Councillor", "start_date": "1990"}
  ]
}
"""


def make(folder: Path) -> Path:
    """The registry, and the files beside it that the examples read; returns the registry's file."""
    path = folder / "registry.db"
    Registry.create(path)
    with Registry(path, actor="an archivist", clock=clock) as world:
        world.organizations.add("General Staff")
        world.organizations.add("Operations Branch", parent="general-staff")
        world.roles.add("Chief", "general-staff", since="1991")
        world.roles.add("Inspector", "general-staff")
        world.appoint("Ann Ames", "chief", "2021-07-28", "2024-02")
        report = Evidence("https://example.org/report", "A report", published="2024-03-01")
        world.appoint("Bob Bell", "chief", "2024-02", "2025-03-16", replacing="ann ames", evidence=report)
        quote = "appointing Cole"
        article = Evidence("https://example.org/article", "An article", published="2025-03-17", quote=quote)
        world.appoint("Cy Cole", "chief", "2025-03-16", evidence=article)
        world.cite("bob bell", Evidence("https://example.org/memoir", "A memoir"), "start", "2024-02-13")
        world.people.add("C. Cole", new=True)
        world.sources.add("https://example.org/unused", title="A page")
    (folder / "ministers.csv").write_text(MINISTERS, "utf-8")
    (folder / "council.json").write_text(COUNCIL, "utf-8")
    (folder / "list.txt").write_text("Cy Cole\n", "utf-8")
    (folder / "page.html").write_text("<p>appointing Cole</p>", "utf-8")
    with Registry.creating(folder / "other.db", actor="another archivist") as other:
        other.organizations.add("Navy")
        other.export_package(folder / "package")
    return path
