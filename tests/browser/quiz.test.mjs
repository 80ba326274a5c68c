/** Quizzes, on a page and in a notebook. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, answer, asked, check, made, page, part, place, play, scene, script, words } from "./page.mjs";

test("a quiz counts what is done", () => {
  const tab = page(made.quiz);
  const progress = (done) => assert.equal(tab.$(".sc-progress").textContent, words("progress", { done, all: 5 }));
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
  assert.equal(scene(tab).dataset.scene, asked.case.scenes[0].name);
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

test("a quiz hears that another tab has started it again", () => {
  const here = page(made.quiz);
  answer(here, "one", asked.one.right, part(here, "one"));
  check(here, part(here, "one"));
  const there = page(made.quiz, here.shelf);
  here.$(".sc-restart").click();
  there.hear();
  for (const line of [".sc-progress", ".sc-score", ".sc-previous"]) {
    assert.equal(there.$(line).textContent, here.$(line).textContent);
  }
});

test("a quiz's damaged last score breaks nothing", () => {
  for (const before of [null, 1, "x", [], {}, { score: { toString: 1, valueOf: 1 }, all: [] }]) {
    const tab = page(made.quiz, new Shelf().fill({ "quiz:check": before }));
    assert.ok(tab.$("selfcheck-quiz[data-live]"));
    tab.quiet();
  }
});

test("a quiz counts a question that another script wakes up later", () => {
  const tab = page(made.quiz, new Shelf(), ["selfcheck.js"]);
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 0, all: 3 }));
  for (const name of ["selfcheck-case.js", "selfcheck-profile.js"]) tab.window.eval(script(name));
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 0, all: 5 }));
});

test("in a notebook: each view shows the HTML with ids of its own and tells what is kept", async () => {
  const tab = page("<main></main><main></main>");
  const { DOMParser, customElements, selfcheck } = tab.window;
  Object.assign(globalThis, { DOMParser, customElements, selfcheck }); // for the module: node runs it outside the page
  const url = `data:text/javascript,${encodeURIComponent(script("widget.js"))}`;
  const { default: widget } = await import(url);
  assert.notEqual((await import(`${url}//again`)).default, widget, "a second notebook runs it once more");
  const inside = asked.one.html.replaceAll(`q-${asked.one.id}`, `view-${asked.one.id}`);
  const values = { html: `<div class="sc-root">${made.words}${inside}</div>`, prefix: "view-", entries: {} };
  let saved = 0;
  const model = {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; },
    save_changes: () => { saved += 1; },
  };
  for (const el of tab.all("main")) widget.render({ model, el });
  const ids = tab.all("main [id]").map((element) => element.id);
  assert.deepEqual([...new Set(ids)], ids);
  assert.ok(ids.length > 10);
  answer(tab, "one", asked.one.right);
  check(tab);
  assert.equal(values.entries[asked.one.id].c, 1);
  assert.equal(tab.$(".sc-status p").textContent, words("right"));
  assert.ok(saved > 0);
  tab.$(".sc-again").click();
  assert.equal(values.entries[asked.one.id].r, undefined);
  tab.$("selfcheck-question").reset(false); // as a quiz does that starts again
  assert.deepEqual(values.entries, {});
  tab.quiet();
});
