"""LaTeX to MathML, which every browser shows without a script.

The package ``latex2mathml`` reads the LaTeX. It is loaded when a formula is met and not before; where it is not installed, and
where it cannot read a formula, the formula is shown as its author wrote it. What it makes is written out here, from lists of
what MathML may hold: its own writer lets HTML through that an author puts into ``\\text{…}``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from importlib.util import find_spec
from xml.etree.ElementTree import Element

MOST = 2000
"""Letters of the longest formula that is read."""
_MACROS = re.compile(r"\\(?:[gex]?def|let|(?:re|provide)?newcommand|renewcommand|DeclareMathOperator)\b")
"""Definitions: a few of them can stand for more text than a computer holds."""
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom"}
_ATTRIBUTES = {
    "display", "displaystyle", "scriptlevel", "stretchy", "fence", "form", "separator", "accent", "accentunder", "largeop", "movablelimits",
    "minsize", "maxsize", "lspace", "rspace", "width", "height", "depth", "voffset", "linethickness", "linebreak", "mathvariant", "mathsize",
    "columnalign", "columnspacing", "rowspacing", "columnlines", "rowlines", "frame"}
_VALUE = re.compile(r"[\w .+%-]*\Z")


def can_read_math() -> bool:
    """Say whether formulas can be read here at all."""
    return find_spec("latex2mathml") is not None


@lru_cache(maxsize=256)
def read_math(source: str, display: bool) -> Element | None:
    """Return a formula as a tree of MathML; its texts are plain, without entities.

    :param source: LaTeX, without dollar signs
    :param display: whether the formula stands alone, and not in a line
    :return: None where it cannot be read
    """
    if len(source) > MOST or _MACROS.search(source) or not can_read_math():
        return None
    from latex2mathml.converter import convert_to_element  # large, and most questions hold no formula

    try:
        tree: Element = convert_to_element(source, display="block" if display else "inline")
        return tree if _clean(tree) else None
    except Exception:  # it raises whatever comes, from IndexError to RecursionError, for LaTeX that is not right
        return None


def _clean(element: Element) -> bool:
    """Make the text of a tree plain, and say whether the tree holds nothing but what is known."""
    element.attrib.pop("xmlns", None)
    element.text = unescape(element.text or "")
    if element.tag not in _ELEMENTS or (element.tag == "mi" and len(element.text) > 1 and element.text[0] == "\\"):
        return False  # a command that is not known comes back as a name
    if element.tag == "mi" and element.text == "&":
        return False
    fine = all(name in _ATTRIBUTES and _VALUE.match(value) for name, value in element.attrib.items())
    return fine and all(_clean(child) for child in element)


def write_math(source: str, display: bool) -> str | None:
    """Return the HTML of a formula, or None where it cannot be read: see :func:`read_math`."""
    tree = read_math(source, display)
    return None if tree is None else _write(tree)


def _write(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    inside = escape(element.text or "", quote=False) + "".join(map(_write, element))
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"
