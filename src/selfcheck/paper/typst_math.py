"""A formula for Typst, made of the same MathML that a page shows: one reading of LaTeX, and no second one that differs.

What is written is Typst's code, as in :mod:`selfcheck.paper.typst_markup`. PDF/UA wants words for a formula: it gets the
author's LaTeX, which is what people who cannot see formulas read and write them in.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..markup.math import read_math
from .typst_code import call, quote

_LINES = {"\u2015": "line", "\u00af": "line", "_": "line", "\u0332": "line", "\u23de": "brace", "\u23df": "brace"}
_ACCENTS = {"^": "\u0302", "~": "\u0303", "\u02d9": "\u0307", "\u00a8": "\u0308", "\u2192": "\u2192", "\u2190": "\u2190", "\u02c7": "\u030c",
            "\u02d8": "\u0306", "\u00b4": "\u0301", "\u0060": "\u0300", "\u02da": "\u030a"}
_LOOKS = {"normal": ["upright"], "bold": ["upright", "bold"], "italic": ["italic"], "bold-italic": ["bold", "italic"], "script": ["cal"],
          "double-struck": ["bb"], "fraktur": ["frak"], "sans-serif": ["sans"], "monospace": ["mono"], "bold-script": ["cal", "bold"]}
_LENGTH = re.compile(r"-?\d*\.?\d+em\Z")


def write_equation(source: str, display: bool) -> str:
    """Return a formula as an expression of Typst; one that cannot be read is shown as its author wrote it.

    :param source: LaTeX, without dollar signs
    :param display: whether it stands alone, and not in a line
    """
    tree = read_math(source, display)
    if tree is None:
        return call("raw", f"block: {str(display).lower()}", quote(source))
    return call("math.equation", f"block: {str(display).lower()}", f"alt: {quote(source)}", _row(list(tree)))


def _row(elements: list[Element]) -> str:
    parts = [_write(element) for element in elements]
    for at, element in enumerate(elements):  # brackets round a table grow with it, as they do by themselves in MathML
        if element.tag == "mtable" and [e.tag for e in elements[at - 1:at + 2]] == ["mo", "mtable", "mo"]:
            parts[at - 1:at + 2] = ["", call("math.lr", call("formula", *parts[at - 1:at + 2])), ""]
    parts = [part for part in parts if part]
    return parts[0] if len(parts) == 1 else call("formula", *parts)


def _write(element: Element) -> str:
    children, text = list(element), element.text or ""
    match element.tag:
        case "mi" | "mo" | "mn" | "mtext":
            return _letters(element.tag, text, element)
        case "mspace":
            width = element.get("width", "")
            return call("h", width) if _LENGTH.match(width) else '""'
        case "mfrac" if element.get("linethickness") == "0":
            return call("math.mat", "delim: none", *(f"({_write(child)},)" for child in children))
        case "mfrac":
            return call("math.frac", *map(_write, children))
        case "msqrt":
            return call("math.sqrt", _row(children))
        case "mroot":
            return call("math.root", _write(children[1]), _write(children[0]))
        case "msub" | "msup" | "msubsup":
            base, *more = map(_write, children)
            names = {"msub": ("b",), "msup": ("t",), "msubsup": ("b", "t")}[element.tag]
            return call("math.attach", call("math.scripts", base), *(f"{n}: {m}" for n, m in zip(names, more, strict=True)))
        case "munder" | "mover" | "munderover":
            return _over(element.tag, children)
        case "mtable":
            rows = [f"({', '.join(_row(list(cell)) for cell in row)},)" for row in children]
            sides = {cell.get("columnalign", "") for row in children for cell in row}
            align = [f"align: {sides.pop()}"] if sides in ({"left"}, {"right"}) else []
            return call("math.mat", "delim: none", *align, *rows)
        case "mphantom":
            return call("hide", _row(children))
        case "mstyle" if element.get("displaystyle") == "true":
            return call("math.display", _row(children))
    fences = [child for child in children if child.get("fence") == "true"]
    return call("math.lr", _row(children)) if fences else _row(children)


def _letters(tag: str, text: str, element: Element) -> str:
    size = element.get("minsize", "")
    if len(text) == 1 and tag in ("mi", "mo"):
        out = call("symbol", quote(text))
        if _LENGTH.match(size):
            out = call("math.lr", f"size: {size}", out)
    elif tag in ("mi", "mo") and text.isalpha():
        out = call("math.op", quote(text))
    else:
        out = quote(text)
    for look in _LOOKS.get(element.get("mathvariant", ""), []):
        out = call(f"math.{look}", out)
    return out


def _over(tag: str, children: list[Element]) -> str:
    base, *more = children
    mark = more[0].text or ""
    if tag != "munderover" and more[0].tag == "mo" and mark in _LINES:
        return call(f"math.{tag.removeprefix('m')}{_LINES[mark]}", _write(base))
    if tag == "mover" and more[0].tag == "mo" and mark in _ACCENTS:
        return call("math.accent", _write(base), quote(_ACCENTS[mark]))
    names = {"munder": ("b",), "mover": ("t",), "munderover": ("b", "t")}[tag]
    return call("math.attach", call("math.limits", _write(base)), *(f"{n}: {_write(m)}" for n, m in zip(names, more, strict=True)))
