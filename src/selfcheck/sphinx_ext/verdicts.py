"""What a built page shows of a check in a notebook: the sentence. The verdict beside it is for programs.

MyST-NB asks its plug-ins before it warns of a form that it does not know: see *Customise the render process* at
https://myst-nb.readthedocs.io. This one is named in ``pyproject.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes

from ..grading.verdict import MIME


class VerdictMime:
    """Know the form, and show nothing of it."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = ()

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Return no nodes for a verdict, so that the page shows another form; None for everything else.

        :param renderer: MyST-NB's own
        :param data: one form of an output, with its ``mime_type``
        :param inline: whether it stands within a line
        """
        return [] if data.mime_type == MIME else None
