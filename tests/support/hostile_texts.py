"""Texts that could do harm, as a text or as a structure, for whoever shows or reads what authors write."""

from __future__ import annotations

import re

from samples import question_text

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "end of an attribute": "\"><svg onload=alert(1)>",
    "single quotes": "' onmouseover='alert(1)",
    "end of the form": "</textarea></select></label></details></form></template>",
    "comment": "<!-- a -- b",
    "declaration": "<![CDATA[ <?x ]]>",
    "script link": "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) <javascript:alert(1)>",
    "script link in entities": "[x](&#106;avascript:alert(1)) [y](<java&Tab;script:alert(1)>) [z](%6aavascript:alert(1))",
    "other schemes": "[x](data:text/html,<script>) [y](vbscript:x) [z](file:///etc/hosts)",
    "title of a link": "[x](https://example.org \"onclick=alert(1)\")",
    "address of a link": "[x](https://example.org/\"onclick=alert(1))",
    "picture": "![x](https://example.org/x.png)",
    "entities": "&lt;script&gt; &#60;script&#62; &amp;lt; &#0; &#xD800; &#x110000;",
    "template": "{{ 7*7 }} ${7*7} {% x %} $x$",
    "right to left": "\u202eevil\u202c \u200f\u061c\u2066x",
    "unusual letters": "e\ufeff\u200b\u0085\u2028\u2029\ufffd\ufffe e" + "\u0301" * 500 + "\U0001f468\u200d\U0001f469",
    "long word": "x" * 20_000,
    "emphasis in emphasis": "*a **b " * 600 + "b** a*" * 600,
    "stars": "*" * 3400,
    "brackets": "[" * 3400 + "](x)" * 20,
    "backticks": "".join("`" * n + " " for n in range(100)),
}
"""Texts that could do harm inside a line."""

NESTED = {
    "quotes": ">" * 5000 + " a",
    "spaced quotes": "> " * 5000 + "a",
    "lists": "- " * 5000 + "a",
    "numbered lists": "1. " * 5000 + "a",
    "quotes in lists": "- > " * 5000 + "a",
    "deep indent": "\n".join(" " * n + "- a" for n in range(300)),
    "rules": "---\n" * 2000,
    "headings": "# a\n" * 1000,
    "parts": "## a\n- b\n" * 500,
    "references": "[a]: b\n" * 2000 + "[a]",
    "HTML": "<div><script>\nalert(1)\n</script></div>",
    "great numbers": f"- From {'9' * 5000}: a\n- To 9{'0' * 5000}: b\n- Accept {'1' * 5000}",
    "scenes": "".join(f"## s{n}\n\na\n\n- [b](#s{n + 1})\n  > c\n- [d](#s{n + 1})\n  > e\n\n" for n in range(300)),
}
"""Texts that could do harm as a structure."""


def with_text(kind: str, text: str) -> str:
    """Put ``text`` before the last word of every line of a good question in which an author writes words."""
    lines = question_text(kind).split("\n")
    start = lines.index("---", 1) + 1
    for number, line in enumerate(lines[start:], start):
        words = list(re.finditer(r"\w+(?=\W*$|\]\()", line))
        if words and not re.match(r"- Accept|- Otherwise|## Model|- .*: \d$" + "|##" * (kind == "case"), line):
            lines[number] = line[:words[0].start()] + text + line[words[0].start():]
    return "\n".join(lines)
