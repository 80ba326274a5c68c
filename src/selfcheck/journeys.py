"""The controls of a branching case and of a profile, as HTML: what has no right answer but a way, or a picture."""

from __future__ import annotations

from html import escape

from . import strings
from .controls import Kit, Parts, steps
from .drawing import panel
from .model import Case, Profile, Question, Scene
from .text import blocks, plain


def _case(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Case)
    level = min(kit.level + 1, 6)
    titles = {s.name: s.title for s in q.body.scenes}
    out = []
    for scene in q.body.scenes:
        ident = f"{kit.ident}-{scene.name}"
        head = f'<h{level} class="sc-scene-title" id="{ident}-title">{kit.text(scene.title)}</h{level}>'
        told = f'<div class="sc-stem" id="{ident}-stem">{blocks(scene.text, kit.link)}</div>'
        if not scene.ways:
            out.append(f'<section class="sc-scene" id="{ident}" data-scene="{scene.name}" aria-labelledby="{ident}-title">'
                       f'{head}{told}<p class="sc-ending">{strings.ENDING}</p></section>')
            continue
        rows, key = "", ""
        for number, way in enumerate(scene.ways, 1):
            rows += (f'<div class="sc-answer" data-k="{number}"><input type="radio" name="{ident}" value="{number}" id="{ident}-{number}">'
                     f'<label for="{ident}-{number}">{kit.text(way.text)}</label></div>')
            key += (f'<li data-k="{number}" data-target="{way.target}">{kit.text(way.text)}{kit.why(way.consequence)}'
                    f'<p class="sc-next">{strings.LEADS_TO} <a href="#{kit.ident}-{way.target}">{kit.text(titles[way.target])}</a></p></li>')
        out.append(
            f'<section class="sc-scene" id="{ident}" data-scene="{scene.name}" aria-labelledby="{ident}-title">{head}'
            f'<form class="sc-form" method="dialog" autocomplete="off"><fieldset class="sc-set" aria-labelledby="{ident}-title"'
            f' aria-describedby="{ident}-stem">{told}<div class="sc-answers">{rows}</div></fieldset>'
            f'<p class="sc-actions" hidden><button type="submit" class="sc-button sc-check">{strings.DECIDE}</button></p></form>'
            f'<details class="sc-key"><summary>{strings.KEY_SCENE}</summary><ul class="sc-reasons">{key}</ul></details>'
            f'<div class="sc-followed" hidden></div></section>'
        )
    columns = "".join(f'<th scope="col">{c}</th>' for c in strings.LOG_COLUMNS)
    log = (f'<section class="sc-log" hidden><h{level} class="sc-scene-title">{strings.LOG}</h{level}>'
           f"<table><thead><tr>{columns}</tr></thead><tbody></tbody></table></section>"
           f'<p><button type="button" class="sc-button sc-again" hidden>{strings.AGAIN_CASE}</button></p>')
    return "".join(out) + log, ""


def _profile(q: Question, kit: Kit) -> Parts:
    assert isinstance(q.body, Profile)
    body = q.body
    lines = "".join(
        f'<fieldset class="sc-trait" data-trait="{n}"><legend>{kit.text(t.name)}</legend>{_steps(t.span, f"{kit.ident}-{n}", kit)}</fieldset>'
        for n, t in enumerate(body.traits))
    controls = (f'<div class="sc-answers"><p class="sc-answer"><label for="{kit.ident}-name">{strings.PROFILE_NAME}</label>'
                f'<input type="text" class="sc-input" id="{kit.ident}-name" name="{kit.ident}-name"></p>{lines}</div>')
    return controls, pictures(body, kit) + profile_table(body, kit) + _reasons(body, kit)


def pictures(body: Profile, kit: Kit, mine: dict[str, int] | None = None, name: str = strings.PROFILE_YOU) -> str:
    """A panel for each example; ``mine`` draws the learner's own profile over each."""
    figures = ""
    for number, example in enumerate(body.examples):
        label = f"{plain(example)}. " + "; ".join(
            strings.PROFILE_OUT_OF.format(name=plain(t.name), step=t.examples[number][1], last=t.span.last) for t in body.traits)
        figures += (f'<figure class="sc-figure">{panel(body, number, label, mine)}<figcaption><span class="sc-key-dot">{kit.text(example)}</span>'
                    f' <span class="sc-key-you"{"" if mine else " hidden"}>{escape(name)}</span></figcaption></figure>')
    return f'<div class="sc-panels">{figures}</div>'


def profile_table(body: Profile, kit: Kit, mine: dict[str, int] | None = None, name: str = strings.PROFILE_YOU) -> str:
    """The same as the pictures, in words and numbers."""
    hidden = "" if mine else " hidden"
    head = "".join(f'<th scope="col">{kit.text(e)}</th>' for e in body.examples)
    rows = ""
    for trait in body.traits:
        ends = f"{trait.span.first}: {kit.text(trait.span.first_end)}; {trait.span.last}: {kit.text(trait.span.last_end)}"
        cells = "".join(f"<td>{step}</td>" for _, step, _ in trait.examples)
        own = (mine or {}).get(trait.name, "")
        rows += (f'<tr><th scope="row">{kit.text(trait.name)} <span class="sc-ends">({ends})</span></th>'
                 f'{cells}<td class="sc-you-cell"{hidden}>{own}</td></tr>')
    return (f'<div class="sc-wide" role="region" aria-label="{strings.PROFILE_TABLE}" tabindex="0"><table class="sc-profile-table">'
            f"<caption>{strings.PROFILE_TABLE}</caption>"
            f'<thead><tr><th scope="col">{strings.PROFILE_LINE}</th>{head}<th scope="col" class="sc-you-cell"{hidden}>{escape(name)}</th></tr>'
            f"</thead><tbody>{rows}</tbody></table></div>")


def _reasons(body: Profile, kit: Kit) -> str:
    parts = ""
    for trait in body.traits:
        notes = "".join(f"<li><strong>{kit.text(name)}</strong> ({step}){kit.why(why)}</li>" for name, step, why in trait.examples)
        parts += f"<dt>{kit.text(trait.name)}</dt><dd><ul>{notes}</ul></dd>"
    return f'<details class="sc-more"><summary>{strings.PROFILE_WHY}</summary><dl>{parts}</dl></details>'
