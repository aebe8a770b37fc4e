"""`registry publish --static`: every file, every link."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from registry import Evidence, Registry
from registry.cli.app import app
from tests.browse.conftest import getter
from tests.browse.reading import Page
from tests.browse.server.test_hostile import EVIL, WEB
from tests.conftest import CHIEF, rows_of_the_sample

Run = Callable[..., Result]
BASE = "https://example.org/offices/"
STAFF = "general-staff-of-the-armed-forces-of-ukraine"


@pytest.fixture(scope="module")
def site(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static") / "site"
    done = CliRunner().invoke(app, ["--db", str(served), "publish", "--static", str(folder)])
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def placed(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of which the public address is known."""
    folder = tmp_path_factory.mktemp("static") / "placed"
    done = CliRunner().invoke(app, ["--db", str(served), "publish", "--static", str(folder), "--base-url", BASE[:-1]])
    assert done.exit_code == 0, done.stderr
    return folder


def pages(folder: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Page(path.read_text("utf-8"))


def faults(folder: Path) -> Iterator[str]:
    """Links that lead to no file of the folder or to no place in it, and whatever a page should not hold."""
    places = {path: {each.attributes.get("id") for each in page.elements} for path, page in pages(folder)}
    for path, page in pages(folder):
        here = path.relative_to(folder).as_posix()
        for link in page.links():
            file, _, mark = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if mark and "://" not in link and mark not in places.get(target, ()):
                yield f"{here}: no place {link}"
        if page.unclosed:
            yield f"{here}: {page.unclosed} not closed"
        for element in page.elements:
            yield from (f"{here}: {fault}" for fault in faults_of(folder, here, element.tag, element.attributes))


def faults_of(folder: Path, here: str, tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in ("img", "iframe", "style", "object", "embed", "base"):
        yield f"<{tag}>"
    if tag == "script" and (here != "search.html" or attributes != {"src": "static/search.js"}):
        yield f"<script> {attributes}"
    for name, value in attributes.items():
        if name.startswith("on") or name == "style":
            yield f"{name}={value}"
        if name not in ("href", "src", "action") or value.startswith("#"):
            continue
        if value.startswith(("http://", "https://", "webcal://example.org/offices/role/")):
            if (tag != "a" and not value.startswith(BASE)) or "localhost" in value:
                yield f"{tag} {name}={value}"
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(value.partition("#")[0])))
        if ":" in value or "?" in value or value.startswith("/") or not (folder / target).is_file():
            yield f"{name}={value} leads nowhere"


def test_every_link_of_every_page_leads_to_a_file(site: Path):
    assert list(faults(site)) == []


def test_everything_has_its_page(site: Path, served: Path):
    with Registry(served) as registry:
        listed = {
            "role": registry.roles.list(),
            "person": registry.people.list(),
            "organization": registry.organizations.list(),
            "source": registry.sources.list(),
        }
        for kind, found in listed.items():
            for each in found:
                assert (site / kind / f"{each.slug}.html").is_file()
    assert (site / "people" / "page-2.html").is_file()
    assert (site / "change" / "1.html").is_file()


def test_a_role_has_its_succession_as_csv_and_as_a_calendar(site: Path, served: Path):
    ask = getter(served)

    assert (site / "role" / CHIEF / "history.csv").read_bytes() == ask(f"/role/{CHIEF}/history.csv").content
    assert Calendar.from_ical((site / "role" / f"{CHIEF}.ics").read_bytes()).walk("VEVENT")
    assert b"URL:" not in (site / "role" / f"{CHIEF}.ics").read_bytes()
    for name in ("people", "roles", "organizations", "sources"):
        assert (site / f"{name}.csv").read_bytes() == ask(f"/{name}.csv").content
        assert json.loads((site / f"{name}.json").read_text())


def test_all_data_are_one_file_that_makes_the_registry_again(site: Path, served: Path, tmp_path: Path):
    with ZipFile(site / "data.zip") as packed:
        packed.extractall(tmp_path)

    Registry.from_package(tmp_path / "again.db", tmp_path / "data")
    with Registry(tmp_path / "again.db") as again, Registry(served) as registry:
        assert again.counts() == registry.counts()
        assert again.history(CHIEF) == registry.history(CHIEF)


@pytest.mark.parametrize(
    "thing", [f"role/{CHIEF}", "person/volodymyr-zamana", "source/rferl-2025-03-17", f"organization/{STAFF}"]
)
def test_the_tables_of_a_page_say_what_the_server_says(site: Path, served: Path, thing: str):
    mine, its = (site / f"{thing}.html").read_text("utf-8"), getter(served)(f"/{thing}").text

    assert _tables(mine) == _tables(its)
    assert len(_tables(mine)[0]) > 4


def _tables(text: str) -> list[list[str]]:
    """The words of the cells of each table."""
    return [
        [" ".join(Page(cell).words.split()) for cell in re.findall("<t[hd] .*?</t[hd]>", table, re.DOTALL)]
        for table in re.findall("<table.*?</table>", text, re.DOTALL)
    ]


def test_titles_say_what_the_page_is_about(site: Path):
    titles = {path: re.search("<title>(.*)</title>", path.read_text("utf-8"))[1] for path, _ in pages(site)}  # type: ignore[index]

    assert titles[site / "role" / f"{CHIEF}.html"].startswith("Chief of the General Staff, General Staff")
    assert titles[site / "person" / "andriy-hnatov.html"].startswith("Andriy Hnatov")
    assert titles[site / "index.html"] == "Who held which office – Who held which office"
    assert [path.name for path, title in titles.items() if "Not found" in title or "Not understood" in title] == [
        "404.html"
    ]


def test_a_day_of_a_role_is_the_line_of_who_came_last(site: Path):
    source = Page((site / "source" / "rferl-2025-03-17.html").read_text("utf-8"))
    hnatov = Page((site / "person" / "andriy-hnatov.html").read_text("utf-8"))

    line = f"../role/{CHIEF}.html#t-andriy-hnatov-{CHIEF}"
    assert line in hnatov.links()
    assert [link for link in source.links() if link.startswith(f"../role/{CHIEF}.html")]
    page = Page((site / "role" / f"{CHIEF}.html").read_text("utf-8"))
    before = next(each.attributes["href"] for each in page.all("a") if each.attributes.get("rel") == "prev")
    assert before == f"#t-anatoliy-barhylevych-{CHIEF}"


def test_an_organization_has_each_day_of_change_with_who_held_what_from_then_on(site: Path, served: Path):
    text = (site / "organization" / STAFF / "days.html").read_text("utf-8")
    days = dict(re.findall('<h2 id="d-([0-9-]+)">.*?</h2>\n(.*?)</ul>', text, re.DOTALL))

    with Registry(served) as registry:
        for day, words in [*days.items()][-10:]:
            names = {holder.name for role in registry.holders(STAFF, day).roles for holder in role.holders}
            assert {name for name in names if name in words} == names, day
    assert len(days) > 20
    body = Page((site / "organization" / f"{STAFF}.html").read_text("utf-8"))
    assert f"{STAFF}/days.html#d-2025-03-16" in body.links()


def test_the_days_of_a_body_have_what_is_below_it_too(site: Path):
    text = (site / "organization" / "armed-forces-of-ukraine" / "days.html").read_text("utf-8")
    body = Page((site / "organization" / "armed-forces-of-ukraine.html").read_text("utf-8"))

    assert f'href="../../role/{CHIEF}.html#t-andriy-hnatov-{CHIEF}"' in text
    assert "General Staff of the Armed Forces of Ukraine" in text
    assert "armed-forces-of-ukraine/days.html" in body.links()
    assert "Day by day, with the bodies below it" in body.words


def test_the_sample_is_two_megabytes_at_most(site: Path, placed: Path):
    for folder in (site, placed):
        assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 2_000_000


def test_what_was_recorded_about_a_thing_is_named_on_its_page(site: Path):
    page = Page((site / "person" / "andriy-hnatov.html").read_text("utf-8"))

    assert "What was recorded about this person: change 1" in page.words
    assert "../change/1.html" in page.links()


def test_what_only_a_server_answers_is_not_offered(site: Path):
    for path, page in pages(site):
        assert {form.attributes.get("role") for form in page.all("form")} <= {"search"}, path
        assert "The tables" not in page.words
        assert "as_known_on" not in path.read_text("utf-8")
        assert "Compare two days" not in page.words
        assert "This page as ." not in page.words


def test_without_a_script_the_search_is_a_list_of_everything_by_name(site: Path):
    page = Page((site / "search.html").read_text("utf-8"))
    names = [each for each in page.all("li") if "data-keys" in each.attributes]

    assert len(names) == sum(rows_of_the_sample(table) for table in ("people", "organizations", "roles"))
    assert "Андрій Гнатов" in page.words


def test_with_an_address_what_needs_a_whole_one_has_it(placed: Path):
    assert list(faults(placed)) == []
    page = Page((placed / "role" / f"{CHIEF}.html").read_text("utf-8"))
    here = f"{BASE}role/{CHIEF}.html"
    assert here in [link.attributes["href"] for link in page.all("link")]
    assert here in page.words
    event = Calendar.from_ical((placed / "role" / f"{CHIEF}.ics").read_bytes()).walk("VEVENT")[0]
    assert event["URL"] == here
    assert f"webcal://example.org/offices/role/{CHIEF}.ics" in page.links()
    for name in ("changes", "movements"):
        feed = ElementTree.parse(placed / f"{name}.atom").getroot()
        links = [link.attrib["href"] for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
        assert f"{BASE}{name}.atom" in links
        assert all((placed / link.removeprefix(BASE).partition("#")[0]).is_file() for link in links)
        assert "localhost" not in (placed / f"{name}.atom").read_text()


def test_feeds_lead_to_files_wherever_the_copy_is(site: Path):
    for name in ("changes", "movements"):
        feed = ElementTree.parse(site / f"{name}.atom").getroot()
        links = [link.attrib["href"] for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
        assert len(links) > 2
        assert all((site / unquote(link.partition("#")[0])).is_file() for link in links)


def test_at_the_root_of_a_host_programs_find_the_sitemap(seed: Registry, run: Run, tmp_path: Path):
    assert run("publish", "--static", str(tmp_path / "site"), "--base-url", "https://example.org").exit_code == 0

    assert "Sitemap: https://example.org/sitemap.xml" in (tmp_path / "site" / "robots.txt").read_text()


def test_a_page_for_what_is_missing_fits_any_address(site: Path, placed: Path):
    missing = Page((placed / "404.html").read_text("utf-8"))
    listed = [loc.text or "" for loc in ElementTree.parse(placed / "sitemap.xml").getroot().iter() if "loc" in loc.tag]

    assert all(link.startswith((BASE, "#")) for link in missing.links())
    assert f"{BASE}role/{CHIEF}.html" in listed
    assert all((placed / each.removeprefix(BASE)).is_file() for each in listed)
    assert Page((site / "404.html").read_text("utf-8")).links() == []
    assert not (site / "sitemap.xml").exists()
    assert not (placed / "robots.txt").exists()  # it counts at the root of a host alone


def test_names_that_are_meant_as_markup_or_as_paths_stay_names(registry: Registry, run: Run, tmp_path: Path):
    registry.organizations.add(EVIL, note=EVIL)
    registry.roles.add(f"{EVIL} role", EVIL)
    evidence = Evidence(source=WEB, title=EVIL, quote=EVIL)
    registry.appoint(EVIL, registry.roles.list()[0].slug, "2001", evidence=evidence)
    for table, slug in (
        ("people", "../../evil"),
        ("roles", "a/b?c#d"),
        ("organizations", "x.json"),
        ("sources", "CON"),
        ("appointments", 'a b"><i>#'),
    ):
        registry.file.connection.execute(f"update {table} set slug = ?", [slug])

    done = run("publish", "--static", str(tmp_path / "site"))

    assert done.exit_code == 0, done.stderr
    assert list(faults(tmp_path / "site")) == []
    assert not (tmp_path / "evil.html").exists()
    page = Page(next((tmp_path / "site" / "role").glob("*.html")).read_text("utf-8"))
    assert EVIL in page.words
    names = [path.name for path in (tmp_path / "site").rglob("*.html")]
    assert all(re.fullmatch(r"[a-z0-9~-]+\.html", name) for name in names), names


def test_a_later_publication_takes_pages_away_that_are_gone(registry: Registry, run: Run, tmp_path: Path):
    folder = tmp_path / "site"
    registry.people.add("Otto Passing")
    assert run("publish", "--static", str(folder)).exit_code == 0
    assert (folder / "person" / "otto-passing.html").exists()
    registry.forget("otto-passing", because="asked for")

    assert run("publish", "--static", str(folder)).exit_code == 0

    assert not [path for path in folder.rglob("*") if "otto" in path.name]
    assert b"Otto" not in everything(folder)


def test_what_is_private_is_in_no_file(registry: Registry, run: Run, tmp_path: Path):
    registry.organizations.add("Office", note="private: kept in the safe")
    registry.roles.add("Keeper", "Office", note="Private: secret words")
    registry.appoint("Ann Open", "keeper", "2001", end="2003", note="private: hidden remark")
    registry.people.edit("ann-open", note="Private – never told")
    registry.cite("ann-open-keeper", Evidence(source="https://example.org/a", title="A"), note="private : confided")
    registry.sources.edit("https://example.org/a", note="PRIVATE: paid for")

    done = run("publish", "--static", str(tmp_path / "site"), "--base-url", BASE)

    assert done.exit_code == 0, done.stderr
    written = everything(tmp_path / "site")
    assert b"Ann Open" in written
    for secret in (b"safe", b"secret words", b"hidden remark", b"never told", b"confided", b"paid for"):
        assert secret not in written, secret


def everything(folder: Path) -> bytes:
    """All files, what is packed unpacked."""
    parts = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".zip"]
    with ZipFile(folder / "data.zip") as packed:
        return b"\n".join([*parts, *(packed.read(name) for name in packed.namelist())])
