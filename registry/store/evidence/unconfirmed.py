"""The newest evidence of tenures, and whose it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

# A retracted source is not evidence. Of several of one day the first by title.
_NEWEST = """
select c.appointment_id, coalesce(c.observed, s.published_earliest) as day, s.slug, s.title, s.url
from citations c join sources s on s.id = c.source_id
where c.appointment_id in (select value from json_each(?)) and s.retracted is null and day is not null
order by day, s.title desc, s.slug desc
"""


class NewestEvidence(NamedTuple):
    """The ISO day on which a source speaks of a tenure (observed, else published), and the source."""

    day: str
    source: str
    title: str
    url: str | None


def newest_evidence(connection: sqlite3.Connection, appointment_ids: Sequence[int]) -> dict[int, NewestEvidence]:
    """By appointment; what nothing dated is cited for is left out."""
    rows = connection.execute(_NEWEST, [json.dumps(list(appointment_ids))])
    return {appointment_id: NewestEvidence(*newest) for appointment_id, *newest in rows}
