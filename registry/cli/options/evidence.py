"""The options of a source, which every command has that can record where something is known from."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

from registry.cli.options.common import (
    LocatorOption,
    ObservedOption,
    PublishedOption,
    PublisherOption,
    QuoteOption,
    SourceOption,
    SourceTitleOption,
    evidence_of,
)

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence

_SOURCE = {
    "source": SourceOption,
    "source_title": SourceTitleOption,
    "publisher": PublisherOption,
    "published": PublishedOption,
    "quote": QuoteOption,
    "locator": LocatorOption,
}
_OBSERVED = {"observed": ObservedOption}

# What a command declares in place of the options; the second one with --observed.
EvidenceOptions = Annotated["Evidence | None", tuple(_SOURCE.items())]
ObservedEvidenceOptions = Annotated["Evidence | None", (*_SOURCE.items(), *_OBSERVED.items())]


def cited(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a source where it declares `evidence`, and hand in what they say."""
    signature = inspect.signature(command, eval_str=True)
    parameters: list[inspect.Parameter] = []
    options: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.name != "evidence":
            parameters.append(parameter)
            continue
        for name, option in parameter.annotation.__metadata__[0]:
            options.append(name)
            parameters.append(parameter.replace(name=name, annotation=option))

    @wraps(command)
    def with_evidence(*given: Any, **values: Any) -> None:
        words = [values.pop(name) for name in options]
        command(*given, evidence=evidence_of(*words, *[None] * (7 - len(words))), **values)

    vars(with_evidence)["__signature__"] = signature.replace(parameters=parameters)
    with_evidence.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_evidence
