"""Visits a served registry with whatever Datasette is installed, and prints as JSON what came. Run by test_alpha.py.

arguments: the registry's file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import datasette

from tests.browse.visitors import visitor

CHIEF = "chief-of-the-general-staff"
ADDRESSES = (
    "/",
    "/registry",
    "/registry/people",
    "/registry/people/1",
    "/registry/people.csv",
    "/registry/people.json",
    "/registry/appointments",
    "/registry/tenures",
    "/registry/who_held",
    f"/registry/who_held?role={CHIEF}&on=2024-06-01",
    f"/registry/who_held.json?role={CHIEF}&on=2024-06-01&_shape=array",
    f"/registry/who_held.csv?role={CHIEF}&on=2024-06-01",
    "/registry/findings.json?_shape=array",
    f"/role/{CHIEF}?on=2025-03-16",
    f"/role/{CHIEF}.json?on=2025-03-16",
    "/role/nobody",
    "/-/static-plugins/officeholders/registry.css",
    "/registry/person_keys",
    "/registry/change_in_progress",
    "/registry?sql=select+1",
    "/registry/-/query?sql=select+1",
    "/registry/people?_where=1=1",
    "/registry/people/-/insert",
    "/registry.db",
    "/_memory",
    "/_internal",
    "/-/databases.json",
)


def told(file: str) -> dict[str, object]:
    """The version, and status, kind and text of each page."""
    visit = visitor(Path(file))
    replies = {address: visit(address) for address in ADDRESSES}
    return {
        "version": datasette.__version__,
        "pages": {
            address: {
                "status": reply.status,
                "policy": reply.headers.get("content-security-policy"),
                "text": reply.text,
            }
            for address, reply in replies.items()
        },
        "post": visit("/registry/people/-/insert", "POST").status,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(told(sys.argv[1])))
