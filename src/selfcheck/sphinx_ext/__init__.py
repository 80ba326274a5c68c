"""The Sphinx extension: directives for questions, units, drawings and tables, and pages that send only what they use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..html import assets
from . import citations, figures, lean, navigation, notebooks, outdated, overview, questions, sharing, theme
from .outdated import digest


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    package = Path(__file__).parent.parent
    app.add_config_value("selfcheck_code", digest(package.rglob("*.py")), "env", str)  # new code reads every page again
    app.add_config_value("selfcheck_static", "", "html", str)
    app.connect("config-inited", _note_static)
    app.connect("builder-inited", _static_path)
    app.connect("doctree-read", _labels_as_anchors)
    app.connect("doctree-read", _drop_widget_state)
    app.connect("html-page-context", _page_assets)
    citations.setup()
    questions.setup(app)
    figures.setup(app)
    lean.setup(app)
    navigation.setup(app)
    notebooks.setup(app)
    outdated.setup(app)
    overview.setup(app)
    sharing.setup(app)
    theme.setup(app)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _note_static(app: Sphinx, config: Config) -> None:
    """Let a change in a style or a script write every page again: Sphinx copies static files only when it writes pages."""
    folders = [Path(app.srcdir) / folder for folder in config.html_static_path]
    config.selfcheck_static = digest(p for f in [*folders, assets.BROWSER] for p in f.rglob("*") if p.is_file())


def _static_path(app: Sphinx) -> None:
    """Put the bundles together where Sphinx looks for static files, and the course's own styles, without their comments."""
    if app.builder.format != "html":
        return
    folder = Path(app.doctreedir).parent / "_selfcheck"
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: assets.text(name) if name.endswith(".css") else lean.later(assets.text(name)) for name in assets.NEEDS}
    for own in app.config.html_static_path:  # the last of two files with one name is the one that is sent
        files |= {path.name: path.read_text("utf-8") for path in sorted((Path(app.srcdir) / own).glob("*.css"))}
    for name, text in files.items():
        path, less = folder / name, lean.squeezed(name, text)
        if not path.is_file() or path.read_text("utf-8") != less:
            path.write_text(less, "utf-8")
    app.config.html_static_path.append(str(folder))


def _page_assets(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the scripts and the style to the pages that use them, and to no other."""
    for name in assets.needed(context.get("body", "")):
        if name.endswith(".css"):
            app.add_css_file(name)
        else:
            app.add_js_file(name, loading_method="defer")


def _labels_as_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Let ``page.md#label`` lead to ``(label)=`` as it leads to a heading: MyST-Parser 3 knows headings alone."""
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for name, explicit in doctree.nametypes.items():
        if explicit and doctree.nameids.get(name):
            slugs.setdefault(name, (0, doctree.nameids[name], name))


def _drop_widget_state(app: Sphinx, doctree: nodes.document) -> None:
    """Leave out the state of a notebook's widgets: pages show their HTML, and the state has random ids in it."""
    env: BuildEnvironment = app.env
    notebooks = getattr(env, "nb_metadata", {})
    notebooks.get(env.docname, {}).get("js_files", {}).pop("ipywidgets_state", None)
