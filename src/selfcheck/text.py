"""The names that :mod:`selfcheck.markup.markdown` gives to the modules which show questions."""

from __future__ import annotations

from .markup.markdown import Link, Picture, blocks, inline, links, no_address, pictures, plain

__all__ = ["Link", "Picture", "blocks", "inline", "links", "no_address", "pictures", "plain"]
