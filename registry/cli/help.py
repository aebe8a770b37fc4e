"""The help page of `registry`: commands by what one wants to do, a summary each, and examples of every command.

It is written here, so that the page is printed without importing a single command's file. A test holds it to the
commands that there are.
"""

from __future__ import annotations

SUMMARY = "Who held which office, when, and how we know."

PANELS: dict[str, dict[str, str]] = {
    "Ask": {
        "who": "Who held a role on a day, in a month or in a span, how certain that is, and why",
        "history": "Everybody who held a role, with lengths, gaps and hand-overs",
        "career": "Every role that a person held",
        "holders": "Who held what in an organization on a day",
        "timeline": "The roles of an organization over the years, as bars",
        "chain": "To whom a role or a person answered on a day, or who answered to them",
        "changes": "Who entered and who left a role between two days",
        "search": "Find people, roles and organizations by any spelling of a name",
    },
    "Record": {
        "record": "Record what a sentence says",
        "appoint": "Record that a person held a role",
        "succeed": "Record a hand-over: one leaves, the next begins",
        "end": "Record the last day of a tenure",
        "vacant": "Record that nobody held a role",
        "absent": "Record that a holder was absent, and who covered them",
        "detail": "Record a rank, a party or another detail of a tenure",
        "event": "Record when a start or an end was announced, decreed, due, …",
        "draft": "Propose entries from an article",
    },
    "Correct": {
        "correct": "Fix a recording mistake in a tenure",
        "edit": "Edit any record in your editor",
        "remove": "Remove a tenure that was recorded by mistake",
        "undo": "Reverse a change",
        "forget": "Erase a person from the file for good",
    },
    "Check": {
        "status": "What is there, what is newest, and what to do next",
        "check": "Find what cannot be true, what is unlikely and what is missing",
        "waive": "Accept a finding, with a reason",
        "stale": "List open tenures that have not been confirmed recently",
    },
    "Sources": {
        "source": "Add, show, edit, list, retract and archive sources",
        "cite": "Cite a source for a tenure",
        "claims": "What each source says of a tenure, field by field",
        "accept": "Adopt the value that a source gives",
        "confirm": "Record that a source shows a person in office on a day",
        "roster": "Record a list of everybody in office on a day",
    },
    "Identity": {
        "person": "Add, show, edit, list, merge and tell apart people",
        "organization": "Add, show, edit, list and merge organizations",
        "role": "Add, show, edit, list and merge roles",
    },
    "History": {
        "log": "What was recorded when, by whom and why",
        "show": "All that a change did, before and after",
    },
    "Exchange": {
        "import": "Take in a file: CSV, XLSX, Popolo, Wikidata, FollowTheMoney, …",
        "export": "Write the registry, or a part of it, to a file",
        "lake": "Ask an export as a lake of Parquet files, by DuckDB or Spark",
    },
    "Share": {
        "serve": "Serve the registry as pages on this machine",
        "publish": "Write a public copy, or static pages",
    },
    "Care": {
        "init": "Create an empty registry, or one with the sample",
        "doctor": "Check that the file is sound, and repair it",
        "backup": "Copy the registry to a file",
        "restore": "Put a backup in the registry's place",
        "date": "How a date would be read",
    },
}

EXAMPLES: dict[str, tuple[str, ...]] = {
    "who": ('"Chief of the General Staff" --on 2025-03-17', '"Prime Minister" --on 2024-02 --json'),
    "history": ('"Minister of Defence of Ukraine"', "chief-of-the-general-staff --chart"),
    "career": ("Hnatov", '"Andriy Hnatov" --chart'),
    "holders": ('"Ministry of Defence" --on 2025-03-17', '"Armed Forces" --below --json'),
    "timeline": ('"Ministry of Defence"', '"Armed Forces" --below --from 2014 --to 2024'),
    "changes": ('"Ministry of Defence" --from 2024-01-01 --to 2024-12-31', "--from 2025-03-01 --json"),
    "search": ("Hnatow", '"general staff" --kind role'),
    "record": (
        '"On 16 March 2025 Andriy Hnatov became Chief of the General Staff, replacing Anatoliy Barhylevych"',
        "note.txt --source https://example.org/news --yes",
    ),
    "appoint": (
        '"Andriy Hnatov" "Chief of the General Staff" --from 2025-03-16 --replacing Barhylevych',
        '"Ann Ames" Treasurer --from "March 2020" --create --organization "Ministry of Weights"',
    ),
    "succeed": (
        '"Chief of the General Staff" "Andriy Hnatov" --on 2025-03-16',
        'Treasurer "Bob Bell" --on "1 May 2024" --replacing "Ann Ames" --replacing-since 2020',
    ),
    "end": ('"Ann Ames" Treasurer --on 2024-05-01 --reason resigned', "Hnatov chief-of-the-general-staff --on 2025-06"),
    "vacant": ("Treasurer --from 2024-05-02 --to 2024-06-30", 'Treasurer --to "30 June 2024"'),
    "draft": ("article.txt --published 2025-03-17", "- --published 2025-03-17 --json"),
    "correct": (
        'ann-ames-treasurer --from 2020-03-02 --because "the gazette has the day"',
        "ann-ames-treasurer --rank none --because typo",
    ),
    "edit": ('"Ann Ames, Treasurer"', 'ann-ames --because "her year of birth is in the gazette"'),
    "remove": ('ann-ames-treasurer --because "entered twice"', '"Ann Ames, Treasurer" --because "another Ann Ames"'),
    "undo": ("12", '12 --because "wrong file"'),
    "forget": ('"Ann Ames" --because "asked to be removed" --dry-run', 'ann-ames --because "asked to be removed"'),
    "status": ("", "--json"),
    "check": ("", '"Ministry of Defence" --severity warning'),
    "waive": (
        'gap-1a2b3c4d --because "the post was frozen"',
        'gap-1a2b3c4d --until 2026-01-01 --because "under review"',
    ),
    "stale": ("", '--older-than "2 years" --json'),
    "source": (
        'add https://example.org/news --title "New chief" --published 2025-03-16',
        'retract example-org-news --because "withdrawn"',
    ),
    "cite": (
        "ann-ames-treasurer https://example.org/news --supports start",
        'ann-ames-treasurer example-org-news --supports start --says 2020-03-02 --quote "sworn in on 2 March"',
    ),
    "claims": ("ann-ames-treasurer", '"Ann Ames, Treasurer" --json'),
    "accept": (
        'ann-ames-treasurer start --source example-org-news --because "it has the day"',
        "ann-ames-treasurer end --source https://example.org/news --because official",
    ),
    "confirm": (
        '"Ann Ames" Treasurer --on 2025-01-15 --source https://example.org/staff',
        "Hnatov chief-of-the-general-staff --on 2025-04-01 --source example-org-news",
    ),
    "roster": (
        'Council members.csv --on 2025-01-15 --source "Council handbook"',
        "Council - --on 2025-01-15 --source example-org-news",
    ),
    "person": ('add "Ann Ames" --born 1961', "merge ann-ames ann-ames-2"),
    "organization": ('add "Ministry of Weights"', 'edit "Ministry of Weights" --parent "Government"'),
    "role": ('add Treasurer --organization "Ministry of Weights"', 'edit Treasurer --seats 2 --term "4 years"'),
    "chain": ("chief-of-the-general-staff --on 2023-01-01", '"Commander-in-Chief" --down'),
    "absent": (
        'ann-ames-treasurer --from 2024-03-02 --to 2024-09-10 --why "maternity leave" --covered-by "Bob Bell"',
        '"Ann Ames, Treasurer" --from 2024-03 --why suspended',
    ),
    "detail": (
        "ann-ames-treasurer rank General --from 2024-08-23",
        '"Ann Ames, Treasurer" party "Free Party" --from 2020 --to 2022',
    ),
    "event": ("ann-ames-treasurer start announced 2020-02-20", "ann-ames-treasurer end due 2024-12-31"),
    "role succeeded": ('"Treasurer" --by "First Treasurer" --by "Second Treasurer" --how split --on 2020-03-27',),
    "role move": ('Treasurer --to "Ministry of Weights" --on 2020-03-27',),
    "role link": ('Treasurer "reports to" Minister --from 2020-03-27', "Treasurer excludes Auditor Judge"),
    "organization succeeded": ('"Ministry of Weights" "Ministry of Measures" --by Ministry --how merged --on 2009',),
    "organization rename": ('"Commission of Works" "Ministry of Works" --on 2010-01-01',),
    "role rename": ('Commissioner Minister --on "1 January 2010"',),
    "log": ("", "--since 2025-01-01 --limit 20"),
    "show": ("12", "12 --json"),
    "import": ("ministers.csv --dry-run", "senators.json --dataset senate --on-conflict flag"),
    "export": ("registry.jsonl", 'chiefs.csv --role "Chief of the General Staff"'),
    "lake": ('who lake/ "Prime Minister" --on 2025-03-17', "check s3://offices/lake --engine spark --json"),
    "serve": ("", "--port 8080"),
    "publish": ("public/", "site/ --static"),
    "init": ("", "--sample"),
    "doctor": ("", "--repair"),
    "backup": ("registry-backup.db", "registry-backup.db --force"),
    "restore": ("registry-backup.db", "registry-backup.db --json"),
    "date": ('"early 2025"', '"16 March 2025" 2024-02'),
}

# Commands of earlier versions, and what they are called now.
RENAMED = {
    "duplicates": "person duplicates",
    "merge": "person merge",
    "distinct": "person distinct",
    "impact": "source impact",
}

# What people type for a command of ours; the value is what to type instead.
MEANINGS = {
    "version": "registry --version", "help": "registry --help",
    "people": "registry person list", "persons": "registry person list", "names": "registry search NAME",
    "org": "registry organization", "orgs": "registry organization list", "body": "registry organization",
    "organizations": "registry organization list", "organisation": "registry organization",
    "organisations": "registry organization list", "roles": "registry role list", "post": "registry role",
    "posts": "registry role list", "office": "registry role", "sources": "registry source list",
    "add": "registry appoint PERSON ROLE --from DATE", "new": "registry appoint PERSON ROLE --from DATE",
    "hire": "registry appoint PERSON ROLE --from DATE", "elect": "registry appoint PERSON ROLE --from DATE",
    "replace": "registry succeed ROLE PERSON --on DATE", "resign": "registry end PERSON ROLE --on DATE",
    "dismiss": "registry end PERSON ROLE --on DATE", "fire": "registry end PERSON ROLE --on DATE",
    "delete": "registry remove APPOINTMENT --because WHY", "rm": "registry remove APPOINTMENT --because WHY",
    "find": "registry search NAME", "lookup": "registry search NAME", "query": "registry who ROLE --on DATE",
    "when": "registry history ROLE", "list": "registry history ROLE", "succession": "registry history ROLE",
    "validate": "registry check", "lint": "registry check", "audit": "registry check",
    "revert": "registry undo CHANGE", "diff": "registry show CHANGE", "changelog": "registry log",
    "load": "registry import FILE", "dump": "registry export FILE", "save": "registry backup FILE",
    "web": "registry serve", "server": "registry serve", "browse": "registry serve", "site": "registry publish",
    "repair": "registry doctor --repair", "create": "registry init",
}  # fmt: skip

OPTIONS = (
    ("--db FILE", "The registry's file (REGISTRY_DB; default: registry.db)"),
    ("--by NAME", "Who makes the change (REGISTRY_ACTOR)"),
    ("--date-order dmy|mdy", "How to read 03/04/2025 (REGISTRY_DATE_ORDER)"),
    ("--json, --csv", "Print the answer as JSON or CSV"),
    ("--bom", "Print CSV with a byte order mark, for spreadsheets"),
    ("--version", "Print the version"),
    ("-h, --help", "Show this page, or the page of a command"),
)

ENDING = (
    "Names may be slugs, any recorded name, words that match only one record, or identifiers such as wikidata=Q42.",
    "Dates may be 2025-03-16, '16 March 2025', 2024-02, 'c. 1946', 'before 2010' or unknown: try `registry date`.",
    "These options may stand before or after the command. `registry COMMAND --help` explains one command.",
)


def page(commands: set[str]) -> str:
    """The whole help page, of the commands that there are."""
    lines = ["Usage: registry [OPTIONS] COMMAND ...", "", SUMMARY]
    for panel, members in PANELS.items():
        lines += ["", panel]
        lines += [f"  {command:<13} {summary}" for command, summary in members.items() if command in commands]
    lines += ["", "Options", *(f"  {option:<21} {text}" for option, text in OPTIONS)]
    lines += ["", "Examples"]
    lines += [f"  $ registry who {EXAMPLES['who'][0]}", f"  $ registry appoint {EXAMPLES['appoint'][0]}"]
    return "\n".join([*lines, "", *ENDING])


def examples(command: str) -> str:
    """The examples at the end of a command's own page."""
    lines = [f"  $ registry {command} {words}".rstrip() for words in EXAMPLES.get(command, ())]
    return "\n".join(["\b", "Examples:", *lines]) if lines else ""
