"""The scenes of a branching case as HTML, with the decision log that its script fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import words
from ...markup.markdown import plain
from ...markup.tag import Html, cells, join, scrollable, table, tag

if TYPE_CHECKING:
    from .case import Case, Scene, Way
    from .kind import Kit


def scenes(body: Case, kit: Kit) -> Html:
    """Return every scene with its choices, and the log, hidden until there is something in it."""
    level = min(kit.level + 1, 6)
    idents = {scene.name: kit.part(f"scene-{number}") for number, scene in enumerate(body.scenes, 1)}
    titles = {scene.name: scene.title for scene in body.scenes}
    shown = [_scene(scene, idents, titles, level, kit) for scene in body.scenes]
    named = list(words.LOG_COLUMNS) + ([words.LOG_TOLD] if any(w.told for s in body.scenes for w in s.ways) else [])
    title = tag(f"h{level}", words.LOG, class_="sc-scene-title", id=kit.part("log"))
    log = tag("section", title, scrollable(table(named, Html(""), roles=True), "sc-wide", aria_labelledby=kit.part("log")),
              class_="sc-log", hidden=True)
    again = tag("button", words.AGAIN_CASE, type="button", class_="sc-button sc-again", hidden=True)
    return join([*shown, log, tag("p", again)])


def _scene(scene: Scene, idents: dict[str, str], titles: dict[str, str], level: int, kit: Kit) -> Html:
    ident = idents[scene.name]
    title = tag(f"h{level}", kit.text(scene.title), class_="sc-scene-title", id=f"{ident}-title")
    told = tag("div", kit.blocks(scene.text), class_="sc-stem", id=f"{ident}-stem")
    if not scene.ways:
        inside = join([told, tag("p", words.ENDING, class_="sc-ending"), _knew(scene, kit)])
    else:
        rows, key = [], []
        for number, way in enumerate(scene.ways, 1):
            radio = tag("input", type="radio", name=ident, value=number, id=f"{ident}-{number}")
            rows.append(tag("div", radio, tag("label", kit.text(way.text), for_=f"{ident}-{number}"), class_="sc-answer", data_k=number))
            leads = tag("p", f"{words.LEADS_TO} ", tag("a", kit.text(titles[way.target]), href=f"#{idents[way.target]}"), class_="sc-next")
            key.append(tag("li", kit.text(way.text), kit.why(way.consequence), _told(way, kit), leads, data_k=number, data_target=way.target))
        fields = tag("fieldset", told, tag("div", rows, class_="sc-answers"), class_="sc-set", aria_labelledby=f"{ident}-title",
                     aria_describedby=f"{ident}-stem")
        decide = tag("p", tag("button", words.DECIDE, type="submit", class_="sc-button sc-check"), class_="sc-actions", hidden=True)
        inside = join([
            tag("form", fields, decide, class_="sc-form", method="dialog", autocomplete="off"),
            tag("details", tag("summary", words.KEY_SCENE), tag("ul", key, class_="sc-reasons"), class_="sc-key"),
            tag("div", class_="sc-followed", hidden=True)])
    return tag("section", title, inside, class_="sc-scene", id=ident, data_scene=scene.name, aria_labelledby=f"{ident}-title")


def _told(way: Way, kit: Kit) -> Html:
    """The entries of the decision log that a choice makes: who was told what, when and why."""
    rows = [tag("li", tag("strong", kit.text(t.partner)), ": ", kit.text(t.what), "; ", kit.text(t.when), "; ", kit.text(t.why),
                data_partner=plain(t.partner)) for t in way.told]
    return join([tag("p", words.LOG_TOLD, class_="sc-told-head"), tag("ul", rows, class_="sc-told")] if rows else [])


def _knew(scene: Scene, kit: Kit) -> Html:
    """What each partner knew at an ending, with room for what the learner told it."""
    _, known, told = words.KNEW_COLUMNS
    rows = []
    for partner, what in scene.knew:
        head = tag("th", kit.text(partner), scope="row", role="rowheader")
        said = cells("td", [kit.text(what)], role="cell", data_label=known)
        rows.append(tag("tr", head, said, tag("td", role="cell", data_label=told, class_="sc-from-you"), role="row", data_partner=plain(partner)))
    filled = table(words.KNEW_COLUMNS, join(rows), caption=words.KNEW, roles=True)
    return scrollable(filled, "sc-wide sc-knew", aria_label=words.KNEW) if rows else Html("")
