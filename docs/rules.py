"""Write docs/rules.md from the headings of the rules: python docs/rules.py"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from registry.domain.audit.findings import Limits, Severity
from registry.store.audit.rules import rules

PAGE = Path(__file__).with_name("rules.md")

_INTRODUCTION = """# The rules

`registry check [ROLE|PERSON|ORGANIZATION]` looks for what cannot be true (errors), what is unlikely or missing (warnings) and what is worth knowing (information). It exits with 1 if there are errors. The findings are grouped by rule, the gravest first, with three examples each; `--every` shows all. `--rule CODE` and `--severity` narrow it, `--format json|csv` is for programs. Every entry is checked at once: an error refuses it, warnings are shown.

Each finding has a name, such as `gap-1a2b3c4d`: the rule and a fingerprint of what it is about. `registry waive NAME --because "…" [--until DATE]` accepts it: it is hidden unless `--waived` is given, until its facts change and with them its name.

"Certainly" means in every reading of the dates, "possibly" in some; see [dates.md](dates.md). Only accepted tenures count, unless a rule says otherwise.

This page is made from the headings of the rules in `registry/store/audit/sql/`, one SQL file each.
"""


def page() -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for severity in Severity:
        parts.append(f"## {severity.value.capitalize()}\n")
        for rule in rules():
            if rule.severity == severity:
                parts.append(f"### {rule.title} (`{rule.code}`)\n\n{_with_limits(rule.explanation)}\n")
    return "\n".join(parts)


def _with_limits(text: str) -> str:
    for name, value in asdict(Limits()).items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
