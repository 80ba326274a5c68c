/** Branching cases: scenes, the path, the decision log. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, asked, decide, page, play, scene, words } from "./page.mjs";

const open = (shelf) => page(asked.case.html, shelf);
const title = (of) => of.querySelector(".sc-scene-title").textContent;
/** Scenes that can be seen, from the top. */
const seen = (tab) => tab.all(".sc-scene").filter((s) => !s.hidden);

test("case: one scene at first, and deciding nothing says so", () => {
  const tab = open();
  assert.deepEqual(seen(tab).map((s) => s.dataset.scene), [asked.case.scenes[0].name]);
  assert.ok(!tab.visible(".sc-log") && !tab.visible(".sc-again"));
  tab.$(".sc-check").click();
  assert.equal(tab.said(), words("blank-case"));
  assert.equal(tab.shelf.kept.size, 0);
  tab.quiet();
});

test("case: a decision shows what followed, leads on, and moves the focus to the new scene", () => {
  const tab = open();
  const start = scene(tab);
  const [choice, why] = [start.querySelector("label").textContent, start.querySelector(".sc-why").textContent];
  decide(tab, 1);
  assert.equal(scene(tab).dataset.scene, asked.case.scenes[0].ways[0]);
  assert.equal(scene(tab).nextElementSibling, tab.$(".sc-log"), "below all that were met before, wherever it stood");
  assert.equal(start.querySelector(".sc-followed").textContent, why);
  assert.equal(tab.said(), words("decided", { choice }));
  assert.equal(tab.document.activeElement, scene(tab).querySelector(".sc-scene-title"));
  assert.ok(start.querySelector(".sc-actions").hidden, "a decision stands");
  assert.ok([...start.querySelectorAll("input:not(:checked)")].every((i) => i.disabled));
  assert.ok(tab.visible(".sc-again"));
});

test("case: the end shows the decision log, and the next visit plays it all again", () => {
  const tab = open();
  const met = play(tab);
  const log = (of) => of.all("tbody tr").map((row) => [...row.cells].map((cell) => cell.textContent));
  assert.equal(log(tab).length, met.length - 1);
  assert.ok(log(tab).flat().every((text) => text));
  assert.equal(log(tab)[0][0], title(tab.$(`[data-scene="${met[0]}"]`)));
  assert.ok(tab.visible(".sc-log"));
  const entry = tab.shelf.entries()[asked.case.id];
  assert.deepEqual([entry.r, entry.d], [met.slice(1).map(() => 1), true]);
  const next = open(tab.shelf);
  assert.deepEqual(log(next), log(tab));
  assert.deepEqual(seen(next).map((s) => s.dataset.scene), met, "in the order in which they were met");
  assert.equal(next.said(), "");
  next.quiet();
});

test("case: starting again leaves nothing behind", () => {
  const tab = open();
  const shown = () => seen(tab).map((s) => s.outerHTML);
  const before = shown();
  play(tab);
  tab.$(".sc-again").click();
  assert.equal(tab.document.activeElement, scene(tab).querySelector(".sc-scene-title"));
  tab.$("#elsewhere").focus();
  assert.deepEqual(shown(), before);
  assert.equal(tab.$("input:checked, input:disabled"), null);
  assert.ok(!tab.visible(".sc-log") && !tab.visible(".sc-again"));
  assert.equal(tab.$("tbody tr"), null);
  assert.deepEqual(tab.shelf.entries(), {});
  decide(tab, 2);
  assert.deepEqual(tab.shelf.entries()[asked.case.id].r, [2]);
  tab.quiet();
});

test("case: a path of another edition is not played, and one that breaks off is played so far", () => {
  const stored = (entry) => open(new Shelf().fill({ [asked.case.id]: entry }));
  const other = stored({ h: "00000000", r: [1], d: true });
  assert.equal(scene(other).dataset.scene, asked.case.scenes[0].name);
  assert.ok(!other.visible(".sc-again"));
  const broken = stored({ h: asked.case.hash, r: [1, 99, 1] });
  assert.equal(scene(broken).dataset.scene, asked.case.scenes[0].ways[0]);
  decide(broken, 2);
  assert.deepEqual(broken.shelf.entries()[asked.case.id].r, [1, 2], "and goes on from there");
  broken.quiet();
});


test("case: what was kept is told on the next visit, so that a notebook knows of it", () => {
  const first = open();
  play(first);
  const tab = page("<main></main>", first.shelf);
  const told = [];
  tab.$("main").addEventListener("selfcheck:change", (event) => told.push([event.detail.id, event.detail.entry.d]));
  const { body } = new tab.window.DOMParser().parseFromString(asked.case.html, "text/html");
  tab.$("main").replaceChildren(...body.children);
  assert.deepEqual(told, [[asked.case.id, true]]);
});
