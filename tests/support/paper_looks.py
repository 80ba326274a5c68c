"""What must hold of a page on paper."""

from __future__ import annotations

FAINT = """([parts, paper]) => {
  const linear = n => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4;
  const shade = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(n => linear(n / 255));
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e && !(paper && e === document.body); e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(c)) return c; } return "rgb(255, 255, 255)"; };
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const faint = [];
  for (const e of document.querySelectorAll(parts)) {
    if (!e.checkVisibility() || !own(e) && !e.matches("input, textarea") || e.closest("option, select")) continue;
    const style = getComputedStyle(e);
    const [ink, under] = [shade(e.closest("svg") ? style.fill : style.color), shade(ground(e))];
    if (under < .8 || (under + .05) / (ink + .05) < 4.5) faint.push([e.tagName, e.className, style.color, ground(e)].join(" "));
  }
  return faint;
}"""
"""Finds the texts of a page, among what a selector chooses, that are not dark on a light ground: less than the 4.5 to 1 of WCAG. Behind it
all is the page's ground or, on paper, white."""
