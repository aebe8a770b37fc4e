"""What a page costs: `registry serve` over 100,000 appointments, beside Datasette's own pages of the same server.

    python benchmarks/pages.py [APPOINTMENTS]

Who held a role, as JSON, beside a canned query of plain SQL that finds the same rows and says nothing about them; the
page of a role beside Datasette's page of a row; the largest role, a body of all roles, a comparison of it and a search
beside Datasette's page of a table. Requests come from wrk (Debian: `apt-get install wrk`) or, without it,
from Python. Prints requests per second and ratios, which are what to read, and what the main pages weigh.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from synthetic import build, cite, committees

from registry import Registry

CONNECTIONS = 8
SECONDS = 4
ROUNDS = 3
ADDRESSES = 500
PEER = """
select r.slug as role, r.title, o.name as organization, a.slug as appointment, p.slug as person, p.name, a.kind,
  a.start_date as start, a.end_date as end, a.rank
from roles r join organizations o on o.id = r.organization_id
join appointments a on a.role_id = r.id left join people p on p.id = a.person_id
where r.slug = :role and a.status <> 'rejected' and a.start_earliest <= :on and a.end_latest >= :on
"""
CYCLE = """
local paths, n = {}, 0
for path in io.lines("%s") do paths[#paths + 1] = path end
request = function() n = n + 1; return wrk.format("GET", paths[(n - 1) %% #paths + 1]) end
done = function(summary) local e = summary.errors; print("failed: " .. e.status + e.connect + e.read + e.timeout) end
"""


@contextmanager
def served(path: Path, folder: Path) -> Iterator[str]:
    """The address of the registry, with the peer's query beside the others."""
    metadata = folder / "metadata.json"
    metadata.write_text(json.dumps({"databases": {path.stem: {"queries": {"plain_who": {"sql": PEER}}}}}))
    words = [sys.executable, "-m", "registry", "--db", path, "serve", "--port", "0", "--metadata", metadata]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as program:
        try:
            said = program.stderr.readline() if program.stderr else ""
            yield said.split(" at ")[1].split()[0].rstrip("/")
        finally:
            program.kill()


def rate(address: str, paths: Sequence[str], folder: Path) -> float:
    """Requests per second, of these paths one after another."""
    if not shutil.which("wrk"):
        return asyncio.run(_rate_by_python(address, paths))
    listed, script = folder / "paths.txt", folder / "cycle.lua"
    listed.write_text("\n".join(paths))
    script.write_text(CYCLE % listed)
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s", "-s", script, address]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    if "failed: 0" not in told:
        sys.exit(f"not every request was answered:\n{told}")
    return float(re.findall(r"Requests/sec:\s+([0-9.]+)", told)[0])


async def _rate_by_python(address: str, paths: Sequence[str]) -> float:
    ends, answered = time.perf_counter() + SECONDS, 0

    async def ask(client: httpx.AsyncClient, first: int) -> None:
        nonlocal answered
        while time.perf_counter() < ends:
            (await client.get(paths[(first + answered) % len(paths)])).raise_for_status()
            answered += 1

    async with httpx.AsyncClient(base_url=address, timeout=20) as client:
        await asyncio.gather(*(ask(client, number) for number in range(CONNECTIONS)))
    return answered / SECONDS


def compare(address: str, folder: Path, ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float, float]:
    """The medians of both rates and of their ratio, measured in turn so that drift meets both."""
    pairs = [(rate(address, ours, folder), rate(address, theirs, folder)) for _ in range(ROUNDS)]
    return (
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
    )


def kilobytes(address: str) -> float:
    """What a page weighs, compressed."""
    with urllib.request.urlopen(address, timeout=60) as reply:
        return len(gzip.compress(reply.read())) / 1000


def main() -> None:
    count, rng = int(sys.argv[1]) if sys.argv[1:] else 100_000, random.Random(3)
    if not shutil.which("wrk"):
        print("wrk is not installed: the requests come from Python, which makes all rates lower and more alike")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "pages.db"
        print(f"{build(path, count):,} appointments, {CONNECTIONS} connections")
        cite(path)
        with Registry(path) as registry:
            roles = [role.slug for role in registry.roles.list()]
        large, crowd = "role-1", len(committees(count))
        # The committees are asked by themselves.
        chosen = rng.sample([role for role in roles if int(role.partition("-")[2]) > crowd], k=min(ADDRESSES, count))
        days = [f"{rng.randint(1900, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" for _ in chosen]
        asked = list(zip(chosen, days, strict=True))
        tables = ["/pages/appointments?_size=100"] * len(chosen)
        largest = [f"/role/{large}?on={day}" for _, day in asked]
        whole = [f"/organization/body?on={day}" for _, day in asked]
        rows = [f"/pages/appointments/{rng.randint(1, count // 2)}" for _ in chosen]
        with served(path, folder) as address:
            for title, ours, theirs, aim in (
                (
                    "who held a role, JSON, to canned query", [f"/role/{role}.json?on={day}" for role, day in asked],
                    [f"/pages/plain_who.json?role={role}&on={day}" for role, day in asked], 1,
                ),
                ("page of a role to page of a row", [f"/role/{role}?on={day}" for role, day in asked], rows, 0.5),
                ("page of the largest role to a page of a table", largest, tables, 0.5),
                ("page of a body of all roles to the same", whole, tables, 0.5),
                (
                    "comparison of that body to the same",
                    [f"/organization/body/compare?from={day}&to=2024-12-31" for _, day in asked], tables, 0.5,
                ),
                ("search to the same", [f"/search?q=persno+{number}" for number in range(ADDRESSES)], tables, 1),
            ):  # fmt: skip
                mine, peer, ratio = compare(address, folder, ours, theirs)
                print(f"{title:40} {mine:7.0f}/s to {peer:7.0f}/s   ratio {ratio:.2f} (aim: at least {aim})")
            for page in (
                "/",
                f"/role/{chosen[0]}",
                f"/role/{large}",
                "/person/person-5",
                "/people",
                "/source/source-1",
            ):
                print(f"{page:40} {kilobytes(address + page):7.1f} KB compressed (aim: under 20)")


if __name__ == "__main__":
    main()
