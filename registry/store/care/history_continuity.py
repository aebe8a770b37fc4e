"""Whether history is whole: the versions of a row follow each other, and say truly which change wrote them and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from registry.domain.care.problems import RESTORE, Problem
from registry.store.care.derived_values import subject
from registry.store.care.expected_schema import versioned_tables

# A row's versions, the current one last. Stamped by schema/versioning_triggers.py: a version begins with its change,
# and is ended by the next one's; where a clock went back, a millisecond after the version began.
# A gap is no fault: the row was deleted, and put back later.
_FAULTS = """
with version as (
  select id, change_id, recorded_from, recorded_to, superseded_by from {table}_history
  union all
  select id, change_id, recorded_from, null, null from {table}
), placed as (
  select *,
    lag(recorded_from) over rows_of as before_from, lag(recorded_to) over rows_of as before_to,
    lead(recorded_from) over rows_of as next_from, lead(change_id) over rows_of as next_change
  from version
  window rows_of as (partition by id order by recorded_from, recorded_to is null, recorded_to)
), dated as (
  select p.*, w.recorded_at as written_at, e.recorded_at as ended_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', p.before_from, '+0.001 seconds') as after_before,
    strftime('%Y-%m-%dT%H:%M:%fZ', p.recorded_from, '+0.001 seconds') as after_beginning
  from placed p left join changes w on w.id = p.change_id left join changes e on e.id = p.superseded_by
), told as (
  select id, recorded_from, case
    when strftime('%Y-%m-%dT%H:%M:%fZ', recorded_from) is not recorded_from
      or (recorded_to is not null and strftime('%Y-%m-%dT%H:%M:%fZ', recorded_to) is not recorded_to)
      then 'its times are not times in UTC with milliseconds'
    when recorded_to <= recorded_from then 'it ends at ' || recorded_to || ', not after it begins'
    when next_from < recorded_to then 'it ends at ' || recorded_to || ', and the next begins at ' || next_from
    when change_id is not null and written_at is null then 'no change ' || change_id || ' has written it'
    when superseded_by is not null and ended_at is null then 'no change ' || superseded_by || ' has ended it'
    when written_at is not null and recorded_from is not
      iif(before_to is recorded_from, max(written_at, after_before), written_at)
      then 'change ' || change_id || ' that wrote it is of ' || written_at
    when ended_at is not null and recorded_to is not max(ended_at, after_beginning)
      then 'it ends at ' || recorded_to || ', and change ' || superseded_by || ' that ended it is of ' || ended_at
    when next_from = recorded_to and superseded_by is not next_change
      then 'it was ended by ' || coalesce('change ' || superseded_by, 'another program')
        || ', and the next written by ' || coalesce('change ' || next_change, 'another program')
  end as fault
  from dated
)
select id, recorded_from, fault from told where fault is not null order by id, recorded_from
"""


def check_history(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Each version of a row that does not fit."""
    for table in versioned_tables():
        for row_id, since, fault in connection.execute(_FAULTS.format(table=table)):
            yield Problem(
                "history",
                f"{subject(table, row_id)}, the version from {since}: {fault}",
                f"somebody changed history from outside; compare with a backup, or {RESTORE}",
            )
