"""Every word that the site round the pages shows to a reader, in British English."""

from __future__ import annotations

CONTENTS = "Contents of the course"
BRANCH = "Pages of {title}"
TABLE = "Table: {name}"
SEARCH = "Search"
SEARCH_FOR = "Search this course"
SEARCH_ABOUT = "Find the pages of this course, and the terms in its glossary, that hold the words you type."
SEARCH_NEEDS_SCRIPT = "Searching needs JavaScript. Without it, use the contents or the glossary."
