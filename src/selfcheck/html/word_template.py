"""The parts of a Word document that do not depend on what is written: the script puts the learner's words into them.

The form is Office Open XML (ECMA-376), as small as Word and LibreOffice accept: two heading styles and plain paragraphs.
"""

from __future__ import annotations

from ..markup.tag import Html, join, tag

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _style(level: int, size: int) -> str:
    return (f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:pPr><w:keepNext/>'
            f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>')


def _paragraph(look: str) -> str:
    return f'<w:p><w:pPr>{look}</w:pPr><w:r><w:t xml:space="preserve">{{text}}</w:t></w:r></w:p>'


PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'),
    "word/_rels/document.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'),
    "word/styles.xml": f'{_XML}<w:styles xmlns:w="{_MAIN}">{_style(1, 36)}{_style(2, 26)}</w:styles>',
    "word/document.xml": f'{_XML}<w:document xmlns:w="{_MAIN}"><w:body>{{body}}<w:sectPr/></w:body></w:document>',
}
"""The files of the document, by name; ``{body}`` is where the paragraphs go."""

PARAGRAPHS = {
    "title": _paragraph('<w:pStyle w:val="Heading1"/>'),
    "heading": _paragraph('<w:pStyle w:val="Heading2"/>'),
    "text": _paragraph(""),
}
"""Each kind of paragraph; ``{text}`` is where its words go."""


def write_template() -> Html:
    """Return all of it as a ``<template>``, for the script to fill."""
    parts = join(tag("i", text, data_part=name) for name, text in PARTS.items())
    paragraphs = join(tag("i", text, data_paragraph=name) for name, text in PARAGRAPHS.items())
    return tag("template", parts, paragraphs, class_="sc-docx", data_type=f"{_TYPE}.document")
