"""What is wrong with a page by the HTML standard: its syntax (tinyhtml5), and rules of content that we could break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
}
_PHRASING = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "span",
    "small",
    "strong",
    "em",
    "q",
    "label",
    "summary",
    "button",
}
_CHILDREN = {
    "ul": {"li", "script", "template"}, "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"}, "select": {"option", "optgroup", "hr"},
    "tr": {"th", "td"}, "tbody": {"tr"}, "thead": {"tr"},
}  # fmt: skip
_INTERACTIVE = {"a", "button", "input", "select", "textarea", "label", "summary", "iframe"}


def faults(text: str) -> list[str]:
    """One sentence a fault; none for a valid page."""
    from tinyhtml5.parser import HTMLParser

    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(text)
    found = [f"line {line}: {code} {about}" for (line, _), code, about in parser.errors]
    return [*found, *_of_ids(root), *_of_content(root, ())]


def _of_ids(root: Element) -> Iterator[str]:
    ids = Counter(each.get("id") for each in root.iter() if each.get("id") is not None)
    yield from (f"the id {name!r} is there {count} times" for name, count in ids.items() if count > 1)
    for each in root.iter():
        for attribute in ("for", "list", "aria-labelledby"):
            wanted = each.get(attribute)
            if wanted is not None and wanted not in ids:
                yield f"{attribute}={wanted!r} names no element"


def _of_content(element: Any, above: tuple[str, ...]) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str):
        return  # a comment
    for child in element:
        if isinstance(child.tag, str) and tag in _CHILDREN and child.tag not in _CHILDREN[tag]:
            yield f"<{child.tag}> in <{tag}>"
        yield from _of_content(child, (*above, tag))
    if tag in _BLOCKS and set(above) & _PHRASING:
        yield f"<{tag}> in {' '.join(f'<{each}>' for each in above if each in _PHRASING)}"
    if tag in _INTERACTIVE and {"a", "button"} & set(above):
        yield f"<{tag}> in something to click on"
    if tag in ("ul", "ol", "dl", "tbody", "select") and not len(element) and tag != "tbody":
        yield f"an empty <{tag}>"
    if tag == "dl" and [child.tag for child in element][-1:] == ["dt"]:
        yield "a <dt> without <dd>"
    if tag == "img" and element.get("alt") is None:
        yield "an <img> without alt"
    if tag == "a" and not element.get("href") and "svg" not in above:
        yield "an <a> without href"
