"""Whatever a text says, its entries are made or refused in words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Registry, RegistryError
from tests.conftest import clock, examples

PEOPLE = st.sampled_from(["Ann Lee", "Anne Lee", "Bob Ray", "Sue Orr"])
SAYINGS = st.sampled_from(
    [
        "{0} was appointed {2} {3}.",
        "{0} replaced {1} as {2} {3}.",
        "{0} was appointed acting {2} {3}, replacing {1}.",
        "{0} resigned as {2} {3}.",
        "{0} served as {2} from 2011 to 2012.",
    ]
)
OFFICES = st.sampled_from(["head of the Border Guard", "Ruritania's chief of staff", "minister of health"])
DAYS = st.sampled_from(["in 2010", "in May 2011", "on 3 May 2011", "on 4 June 2012", "in 2013"])
SENTENCES = st.builds(lambda saying, *parts: saying.format(*parts), SAYINGS, PEOPLE, PEOPLE, OFFICES, DAYS)


@settings(max_examples=examples(30))
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_the_entries_of_any_text_are_made_or_refused_in_words(sentences: list[str]):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        Registry.create(path)
        with Registry(path, actor="a tester", clock=clock) as registry:
            registry.organizations.add("Border Guard")
            registry.roles.add("Head of the Border Guard", "border guard")
            registry.appoint("Bob Ray", "head of the border guard", "2009")
            for entry in registry.draft(" ".join(sentences), "2025-03-17").entries:
                with suppress(RegistryError):
                    registry.enter(entry)
            assert registry.check(severity="error") == []
