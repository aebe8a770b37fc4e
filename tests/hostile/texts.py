"""Texts that somebody may type, paste or send, and every field of every act that takes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry import Evidence, Registry

KEPT = {  # text -> what is recorded
    'O\'Neill "Tip", `x`; \\': None,
    "'); drop table people; --": None,
    "%s %(name)s %n": None,
    "{a.name} {0} {": None,
    "=1+1": None,
    "$(reboot)": None,
    "[bold]red[/bold] :smile:": None,
    "e\u0301a\u0301": "éá",
    "a\u0316\u0301\u0301": "á\u0316\u0301",
    "\u0301": None,
    "👩🏽‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿": None,
    "محمد\u200f رضا\u200cزاده": None,
    "Ann\u200b\u2060\ufeff A\u00admes": "Ann Ames",
    " Ann\u2003\u2028 Ames\u00a0": "Ann Ames",
    "習" * 300: None,
}
REFUSED = {
    "NUL": "a\x00b",
    "tab": "a\tb",
    "line": "a\nb",
    "return": "a\rb",
    "escape": "a\x1b[31mb",
    "C1": "a\x9bb",
    "half a character": "a\ud800b",
    "a byte that is not UTF-8": "a\udcffb",
    "override": "a\u202eb",
    "isolate": "a\u2067b",
    "no character": "a\uffffb",
    "none that is seen": "\u200b\ufeff",
    "spaces": " \u2003 ",
    "ten thousand": "x " * 5_000,
    "more than composing leaves": "\U0001d160" * 200,
    "a million": "x" * 1_000_000,
    "a million words": "x y " * 250_000,
    "a million accents": "a" + "\u0316\u0301" * 500_000,
}
CHIEF = "chief"


def acts(text: str, *, finding: str) -> Iterator[tuple[str, Callable[[Registry], object]]]:
    """Each field with an act that puts the text there; the registry has the role `chief` with unlimited seats."""
    yield "name", lambda registry: registry.people.add(text, new=True)
    yield "also", lambda registry: registry.people.add("Also", new=True, also=[text])
    yield "note", lambda registry: registry.people.add("Note", new=True, note=text)
    yield "identifier", lambda registry: registry.people.add("Identifier", new=True, identifiers={"a": text})
    yield "organization", lambda registry: registry.organizations.add(text)
    yield "organization also", lambda registry: registry.organizations.add("Also", also=[text])
    yield "organization note", lambda registry: registry.organizations.add("Note", note=text)
    yield "title", lambda registry: registry.roles.add(text, "staff")
    yield "role also", lambda registry: registry.roles.add("Also", "staff", also=[text])
    yield "role note", lambda registry: registry.roles.add("Note", "staff", note=text)
    yield "edited title", lambda registry: registry.roles.edit("note", title=f"{text}!")
    yield "edited note", lambda registry: registry.roles.edit(CHIEF, note=text)
    yield "edited also", lambda registry: registry.roles.edit(CHIEF, also=[text])
    yield "appointed", lambda registry: registry.appoint(text, CHIEF, "2001", "2002", new=True)
    for field in ("rank", "how", "reason", "note"):
        yield (
            f"appointed {field}",
            lambda registry, field=field: registry.appoint(
                f"Person {field}", CHIEF, "2001", "2002", new=True, **{field: text}
            ),
        )
    for field in ("title", "publisher", "quote", "locator"):
        yield f"evidence {field}", lambda registry, field=field: registry.appoint(
            f"Cited {field}", CHIEF, "2001", "2002", new=True,
            evidence=Evidence(f"https://x.org/{field}", **{field: text}),
        )  # fmt: skip
    yield (
        "evidence source",
        lambda registry: registry.appoint(
            "Cited source", CHIEF, "2001", "2002", new=True, evidence=Evidence(f"A printed {text}")
        ),
    )
    yield "added source", lambda registry: registry.sources.add("https://x.org/added", title=text)
    yield "added source note", lambda registry: registry.sources.add("https://x.org/noted", note=text)
    yield "cited says", lambda registry: registry.cite("ben-bose", Evidence("https://x.org/says"), "rank", text)
    yield "cited note", lambda registry: registry.cite("ben-bose", Evidence("https://x.org/note"), note=text)
    yield "vacancy note", lambda registry: registry.vacant(CHIEF, "1990", "1991", note=text)
    yield "succeeded by", lambda registry: registry.succeed("one-seat", text, "2003", new=True)
    yield (
        "succeeded rank",
        lambda registry: registry.succeed(
            "one-seat", "Sue", "2004", new=True, rank=text, how=text, reason=text, note=text
        ),
    )
    yield "ended", lambda registry: registry.end("cy-coe", CHIEF, "2005", reason=text)
    yield "because", lambda registry: registry.waive(finding, text)


def references(text: str) -> Iterator[tuple[str, Callable[[Registry], object]]]:
    """Each argument that names something recorded, or a day."""
    evidence = Evidence(text)
    yield "parent", lambda registry: registry.organizations.add("Below", parent=text)
    yield "organization", lambda registry: registry.roles.add("Aide", text)
    yield "scheme", lambda registry: registry.people.add("Scheme", new=True, identifiers={text: "1"})
    yield "born", lambda registry: registry.people.add("Born", new=True, born=text)
    yield "role", lambda registry: registry.appoint("Role", text, "2001", new=True)
    yield "start", lambda registry: registry.appoint("Start", CHIEF, text, new=True)
    yield "end", lambda registry: registry.appoint("End", CHIEF, "2001", text, new=True)
    yield "kind", lambda registry: registry.appoint("Kind", CHIEF, "2001", kind=text, new=True)
    yield "replacing", lambda registry: registry.appoint("Repl", CHIEF, "2001", replacing=text, new=True)
    yield "person", lambda registry: registry.end(text, CHIEF, "2001")
    yield "succeeding", lambda registry: registry.succeed(text, "Sid", "2001", new=True)
    yield "outgoing to", lambda registry: registry.succeed("one-seat", "Oda", "2006", outgoing_to=text, new=True)
    yield "vacant", lambda registry: registry.vacant(text, "2001")
    yield "edited", lambda registry: registry.roles.edit(text, seats=2)
    yield "incompatible", lambda registry: registry.roles.edit(CHIEF, incompatible=[text])
    yield "finding", lambda registry: registry.waive(text, "so it is")
    yield "source", lambda registry: registry.appoint("Cited", CHIEF, "2001", evidence=evidence, new=True)
    for field in ("published", "observed"):
        cited = Evidence("https://x.org/dated", **{field: text})
        yield field, lambda registry, cited=cited: registry.appoint("Dated", CHIEF, "1", evidence=cited, new=True)
    yield "cited for", lambda registry: registry.cite(text, Evidence("https://x.org/for"))
    yield "supports", lambda registry: registry.cite("ann-ames", Evidence("https://x.org/for"), text)
    yield "says", lambda registry: registry.cite("ann-ames", Evidence("https://x.org/for"), "start", text)
    yield "no longer cited", lambda registry: registry.uncite("ann-ames", text, "so it is", says=text)
    yield "accepted from", lambda registry: registry.accept("ann-ames", "start", text, "so it is")
    yield "accepted", lambda registry: registry.accept("ann-ames", text, "https://x.org/for", "so it is")
    yield "copy of", lambda registry: registry.sources.add("https://x.org/copy", copy_of=text)
    yield (
        "address",
        lambda registry: registry.appoint(
            "Address", CHIEF, "2001", evidence=Evidence(f"https://x.org/{text}"), new=True
        ),
    )
    yield "show", lambda registry: registry.roles.show(text)
    for question in ("who", "history", "career", "holders", "check", "claims"):
        yield question, lambda registry, question=question: getattr(registry, question)(text)
    yield "day", lambda registry: registry.who(CHIEF, text)
