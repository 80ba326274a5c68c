/** Quizzes, cases, profiles and tables. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SCRIPTS, Shelf, answer, asked, check, made, page, script, words } from "./page.mjs";

const KINDS = ["one", "several", "reflect", "case", "profile"];
const part = (tab, kind) => tab.$(`.sc-${kind}`);
const scene = (tab) => tab.all(".sc-scene").filter((s) => !s.hidden).at(-1);
const title = (of) => of.querySelector(".sc-scene-title").textContent;
function decide(tab, number) {
  const here = scene(tab);
  here.querySelector(`input[value="${number}"]`).click();
  here.querySelector(".sc-check").click();
}
/** Take the first choice until the case ends. @returns {string[]} names of the scenes met */
function play(tab) {
  const met = [scene(tab).dataset.scene];
  while (scene(tab).querySelector("form")) {
    decide(tab, 1);
    met.push(scene(tab).dataset.scene);
  }
  return met;
}
function place(tab, step = 0) {
  tab.all(".sc-trait").forEach((trait) => trait.querySelectorAll("input")[step].click());
  check(tab, part(tab, "profile"));
}

test("a quiz counts what is done", () => {
  const tab = page(made.quiz);
  const progress = (done) => assert.equal(tab.$(".sc-progress").textContent, words("progress", { done, all: KINDS.length }));
  assert.ok(tab.visible(".sc-result"));
  assert.ok(!tab.visible(".sc-restart"));
  progress(0);
  answer(tab, "one", asked.one.wrong, part(tab, "one"));
  check(tab, part(tab, "one"));
  progress(0);
  answer(tab, "one", asked.one.right, part(tab, "one"));
  check(tab, part(tab, "one"));
  progress(1);
  answer(tab, "reflect", "Mine.", part(tab, "reflect"));
  check(tab, part(tab, "reflect"));
  progress(2);
  play(tab);
  progress(3);
  place(tab);
  progress(4);
  assert.equal(tab.$(".sc-score").textContent, "", "no score before the end");
  answer(tab, "several", asked.several.right, part(tab, "several"));
  check(tab, part(tab, "several"));
  progress(5);
  assert.equal(tab.$(".sc-score").textContent, words("score", { score: 2, all: 2, first: 1 }));
  tab.quiet();
});

/** A quiz with everything done: one question wholly wrong, the rest right. */
function finished() {
  const tab = page(made.quiz);
  answer(tab, "one", asked.one.wrong, part(tab, "one"));
  check(tab, part(tab, "one"));
  part(tab, "one").querySelector(".sc-show").click();
  for (const kind of ["several", "reflect"]) {
    answer(tab, kind, asked[kind].right, part(tab, kind));
    check(tab, part(tab, kind));
  }
  play(tab);
  place(tab);
  return tab;
}

test("the next visit shows the score at once", () => {
  const tab = page(made.quiz, finished().shelf);
  assert.equal(tab.$(".sc-score").textContent, words("score", { score: 1, all: 2, first: 1 }));
  tab.quiet();
});

test("starting a quiz again empties it, keeps reflections and profiles, and tells the last score", () => {
  const tab = finished();
  tab.$(".sc-restart").click();
  assert.deepEqual(Object.keys(tab.shelf.entries()).sort(), [asked.profile.id, asked.reflect.id, "quiz:check"].sort());
  assert.equal(tab.$("textarea").value, asked.reflect.right);
  assert.equal(part(tab, "one").querySelector("input:checked"), null);
  assert.equal(title(scene(tab)), title(tab.$(`[data-scene="${asked.case.scenes[0].name}"]`)));
  assert.equal(tab.$(".sc-previous").textContent, words("previous", { score: 1, all: 2 }));
  assert.ok(tab.visible(".sc-previous"));
  assert.equal(tab.$(".sc-score").textContent, "");
  assert.equal(tab.document.activeElement, tab.$(".sc-quiz-title"));
  const next = page(made.quiz, tab.shelf);
  assert.equal(next.$(".sc-previous").textContent, words("previous", { score: 1, all: 2 }));
  next.quiet();
  tab.quiet();
});

test("a quiz hears of another tab", () => {
  const shelf = new Shelf();
  const [here, there] = [page(made.quiz, shelf), page(made.quiz, shelf)];
  answer(here, "one", asked.one.right, part(here, "one"));
  check(here, part(here, "one"));
  there.hear();
  assert.equal(there.$(".sc-progress").textContent, here.$(".sc-progress").textContent);
});

test("a quiz's damaged last score breaks nothing", () => {
  for (const before of [null, 1, "x", [], {}, { score: { toString: 1, valueOf: 1 }, all: [] }]) {
    const tab = page(made.quiz, new Shelf().fill({ "quiz:check": before }));
    assert.ok(tab.$("selfcheck-quiz[data-live]"));
    tab.quiet();
  }
});

test("a quiz counts a question that another script wakes up later", () => {
  const tab = page(made.quiz, new Shelf(), ["base.js", "question.js"]);
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 0, all: 3 }));
  for (const name of ["case.js", "profile.js"]) tab.window.eval(script(name));
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 0, all: 5 }));
});

test("case: one scene at first, and deciding nothing says so", () => {
  const tab = page(asked.case.html);
  assert.deepEqual(tab.all(".sc-scene").filter((s) => !s.hidden).map((s) => s.dataset.scene), [asked.case.scenes[0].name]);
  assert.ok(!tab.visible(".sc-log") && !tab.visible(".sc-again"));
  tab.$(".sc-check").click();
  assert.equal(tab.said(), words("blank"));
  assert.equal(tab.shelf.kept.size, 0);
  tab.quiet();
});

test("case: a decision shows what followed, leads on, and moves the focus to the new scene", () => {
  const tab = page(asked.case.html);
  const start = scene(tab);
  const [choice, why] = [start.querySelector("label").textContent, start.querySelector(".sc-why").textContent];
  decide(tab, 1);
  assert.equal(scene(tab).dataset.scene, asked.case.scenes[0].ways[0]);
  assert.equal(start.querySelector(".sc-followed").textContent, why);
  assert.equal(tab.said(), words("decided", { choice }));
  assert.equal(tab.document.activeElement, scene(tab).querySelector(".sc-scene-title"));
  assert.ok(start.querySelector(".sc-actions").hidden, "a decision stands");
  assert.ok([...start.querySelectorAll("input:not(:checked)")].every((i) => i.disabled));
  assert.ok(tab.visible(".sc-again"));
});

test("case: the end shows the decision log, and the next visit plays it all again", () => {
  const tab = page(asked.case.html);
  const met = play(tab);
  const log = (of) => of.all("tbody tr").map((row) => [...row.cells].map((cell) => cell.textContent));
  assert.equal(log(tab).length, met.length - 1);
  assert.ok(log(tab).flat().every((text) => text));
  assert.equal(log(tab)[0][0], title(tab.$(`[data-scene="${met[0]}"]`)));
  assert.ok(tab.visible(".sc-log"));
  const entry = tab.shelf.entries()[asked.case.id];
  assert.deepEqual([entry.r, entry.d], [met.slice(1).map(() => 1), true]);
  const next = page(asked.case.html, tab.shelf);
  assert.deepEqual(log(next), log(tab));
  assert.deepEqual(next.all(".sc-scene").filter((s) => !s.hidden).map((s) => s.dataset.scene), met, "in the order in which they were met");
  assert.equal(next.said(), "");
  next.quiet();
});

test("case: starting again leaves nothing behind", () => {
  const tab = page(asked.case.html);
  const shown = () => tab.all(".sc-scene").filter((s) => !s.hidden).map((s) => s.innerHTML);
  const before = shown();
  play(tab);
  tab.$(".sc-again").click();
  assert.deepEqual(shown(), before);
  assert.equal(tab.$("input:checked, input:disabled"), null);
  assert.ok(!tab.visible(".sc-log") && !tab.visible(".sc-again"));
  assert.equal(tab.document.activeElement, scene(tab).querySelector(".sc-scene-title"));
  assert.deepEqual(tab.shelf.entries(), {});
  decide(tab, 2);
  assert.deepEqual(tab.shelf.entries()[asked.case.id].r, [2]);
  tab.quiet();
});

test("case: a path of another edition is not played, and one that breaks off is played so far", () => {
  const stored = (entry) => page(asked.case.html, new Shelf().fill({ [asked.case.id]: entry }));
  const other = stored({ h: "00000000", r: [1], d: true });
  assert.equal(scene(other).dataset.scene, asked.case.scenes[0].name);
  assert.ok(!other.visible(".sc-again"));
  const broken = stored({ h: asked.case.hash, r: [1, 99, 1] });
  assert.equal(scene(broken).dataset.scene, asked.case.scenes[0].ways[0]);
  decide(broken, 2);
  assert.deepEqual(broken.shelf.entries()[asked.case.id].r, [1, 2], "and goes on from there");
  broken.quiet();
});

test("profile: checking nothing, and checking a part", () => {
  const tab = page(asked.profile.html);
  check(tab);
  assert.equal(tab.said(), words("blank"));
  assert.equal(tab.shelf.kept.size, 0);
  const names = tab.all(".sc-trait legend").map((l) => l.textContent);
  tab.$(".sc-trait input").click();
  check(tab);
  assert.equal(tab.said(), words("blank-part", { missing: names.slice(1).join("; ") }));
  assert.equal(tab.$(".sc-you").getAttribute("visibility"), "hidden");
  tab.quiet();
});

test("profile: the learner's steps are drawn into every picture and stand in the table", () => {
  const tab = page(asked.profile.html);
  tab.$(".sc-input").value = "Our hub";
  tab.fire(tab.$(".sc-input"), "change");
  const steps = asked.profile.traits.map(([first, last], n) => (n % 2 ? last : first));
  tab.all(".sc-trait").forEach((trait, n) => trait.querySelector(`input[value="${steps[n]}"]`).click());
  check(tab);
  assert.equal(tab.said(), words("profile"));
  for (const svg of tab.all("svg.sc-panel")) {
    assert.equal(svg.querySelector(".sc-you").getAttribute("visibility"), "visible");
    const ends = /M(\S+) \S+H(\S+?)M/.exec(svg.querySelector(".sc-axis").getAttribute("d")).slice(1).map(Number);
    const drawn = svg.querySelector(".sc-you-line").getAttribute("points").split(" ").map((p) => Number(p.split(",")[0]));
    drawn.forEach((x, n) => assert.ok(Math.abs(x - ends[n % 2]) < 0.1, `${x} is not at ${ends[n % 2]}`));
    const marks = [...svg.querySelectorAll(".sc-you-mark")].map((m) => m.getAttribute("transform").match(/[\d.]+/g).join(","));
    assert.equal(marks.join(" "), svg.querySelector(".sc-you-line").getAttribute("points"));
  }
  const cells = tab.all(".sc-you-cell");
  assert.deepEqual(cells.map((cell) => cell.textContent), ["Our hub", ...steps.map(String)]);
  assert.ok(cells.every((cell) => !cell.hidden));
  assert.ok(tab.all(".sc-key-you").every((label) => label.textContent === "Our hub" && !label.hidden));
  const next = page(asked.profile.html, tab.shelf);
  assert.equal(next.$(".sc-input").value, "Our hub");
  assert.equal(next.$("svg").outerHTML, tab.$("svg").outerHTML);
  assert.deepEqual(next.all(".sc-you-cell").map((cell) => cell.textContent), cells.map((cell) => cell.textContent));
  tab.quiet();
});

test("profile: without a name it keeps the page's word, and a later change is drawn at once", () => {
  const tab = page(asked.profile.html);
  const word = tab.$("th.sc-you-cell").textContent;
  place(tab, 0);
  assert.equal(tab.$("th.sc-you-cell").textContent, word);
  const [first] = asked.profile.traits[0];
  assert.equal(tab.$("td.sc-you-cell").textContent, String(first));
  tab.all(".sc-trait input")[1].click();
  assert.equal(tab.$("td.sc-you-cell").textContent, String(first + 1));
  assert.equal(tab.shelf.entries()[asked.profile.id].d, true);
});

test("profile: steps of another edition are not shown", () => {
  const tab = page(asked.profile.html, new Shelf().fill({ [asked.profile.id]: { h: "00000000", r: ["Old", [1, 1]], d: true } }));
  assert.equal(tab.$(".sc-input").value, "");
  assert.equal(tab.$("input:checked"), null);
});

test("table: a menu leaves the rows that fit, and the count follows", () => {
  const tab = page(made.table);
  const said = (shown) => assert.equal(tab.said(), made.count.replace("{shown}", shown).replace("{all}", 3));
  const menu = tab.$("select");
  assert.ok(tab.visible("select"));
  said(3);
  const choose = (value) => { menu.value = value; tab.fire(menu, "change"); };
  choose("a");
  assert.deepEqual(tab.all("tbody tr").map((row) => row.hidden), [false, true, false]);
  said(2);
  choose("");
  assert.ok(tab.all("tbody tr").every((row) => !row.hidden));
  said(3);
  tab.quiet();
});

test("every script can run twice", () => {
  const tab = page(made.quiz + made.table, new Shelf(), [...SCRIPTS, ...SCRIPTS]);
  for (const name of SCRIPTS) tab.window.eval(script(name));
  answer(tab, "one", asked.one.right, part(tab, "one"));
  check(tab, part(tab, "one"));
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 1, all: 5 }));
  assert.equal(tab.all(".sc-one .sc-note").length, asked.one.right.length === 1 ? tab.all(".sc-one .sc-answer").length : 0);
  tab.quiet();
});

test("the end of the script in a notebook shows the HTML and tells what is kept", async () => {
  const url = `data:text/javascript,${encodeURIComponent(script("widget.js"))}`;
  const [{ default: widget }] = await Promise.all([import(url), import(`${url}//again`)]);
  const tab = page("<main></main>");
  globalThis.DOMParser = tab.window.DOMParser;
  const values = { html: `<div class="sc-root">${made.words}${asked.one.html}</div>`, entries: {} };
  let saved = 0;
  const model = { get: (name) => values[name], set: (name, value) => { values[name] = value; }, save_changes: () => { saved += 1; } };
  widget.render({ model, el: tab.$("main") });
  answer(tab, "one", asked.one.right);
  check(tab);
  assert.equal(values.entries[asked.one.id].c, 1);
  assert.ok(saved > 0);
  tab.$(".sc-again").click();
  assert.equal(values.entries[asked.one.id].r, undefined);
  tab.quiet();
});
