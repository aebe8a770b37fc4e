"""`registry publish --static`: every file, every link."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from registry import Registry
from registry.browse.publish.static_links import SitePages, on_the_web, place_of, relinked, safe
from registry.cli.app import app
from tests.browse.reading import Page
from tests.browse.server.test_hostile import EVIL, WEB
from tests.conftest import CHIEF, clock, rows_of_the_sample

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def site(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static") / "site"
    done = CliRunner().invoke(app, ["--db", str(served), "publish", "--static", str(folder)])
    assert done.exit_code == 0, done.stderr
    return folder


def pages(folder: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Page(path.read_text("utf-8"))


def faults(folder: Path) -> Iterator[str]:
    """Links that lead to no file of the folder, and whatever a page should not hold."""
    for path, page in pages(folder):
        here = path.relative_to(folder).as_posix()
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
        if value.startswith(("http://", "https://")):
            if tag != "a" or "localhost" in value:
                yield f"{tag} {name}={value}"
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(value)))
        if ":" in value or "?" in value or value.startswith("/") or not (folder / target).is_file():
            yield f"{name}={value} leads nowhere"


def test_every_link_of_every_page_leads_to_a_file(site: Path):
    assert list(faults(site)) == []


def test_everything_has_its_page_and_its_data(site: Path, served: Path):
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
                assert json.loads((site / kind / f"{each.slug}.json").read_text())
    for name in ("history.json", "history.csv", "profile.json"):
        assert (site / "role" / CHIEF / name).is_file()
    assert Calendar.from_ical((site / "role" / f"{CHIEF}.ics").read_bytes()).walk("VEVENT")
    assert b"URL:" not in (site / "role" / f"{CHIEF}.ics").read_bytes()
    for name in ("people", "roles", "organizations", "sources", "changes"):
        assert (site / f"{name}.csv").is_file()
    assert (site / "people" / "page-2.html").is_file()
    assert (site / "change" / "1.html").is_file()


def test_titles_say_what_the_page_is_about(site: Path):
    titles = {path: re.search("<title>(.*)</title>", path.read_text("utf-8"))[1] for path, _ in pages(site)}  # type: ignore[index]

    day = titles[site / "role" / CHIEF / "2025-03-16.html"]
    assert day.startswith("Chief of the General Staff, General Staff of the Armed Forces of Ukraine, on 16 March 2025")
    assert titles[site / "person" / "andriy-hnatov.html"].startswith("Andriy Hnatov")
    assert titles[site / "index.html"] == "Who held which office – Who held which office"
    assert not [title for title in titles.values() if "Not found" in title or "Not understood" in title]


def test_a_day_of_change_has_a_page_and_leads_to_the_days_beside_it(site: Path):
    page = Page((site / "role" / CHIEF / "2025-03-16.html").read_text("utf-8"))
    beside = {each.attributes["rel"]: each.attributes["href"] for each in page.all("a") if "rel" in each.attributes}

    assert "Anatoliy Barhylevych handed over to Andriy Hnatov" in page.words
    assert (beside["prev"], beside["next"]) == ("2025-03-15.html", "2025-03-17.html")
    after = Page((site / "role" / CHIEF / "2025-03-17.html").read_text("utf-8"))
    assert "On 17 March 2025 the Chief of the General Staff" in after.words


def test_the_page_of_a_day_is_small_and_leads_to_the_whole(site: Path):
    text = (site / "role" / CHIEF / "2025-03-16.html").read_text("utf-8")

    assert len(text) < 8_000
    assert "<svg" not in text
    assert f'href="../{CHIEF}.html"' in text
    assert "<svg" in (site / "role" / f"{CHIEF}.html").read_text("utf-8")


def test_data_are_written_once_and_the_copy_is_light(site: Path):
    assert not [path for path in (site / "change").rglob("page-*") if path.suffix != ".html"]
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 10_000_000


def test_what_only_a_server_answers_is_not_offered(site: Path):
    for path, page in pages(site):
        assert [form.attributes.get("role") for form in page.all("form")] == ["search"], path
        assert "The tables" not in page.words
        assert "as_known_on" not in path.read_text("utf-8")
        assert "Compare two days" not in page.words
        assert "This page as ." not in page.words


def test_without_a_script_the_search_is_a_list_of_everything_by_name(site: Path):
    page = Page((site / "search.html").read_text("utf-8"))
    names = [each.attributes["data-words"] for each in page.all("li") if "data-words" in each.attributes]

    assert len(names) == sum(rows_of_the_sample(table) for table in ("people", "organizations", "roles"))
    assert names == sorted(names, key=str.casefold) or len(names) > 100
    assert "Андрій Гнатов" in page.words


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node to run the script")
@pytest.mark.parametrize("words", ["Гнатов андріи", "Hnatow", "Гнатав", "Andri Hnatov"])
def test_the_search_script_leaves_what_has_all_the_words_or_is_like_them(site: Path, words: str):
    found = re.findall('<li data-words="([^"]*)"', (site / "search.html").read_text("utf-8"))
    program = f"""
    const lines = {json.dumps(found)}.map((words) => ({{ dataset: {{ words }}, hidden: false }}));
    const field = {{ value: "", addEventListener() {{}}, form: {{ addEventListener() {{}} }} }};
    globalThis.document = {{
      getElementById: (id) => id === "q" ? field : {{}}, querySelectorAll: () => lines,
    }};
    globalThis.location = {{ search: "?q=" + encodeURIComponent({json.dumps(words)}) }};
    {(site / "static" / "search.js").read_text()}
    console.log(lines.filter((line) => !line.hidden).map((line) => line.dataset.words).join("|"));
    """

    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("Andriy Hnatov")
    assert "|" not in done.stdout


def test_with_an_address_what_needs_a_whole_one_has_it(seed: Registry, run: Run, tmp_path: Path):
    folder = tmp_path / "site"
    assert run("publish", "--static", str(folder), "--base-url", "https://example.org/offices").exit_code == 0

    page = Page((folder / "role" / f"{CHIEF}.html").read_text("utf-8"))
    here = f"https://example.org/offices/role/{CHIEF}.html"
    assert here in [link.attributes["href"] for link in page.all("link")]
    assert here in page.links()
    event = Calendar.from_ical((folder / "role" / f"{CHIEF}.ics").read_bytes()).walk("VEVENT")[0]
    assert event["URL"] == here
    feed = ElementTree.parse(folder / "changes.atom").getroot()
    links = [link.attrib["href"] for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert "https://example.org/offices/changes.atom" in links
    assert all((folder / link.removeprefix("https://example.org/offices/")).is_file() for link in links)
    assert "localhost" not in (folder / "changes.atom").read_text()


def test_names_that_are_meant_as_markup_or_as_paths_stay_names(registry: Registry, run: Run, tmp_path: Path):
    registry.organizations.add(EVIL, note=EVIL)
    registry.roles.add(f"{EVIL} role", EVIL)
    registry.people.add(EVIL, also=[f"{EVIL} also"])
    registry.sources.add(WEB, title=EVIL)
    for table, slug in (
        ("people", "../../evil"),
        ("roles", "a/b?c#d"),
        ("organizations", "x.json"),
        ("sources", "CON"),
    ):
        registry.file.connection.execute(f"update {table} set slug = ?", [slug])

    done = run("publish", "--static", str(tmp_path / "site"))

    assert done.exit_code == 0, done.stderr
    assert list(faults(tmp_path / "site")) == []
    assert not (tmp_path / "evil.html").exists()
    assert not (tmp_path / "site" / "organization").exists()  # at /organization/x.json the site has data
    names = [path.name for path in (tmp_path / "site").rglob("*.html")]
    assert all(re.fullmatch(r"[a-z0-9~-]+\.html", name) for name in names), names


def test_every_slug_has_a_file_of_its_own_on_any_system():
    slugs = ["a", "A", "a/b", "a-b", "a.b", "..", "con", "Con", "", "é", "e", "x" * 500, "x" * 501]
    names = [safe(slug) for slug in slugs]

    assert len({name.lower() for name in names}) == len(slugs)
    assert all(len(name) <= 150 and re.fullmatch("[a-z0-9~-]+", name) for name in names)


SHELF = SitePages(
    {"role": frozenset({"chief"}), "person": frozenset({"chief", "ann"}), "organization": frozenset(),
     "source": frozenset(), "change": frozenset({"1"})},
    {("role", "chief"): ["2020-01-01", "2021-01-01"]}, "2022-02-02", "https://example.org/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/role/chief", "role/chief.html"),
        ("/role/chief?on=2022-02-02", "role/chief.html"),
        ("/role/chief?on=2020-06-01", "role/chief/2020-01-01.html"),
        ("/role/chief?on=2019-01-01", "role/chief.html"),
        ("/role/chief.ics?on=2020-06-01", "role/chief.ics"),
        ("/role/chief.json?on=2020-06-01", None),
        ("/role/chief?page=2&on=2022-02-02", "role/chief/page-2.html"),
        ("/role/chief/history.csv", "role/chief/history.csv"),
        ("/role/chief/../../x.json", None),
        ("/role/other", None),
        ("/people?page=2", "people/page-2.html"),
        ("/changes?about=ann", "changes/about/person/ann.html"),
        ("/changes?about=chief", None),
        ("/changes?about=person:chief", "changes/about/person/chief.html"),
        ("/changes?about=role:chief", "changes/about/role/chief.html"),
        ("/changes?about=role:ann", None),
        ("/change/1?page=25", "change/1/page-25.html"),
        ("/change/1.csv?page=25", "change/1.csv"),
        ("/role/chief.atom", "role/chief.atom"),
        ("/change/1?page=26", None),
        ("/change/2", None),
        ("/registry", None),
        ("/role/chief?as_known_on=2020", None),
    ],
)
def test_an_address_has_a_file_or_none(address: str, file: str | None):
    place = place_of(SHELF, address)

    assert (place.file if place else None) == file


def test_a_link_to_the_day_before_leads_to_that_day_or_nowhere():
    assert place_of(SHELF, "/role/chief?on=2020-06-01", exact=True) is None
    assert place_of(SHELF, "/role/chief?on=2019-12-31", exact=True) is None
    assert place_of(SHELF, "/role/chief?on=2021-01-01", exact=True)
    assert on_the_web(SHELF, "/role/chief?on=2021-01-01&as_known_on=x") == (
        "https://example.org/role/chief/2021-01-01.html"
    )


def test_a_text_that_looks_like_a_link_is_left_alone():
    text = "<p>This page as a whole. &lt;a href=&#34;/role/x&#34;&gt;The tables&lt;/a&gt;</p>"

    assert relinked(f"<dd>{text[3:-4]}</dd>", "index.html", lambda *_: None) == f"<dd>{text[3:-4]}</dd>"


def test_a_later_publication_takes_pages_away_that_are_gone(seed: Registry, db: Path, run: Run, tmp_path: Path):
    folder = tmp_path / "site"
    with Registry(db, actor="a tester", clock=clock) as registry:
        registry.people.add("Otto Passing")
        assert run("publish", "--static", str(folder)).exit_code == 0
        assert (folder / "person" / "otto-passing.html").exists()
        registry.forget("otto-passing", because="asked for")

    assert run("publish", "--static", str(folder)).exit_code == 0

    assert not [path for path in folder.rglob("*") if "otto" in path.name]
    assert not [path for path in folder.rglob("*.*") if path.is_file() and b"Otto" in path.read_bytes()]


def test_without_an_address_there_is_no_feed():
    assert place_of(replace(SHELF, base=None), "/role/chief.atom") is None


def test_where_the_address_is_known_there_are_a_page_for_what_is_missing_and_a_sitemap(
    seed: Registry, run: Run, tmp_path: Path
):
    folder, base = tmp_path / "site", "https://example.org/offices/"
    assert run("publish", "--static", str(folder), "--base-url", base).exit_code == 0

    missing = Page((folder / "404.html").read_text("utf-8"))
    listed = [loc.text or "" for loc in ElementTree.parse(folder / "sitemap.xml").getroot().iter() if "loc" in loc.tag]
    assert all(link.startswith((base, "#")) for link in missing.links())
    assert f"{base}role/{CHIEF}.html" in listed
    assert all((folder / each.removeprefix(base)).is_file() for each in listed)
