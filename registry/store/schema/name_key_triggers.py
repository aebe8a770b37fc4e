"""A stand-in for `name_key` where another program writes a name without it: lower case, until it is recomputed.

Folding needs more than SQL knows (domain/names/keys.py); with the stand-in such a row is at least found by its name.
"""

from __future__ import annotations

import sqlite3

_TRIGGERS = """
create trigger {table}_get_a_key_on_insert after insert on {table} when new.name_key = '' begin
  update {table} set name_key = lower(trim(new.{label})) where id = new.id;
end;
create trigger {table}_get_a_key_on_update after update of {label} on {table}
when new.{label} is not old.{label} and new.name_key is old.name_key begin
  update {table} set name_key = lower(trim(new.{label})) where id = new.id;
end;
"""


def stand_in(connection: sqlite3.Connection, table: str, label: str) -> None:
    """Create the triggers for `table`, whose names are in the column `label`."""
    for trigger in _TRIGGERS.format(table=table, label=label).split("end;\n"):
        if trigger.strip():
            connection.execute(f"{trigger}end")
