"""Who directly succeeded whom, where newer versions of a file give other dates and somebody has corrected a link."""

from __future__ import annotations

from pathlib import Path

from registry import Registry

ANN, BO = "Ann Ames,Chair,Board,2001-01-01,2002-01-01", "Bo Cedar,Chair,Board,2002-01-01,{}"
CY, DI = "Cy Doe,Chair,Board,{},2004-06-01", "Di Elm,Chair,Board,{},"


def version(path: Path, bo: str, cy: str, di: str) -> Path:
    file = path / "chairs.csv"
    rows = ("person,role,organization,start,end", ANN, BO.format(bo), CY.format(cy), DI.format(di))
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def links(registry: Registry) -> dict[str, str | None]:
    sql = "select a.slug, b.slug from appointments a left join appointments b on b.id = a.replaces_id"
    return dict(registry.file.connection.execute(sql).fetchall())


def test_a_newer_version_unlinks_what_its_dates_rule_out_and_links_it_again_where_they_fit(
    registry: Registry, tmp_path: Path
):
    registry.import_file(version(tmp_path, "2003-01-01", "2003-01-01", "2004-06-01"))
    assert links(registry)["di-elm-chair"] == "cy-doe-chair"

    registry.import_file(version(tmp_path, "2003-01-01", "2003-01-01", "2004-07-01"))
    assert links(registry)["di-elm-chair"] is None

    registry.import_file(version(tmp_path, "2003-01-01", "2003-01-01", "2004-06-01"))
    assert links(registry)["di-elm-chair"] == "cy-doe-chair"


def test_a_newer_version_neither_puts_back_nor_takes_away_a_link_that_somebody_corrected(
    registry: Registry, tmp_path: Path
):
    registry.import_file(version(tmp_path, "2003-01-01", "2003-01-01", "2004-06-01"))
    registry.correct("bo-cedar-chair", "somebody else was between them", replaces=None)

    registry.import_file(version(tmp_path, "2003-02-01", "2003-02-01", "2004-06-01"))

    found = links(registry)
    assert (found["bo-cedar-chair"], found["di-elm-chair"]) == (None, "cy-doe-chair")
    assert found["cy-doe-chair"] is None  # Bo Cedar's end is somebody's, so it stays, and does not fit any more
