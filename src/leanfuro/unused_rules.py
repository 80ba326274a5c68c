"""Leaves out of style sheets what no page of the site can use: rules, and colours and sizes that no rule names any more.

A rule goes only if none of its selectors can match anything: it asks for a class, an id, an element or an attribute that no page
has and no script names. What is inside ``:not()`` and values of attributes are never asked about, so a rule stays where it is unsure.
Every page counts, and each build starts from the whole sheets, so a page that comes later brings its rules back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tinycss2
from tinycss2 import ast

STATES = frozenset({"js", "no-js", "scrolled", "show-back-to-top", "scroll-current"})
"""Classes that the theme's script gives to elements as a reader scrolls. They stand in it as they are, so they would be found:
they are written down here for whoever replaces that script by one that puts its names together."""

BY_BROWSERS = (frozenset({"html", "head", "body", "tbody", "colgroup"}), frozenset({"open", "class", "style"}))
"""Elements and attributes that a browser puts in by itself, also where the HTML does not name them."""

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s=>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_DATA = re.compile(r"\bdataset\.(\w+)")
_VARIABLE = re.compile(r"--[\w-]+")


@dataclass(frozen=True)
class Used:
    """Every name that stands in a site's pages, or in a quoted text of its scripts."""

    classes: frozenset[str]
    ids: frozenset[str]
    elements: frozenset[str]
    attributes: frozenset[str]
    variables: frozenset[str]
    """Custom properties that pages and scripts name themselves, with the two hyphens."""


def find_used(pages: Iterable[str], scripts: Iterable[str]) -> Used:
    """Return the names that some pages and scripts use.

    :param pages: HTML, with what stands in its ``<template>`` and ``<script>``
    :param scripts: text of the scripts that the pages ask for
    """
    classes, ids, variables, words, properties = set(STATES), set[str](), set[str](), set[str](), set[str]()
    elements, attributes = map(set, BY_BROWSERS)
    texts = list(scripts)
    for page in pages:
        variables.update(_VARIABLE.findall(page))
        for tag in _TAG.finditer(page):
            elements.add(tag[1].lower())
            for found in _ATTRIBUTE.finditer(tag[2]):
                name, value = found[1].lower(), found[2] or found[3] or found[4] or ""
                attributes.add(name)
                if name == "class":
                    classes.update(value.split())
                elif name == "id":
                    ids.add(value)
        texts += re.findall(r"<script[^>]*>(.+?)</script>", page, re.S)
    for text in set(texts):
        words.update(word for quoted in _QUOTED.findall(text) for word in _WORD.findall(quoted))
        properties.update(name.lower() for name in re.findall(r"\.(\w+)", text))  # such as hidden, which becomes an attribute
        properties.update("data-" + re.sub(r"[A-Z]", lambda m: f"-{m[0].lower()}", name) for name in _DATA.findall(text))
        variables.update(_VARIABLE.findall(text))
    return Used(frozenset(classes | words), frozenset(ids | words), frozenset(elements | words), frozenset(attributes | properties | words),
                frozenset(variables))


def drop_unused(sheets: dict[str, str], used: Used) -> dict[str, str]:
    """Return style sheets, by their names, without what cannot be used.

    All of them are looked at together: a sheet may name what another one sets.
    """
    rules = {name: list(_kept(tinycss2.parse_stylesheet(text, skip_whitespace=True), used)) for name, text in sheets.items()}
    texts = {name: tinycss2.serialize(nodes) for name, nodes in rules.items()}
    while True:
        named = set(used.variables)
        for text in texts.values():
            named.update(re.findall(r"var\(\s*(--[\w-]+)", text))
        moving = set(re.findall(r"[\w-]+", " ".join(re.sub(r"@(?:-webkit-)?keyframes\s+[\w-]+", "", text) for text in texts.values())))
        less = {name: tinycss2.serialize(list(_without(tinycss2.parse_stylesheet(text), named, moving))) for name, text in texts.items()}
        if less == texts:
            return texts
        texts = less


def _kept(nodes: Iterable[ast.Node], used: Used) -> Iterator[ast.Node]:
    """Give the rules that can be used, with those of their selectors that can."""
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [part for part in _split(node.prelude) if _can_match(part, used)]
            if selectors:
                node.prelude = _joined(selectors)
                yield node
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports", "layer") and node.content is not None:
            node.content = list(_kept(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), used))
            if node.content:
                yield node
        elif node.type != "comment" or node.value.startswith("!"):  # the mark of a licence
            yield node


def _without(nodes: Iterable[ast.Node], named: set[str], moving: set[str]) -> Iterator[ast.Node]:
    """Give the rules without custom properties that nothing names, and without motions that nothing makes."""
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in ("media", "supports", "layer") and node.content is not None:
            node.content = list(_without(tinycss2.parse_rule_list(node.content), named, moving))
            if any(inner.type not in ("whitespace", "comment") for inner in node.content):
                yield node
        elif node.type == "at-rule" and node.lower_at_keyword.endswith("keyframes"):
            if {part.value for part in node.prelude if part.type == "ident"} <= moving:
                yield node
        elif node.type == "qualified-rule" and not any(part.type == "{} block" for part in node.content):
            declared = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            kept = [d for d in declared if d.type != "declaration" or not d.name.startswith("--") or d.name in named]
            if len(kept) < len(declared):
                node.content = tinycss2.parse_component_value_list(";".join(d.serialize().rstrip(";") for d in kept))
            if kept:
                yield node
        else:
            yield node


def _split(prelude: list[ast.Node]) -> list[list[ast.Node]]:
    """Return the selectors of a list."""
    found: list[list[ast.Node]] = [[]]
    for part in prelude:
        if part == ",":
            found.append([])
        else:
            found[-1].append(part)
    return found


def _joined(selectors: list[list[ast.Node]]) -> list[ast.Node]:
    comma = tinycss2.parse_one_component_value(",")
    return [part for number, selector in enumerate(selectors) for part in ([comma] if number else []) + selector]


def _can_match(selector: list[ast.Node], used: Used) -> bool:
    """Say whether everything that a selector asks for is there somewhere."""
    before = ""
    for part in selector:
        if part.type == "ident" and before == ".":
            fine = part.value in used.classes
        elif part.type == "ident" and not before.endswith(":"):
            fine = part.lower_value in used.elements
        elif part.type == "hash":
            fine = part.value in used.ids
        elif part.type == "[] block":
            name = next((inner for inner in part.content if inner.type == "ident"), None)
            fine = name is None or name.lower_value in used.attributes
        elif part.type == "function" and part.lower_name in ("is", "where", "has"):
            fine = any(_can_match(option, used) for option in _split(part.arguments))
        else:
            fine = True
        if not fine:
            return False
        before = before + part.value if part.type == "literal" and part == ":" else part.value if part.type == "literal" else ""
    return True
