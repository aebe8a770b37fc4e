"""Absences, ranks, relations and successions in sentences: read as a whole, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from registry.domain.drafting.further_facts import further_facts, speaks_of_further_facts

READ = (
    ("Ann Lee was on leave from 1 June 2025 to 14 June 2025.",
     ("absent", ("Ann Lee",), (), "leave", "2025-06-01", "2025-06-14")),
    ("Since 3 May 2025 Ann Lee is absent.", ("absent", ("Ann Lee",), (), "absent", "2025-05-03", None)),
    ("General Ann Lee, the Chief of Staff, has been in captivity since May 2025, covered by Colonel Bob Ray.",
     ("absent", ("Ann Lee",), ("Bob Ray",), "captive", "2025-05", None)),
    ("Ann Lee went on maternity leave on 2 March 2016, and Bob Ray acted for her.",
     ("absent", ("Ann Lee",), ("Bob Ray",), "maternity leave", "2016-03-02", None)),
    ("Ann Lee was promoted to the rank of Lieutenant-General on 23 August 2024.",
     ("rank", ("Ann Lee",), (), "Lieutenant General", "2024-08-23", None)),
    ("The Chief of Staff reports to the Minister of Defence.",
     ("reports to", ("Chief of Staff",), ("Minister of Defence",), None, None, None)),
    ("From 2014 to 2020 the Chief of Staff reported to the President.",
     ("reports to", ("Chief of Staff",), ("President",), None, "2014", "2020")),
    ("The Ministry of War was renamed the Ministry of Defence on 1 April 1964.",
     ("renamed", ("Ministry of War",), ("Ministry of Defence",), None, "1964-04-01", None)),
    ("On 1 April 1964 the Admiralty, the War Office and the Air Ministry were merged into the Board.",
     ("merged", ("Admiralty", "War Office", "Air Ministry"), ("Board",), None, "1964-04-01", None)),
    ("On 1 April 1964 the Admiralty and the War Office were merged into the Ministry of Defence.",
     ("merged", ("Admiralty", "War Office"), ("Ministry of Defence",), None, "1964-04-01", None)),
    ("The Ministry of Health and Welfare was merged into the Ministry of Labour in 2001.",
     ("merged", ("Ministry of Health and Welfare",), ("Ministry of Labour",), None, "2001", None)),
    ("The General Staff was split into the Staff and the Command on 27 March 2020.",
     ("split", ("General Staff",), ("Staff", "Command"), None, "2020-03-27", None)),
)  # fmt: skip
LEFT = (
    "Ann Lee will be on leave from 1 June 2025.",
    "Ann Lee was not on leave from 1 June 2025.",
    "Ann Lee is on leave.",
    "Was Ann Lee on leave from 1 June 2025?",
    "Bob Ray said the Ministry of War was renamed the Peace Office on 3 August 2024.",
    "“The Ministry of War was renamed the Peace Office on 3 August 2024,” he said.",
    "The Ministry of War was to be renamed the Peace Office on 3 August 2024.",
    "If the Ministry of War was renamed the Peace Office on 3 August 2024, nobody heard of it.",
    "The Chief of Staff reported to the President.",
    "Ann Lee was promoted to head of sales, leaving her absent friends on 3 August 2024.",
    "The Ministry of War was split into the Ministry of Arms and Peace and Love on 3 August 2024.",
    "The Ministry of War was renamed the Peace Office on 3/4/2024.",
)


@pytest.mark.parametrize(("sentence", "said"), READ)
def test_a_sentence_that_says_such_a_thing_is_read(sentence: str, said: tuple[object, ...]):
    found = further_facts(sentence, date(2025, 12, 1))
    read = [(f.kind.value, f.subjects, f.others, f.value, f.start, f.end) for f in found]

    assert read == [said]
    assert [sentence[slice(*fact.span)] for fact in found] == [sentence]


@pytest.mark.parametrize("sentence", LEFT)
def test_what_is_doubtful_or_unclear_is_left_and_told(sentence: str):
    assert further_facts(sentence, date(2025, 12, 1)) == []
    assert [*speaks_of_further_facts(sentence)]
