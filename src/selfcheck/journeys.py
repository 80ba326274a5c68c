"""The controls of a branching case and of a profile, as HTML: what has no right answer but a way, or a picture."""

from __future__ import annotations

from html import escape

from . import strings
from .controls import Kit, Parts, steps
from .drawing import panel
from .model import Case, Profile, Question, Scene, Way
from .text import plain


def _case(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Case)
    level = min(kit.level + 1, 6)
    idents = {scene.name: kit.part(f"scene-{number}") for number, scene in enumerate(q.body.scenes, 1)}
    titles = {scene.name: scene.title for scene in q.body.scenes}
    scenes = []
    for scene in q.body.scenes:
        ident = idents[scene.name]
        told = f'<div class="sc-stem" id="{ident}-stem">{kit.blocks(scene.text)}</div>'
        rows = key = ""
        for number, way in enumerate(scene.ways, 1):
            rows += (
                f'<div class="sc-answer" data-k="{number}">'
                f'<input type="radio" name="{ident}" value="{number}" id="{ident}-{number}">'
                f'<label for="{ident}-{number}">{kit.text(way.text)}</label></div>'
            )
            key += (
                f'<li data-k="{number}" data-target="{way.target}">{kit.text(way.text)}{kit.why(way.consequence)}{_told(way, kit)}'
                f'<p class="sc-next">{strings.LEADS_TO} '
                f'<a href="#{idents[way.target]}">{kit.text(titles[way.target])}</a></p></li>'
            )
        form = (
            f'<form class="sc-form" method="dialog" autocomplete="off"><fieldset class="sc-set" aria-labelledby="{ident}-title"'
            f' aria-describedby="{ident}-stem">{told}<div class="sc-answers">{rows}</div></fieldset>'
            f'<p class="sc-actions" hidden><button type="submit" class="sc-button sc-check">{strings.DECIDE}</button></p></form>'
            f'<details class="sc-key"><summary>{strings.KEY_SCENE}</summary><ul class="sc-reasons">{key}</ul></details>'
            f'<div class="sc-followed" hidden></div>'
        )
        scenes.append(
            f'<section class="sc-scene" id="{ident}" data-scene="{scene.name}" aria-labelledby="{ident}-title">'
            f'<h{level} class="sc-scene-title" id="{ident}-title">{kit.text(scene.title)}</h{level}>'
            + (form if scene.ways else f'{told}<p class="sc-ending">{strings.ENDING}</p>{_knew(scene, kit)}') + "</section>"
        )
    named = strings.LOG_COLUMNS + ((strings.LOG_TOLD,) if any(w.told for s in q.body.scenes for w in s.ways) else ())
    columns = "".join(f'<th scope="col" role="columnheader">{c}</th>' for c in named)
    log = (f'<section class="sc-log" hidden><h{level} class="sc-scene-title" id="{kit.part("log")}">{strings.LOG}</h{level}>'
           f'<div class="sc-wide" role="region" aria-labelledby="{kit.part("log")}" tabindex="0">'
           f'<table role="table"><thead role="rowgroup"><tr role="row">{columns}</tr></thead><tbody role="rowgroup"></tbody></table></div></section>'
           f'<p><button type="button" class="sc-button sc-again" hidden>{strings.AGAIN_CASE}</button></p>')
    return "".join(scenes) + log, ""


def _told(way: Way, kit: Kit) -> str:
    """The entries of the decision log that a choice makes: who was told what, when and why."""
    rows = "".join(
        f'<li data-partner="{escape(plain(t.partner))}"><strong>{kit.text(t.partner)}</strong>: {kit.text(t.what)};'
        f" {kit.text(t.when)}; {kit.text(t.why)}</li>" for t in way.told)
    return f'<p class="sc-told-head">{strings.LOG_TOLD}</p><ul class="sc-told">{rows}</ul>' if rows else ""


def _knew(scene: Scene, kit: Kit) -> str:
    """What each partner knew at an ending, with room for what the learner told it."""
    _, known, told = strings.KNEW_COLUMNS
    columns = "".join(f'<th scope="col" role="columnheader">{c}</th>' for c in strings.KNEW_COLUMNS)
    rows = "".join(
        f'<tr role="row" data-partner="{escape(plain(partner))}"><th scope="row" role="rowheader">{kit.text(partner)}</th>'
        f'<td role="cell" data-label="{known}">{kit.text(what)}</td><td role="cell" data-label="{told}" class="sc-from-you"></td></tr>'
        for partner, what in scene.knew)
    return (f'<div class="sc-wide sc-knew" role="region" aria-label="{strings.KNEW}" tabindex="0">'
            f'<table role="table"><caption>{strings.KNEW}</caption><thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table></div>') if rows else ""


def _profile(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Profile)
    body, ident = q.body, kit.part("name")
    lines = "".join(
        f'<fieldset class="sc-trait" data-trait="{n}"><legend>{kit.text(t.name)}</legend>'
        f"{steps(t.span, kit.part(n), kit)}</fieldset>" for n, t in enumerate(body.traits))
    controls = (f'<div class="sc-answers"><p class="sc-answer"><label for="{ident}">{strings.PROFILE_NAME}</label>'
                f'<input type="text" class="sc-input" id="{ident}" name="{ident}"></p>{lines}</div>')
    return controls, pictures(body, kit) + profile_table(body, kit) + _reasons(body, kit)


def pictures(body: Profile, kit: Kit, mine: dict[str, int] | None = None, name: str = strings.PROFILE_YOU) -> str:
    """Return a panel for each example.

    :param mine: the learner's own steps by the names of the lines, drawn over each example
    :param name: what the learner's own is called
    """
    figures = ""
    for number, example in enumerate(body.examples):
        label = f"{plain(example)}. " + "; ".join(
            strings.PROFILE_OUT_OF.format(name=plain(t.name), step=t.examples[number][1], last=t.span.last) for t in body.traits)
        figures += (
            f'<figure class="sc-figure">{panel(body, number, label, mine)}'
            f'<figcaption><span class="sc-key-dot">{kit.text(example)}</span>'
            f' <span class="sc-key-you"{"" if mine else " hidden"}>{escape(name)}</span></figcaption></figure>'
        )
    return f'<div class="sc-panels">{figures}</div>'


def profile_table(body: Profile, kit: Kit, mine: dict[str, int] | None = None, name: str = strings.PROFILE_YOU) -> str:
    """Return what :func:`pictures` shows, in words and numbers."""
    hidden = "" if mine else " hidden"
    head = "".join(f'<th scope="col">{kit.text(e)}</th>' for e in body.examples)
    rows = ""
    for trait in body.traits:
        ends = f"{trait.span.first}: {kit.text(trait.span.first_end)}; {trait.span.last}: {kit.text(trait.span.last_end)}"
        cells = "".join(f"<td>{step}</td>" for _, step, _ in trait.examples)
        own = (mine or {}).get(trait.name, "")
        rows += (f'<tr><th scope="row">{kit.text(trait.name)} <span class="sc-ends">({ends})</span></th>'
                 f'{cells}<td class="sc-you-cell"{hidden}>{own}</td></tr>')
    return (f'<div class="sc-wide" role="region" aria-label="{strings.PROFILE_TABLE}" tabindex="0">'
            f'<table class="sc-profile-table"><caption>{strings.PROFILE_TABLE}</caption>'
            f'<thead><tr><th scope="col">{strings.PROFILE_LINE}</th>{head}'
            f'<th scope="col" class="sc-you-cell"{hidden}>{escape(name)}</th></tr></thead><tbody>{rows}</tbody></table></div>')


def _reasons(body: Profile, kit: Kit) -> str:
    parts = ""
    for trait in body.traits:
        notes = "".join(f"<li><strong>{kit.text(e)}</strong> ({step}){kit.why(why)}</li>" for e, step, why in trait.examples)
        parts += f"<dt>{kit.text(trait.name)}</dt><dd><ul>{notes}</ul></dd>"
    return f'<details class="sc-more"><summary>{strings.PROFILE_WHY}</summary><dl>{parts}</dl></details>'


JOURNEYS = {"case": _case, "profile": _profile}
