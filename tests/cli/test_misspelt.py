"""A misspelt name is refused by every command that takes one, with the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from registry import Registry
from tests.cli.test_usage_errors import Run, commands

PERSON, ROLE, BODY = "Andriy Hnatof", "Chief of the General Staf", "Ministry of Defense of Ukrain"
MEANT = {PERSON: "andriy-hnatov", ROLE: "chief-of-the-general-staff", BODY: "ministry-of-defence-of-ukraine"}
WHY = "--because x"
# Of each command, the words in which one name is misspelt: {p}, {r} and {o} are misspelt, {R} is the role.
LINES = f"""
who {{r}}
history {{r}}
career {{p}}
holders {{o}}
timeline {{o}}
changes {{o}} --from 2024
succeed {{r}} Hnatov --on 2026
end {{p}} {{R}} --on 2026
end Hnatov {{r}} --on 2026
vacant {{r}} --from 2026
chain {{p}}
chain {{r}}
absent {{p}} --from 2025-06
detail {{p}} rank General --from 2025-06
event {{p}} start --announced 2025-03-15
check {{o}}
confirm {{p}} {{R}} --on 2025-06-01 --source foo
confirm Hnatov {{r}} --on 2025-06-01 --source foo
roster {{o}} - --on 2025-06-01 --source foo
stale {{o}}
correct {{p}} --rank General {WHY}
remove {{p}} {WHY}
edit {{p}}
cite {{p}} foo
claims {{p}}
accept {{p}} start --source foo {WHY}
log {{p}}
forget {{p}} {WHY}
organization name {{o}} X
organization show {{o}}
organization remove {{o}} {WHY}
organization rename {{o}} X --on 2026
organization succeeded {{o}} --by X --how merged --on 2026
organization merge {{o}} general-staff-of-the-armed-forces-of-ukraine {WHY}
organization distinct {{o}} general-staff-of-the-armed-forces-of-ukraine {WHY}
organization add X --parent {{o}}
organization edit {{o}} --note x
role name {{r}} X
role show {{r}}
role remove {{r}} {WHY}
role rename {{r}} X --on 2026
role succeeded {{r}} --by X --how merged --on 2026
role move {{r}} --to {{O}} --on 2026
role move {{R}} --to {{o}} --on 2026
role link {{r}} excludes inspector-general
role merge {{r}} inspector-general {WHY}
role distinct {{r}} inspector-general {WHY}
role add X --organization {{o}}
role edit {{r}} --note x
person name {{p}} X
person show {{p}}
person remove {{p}} {WHY}
person edit {{p}} --born 1970
person duplicates {{p}}
person merge {{p}} serhiy-shaptala {WHY}
person distinct {{p}} serhiy-shaptala {WHY}
export - --format csv --role {{r}}
export - --format csv --organization {{o}}
""".strip().splitlines()
NAMES = {"PERSON", "ROLE", "ORGANIZATION", "SUBJECT", "APPOINTMENT", "RECORD", "PERSON|ROLE", "KEEP", "ONE", "OLD",
         "ROLE KIND OTHER"}  # fmt: skip
ADDED_BY_THEIR_NAME = {"appoint", "record", "draft"}  # a new name is a new person or role there
OTHERS = {"lake who", "lake holders", "lake career", "lake changes", "duplicates", "merge", "distinct", "impact"}


def test_a_misspelt_name_is_refused_with_the_one_that_was_meant(seed: Registry, untouched: None, run: Run):
    filled = {"{p}": PERSON, "{r}": ROLE, "{o}": BODY, "{R}": "chief-of-the-general-staff", "{O}": "general staff"}
    for line in LINES:
        result = run(*[filled.get(word, word) for word in line.split()])

        meant = next(slug for name, slug in MEANT.items() if name in result.stderr or repr(name) in result.stderr)
        assert result.exit_code == 1, (line, result.stderr)
        assert "did you mean" in result.stderr, (line, result.stderr)
        assert meant in result.stderr, (line, result.stderr)


def test_every_command_that_takes_a_name_is_tried_with_a_misspelt_one():
    tried = {" ".join(line.split("{")[0].split()) for line in LINES}
    for words, command in commands():
        named = " ".join(words)
        takes = {param.metavar for param in command.params if param.param_type_name == "argument"}
        if takes & NAMES and named not in ADDED_BY_THEIR_NAME | OTHERS:
            assert any(each == named or each.startswith(f"{named} ") for each in tried), named


ELSEWHERE = (
    (("who", "Hnatov"), "the person 'Andriy Hnatov' (andriy-hnatov); see `registry --db {db} career andriy-hnatov`"),
    (("career", "inspector general"), "see `registry --db {db} history inspector-general`"),
    (("history", "Hnatof"), "did you mean the person 'Andriy Hnatov'"),
    (("holders", "Hnatov"), "`registry --db {db} career andriy-hnatov`"),
    (("career", "ministry of defence of ukraine"), "`registry --db {db} holders ministry-of-defence"),
    (("check", "--rule", "clsh"), "did you mean 'clash'? They are: "),
    (("claims", "Hnatov, chief", "--field", "strat"), "did you mean 'start'? They are: "),
    (("changes", "--organization", "general staff"), "write the ORGANIZATION alone, without an option"),
    (("who", "inspector general", "--on", "1970-31-12"), "there is no month 31; write 1970-12-31 if 12 is the month"),
)


def test_a_name_of_another_kind_or_list_says_where_it_belongs(seed: Registry, run: Run, db: Path):
    for words, said in ELSEWHERE:
        result = run(*words)

        assert result.exit_code in (1, 2), words
        assert said.format(db=db) in result.stderr, result.stderr


def test_ctrl_c_at_a_question_ends_with_130_and_no_answer_with_1(
    seed: Registry, run: Run, monkeypatch: pytest.MonkeyPatch
):
    words = ("draft", "--interactive", "Ann Lee became Inspector General on 1 June 2025.")

    unanswered = run(*words)
    monkeypatch.setattr(typer, "prompt", interrupted)
    stopped = run(*words)

    assert (unanswered.exit_code, stopped.exit_code) == (1, 130)
    assert "nobody answers the question" in unanswered.stderr
    assert "Aborted" not in unanswered.stderr + stopped.stderr


def interrupted(*_: object, **__: object) -> None:
    """What Typer's prompt does on Ctrl-C."""
    error = typer.Abort()
    error.__context__ = KeyboardInterrupt()
    raise error
