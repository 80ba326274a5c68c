"""Where a link of a question file leads, seen from the page that shows the question."""

from __future__ import annotations

from pathlib import PurePosixPath
from posixpath import normpath

from sphinx.application import Sphinx


def resolve(app: Sphinx, path: str, address: str, here: str) -> str:
    """Return the address, as seen from page ``here``, of a link that stands in the question file ``path``.

    :raises NoUri: this builder does not show that page
    """
    if ":" in address.split("/")[0]:
        return address
    name, _, anchor = address.partition("#")
    target = str(PurePosixPath(normpath(str(PurePosixPath(path).parent / name))).with_suffix("")) if name else here
    slugs = app.env.metadata.get(target, {}).get("myst_slugs", {})  # heading names, to the ids that docutils gave them
    anchor = slugs[anchor][1] if anchor in slugs else anchor
    uri = app.builder.get_relative_uri(here, target) if target != here else ""
    if anchor and uri.startswith("#"):  # all pages in one: an anchor is enough
        uri = ""
    return f"{uri}#{anchor}" if anchor else uri
