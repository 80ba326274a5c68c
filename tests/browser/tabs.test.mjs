/** The same question in two places: two tabs of a browser, or two elements of one page. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, answer, asked, check, decide, page, part, picture, scene, words } from "./page.mjs";

/** Two tabs of one browser with the same page. */
function both(kind, html = asked[kind].html) {
  const shelf = new Shelf();
  return [page(html, shelf), page(html, shelf)];
}
const textOf = (tab) => tab.$("textarea").value;
const entryOf = (tab, kind) => tab.shelf.entries()[asked[kind].id];
const type = (tab, text) => { tab.$("textarea").value = text; tab.fire(tab.$("textarea"), "input"); };

for (const kind of ["one", "several", "sort", "order", "scale", "short"]) {
  test(`${kind}: what one tab does, the other shows`, () => {
    const [here, there] = both(kind);
    const steps = {
      answer: () => answer(here, kind, asked[kind].wrong),
      check: () => check(here),
      show: () => here.$(".sc-show").click(),
      again: () => here.$(".sc-again").click(),
      right: () => { answer(here, kind, asked[kind].right); check(here); },
    };
    for (const [name, act] of Object.entries(steps)) {
      act();
      there.hear();
      assert.deepEqual(picture(there), picture(here), name);
    }
    here.quiet();
    there.quiet();
  });
}

test("a change to another question leaves what this one said", () => {
  const [here, there] = both("one", asked.one.html + asked.scale.html);
  answer(there, "one", asked.one.right);
  check(there);
  answer(here, "scale", asked.scale.right, here.$(".sc-scale.sc"));
  there.hear();
  assert.equal(there.said(), words("right"));
});

test("a change to another site's or course's keys is none of ours", () => {
  const [here, there] = both("one");
  answer(here, "one", asked.one.right);
  there.hear("something-else");
  assert.equal(there.$("input:checked"), null);
});

test("storage that another tab emptied empties the question", () => {
  const [here, there] = both("one");
  answer(here, "one", asked.one.right);
  check(here);
  there.hear();
  here.shelf.kept.clear();
  there.hear(null);
  assert.equal(there.$("input:checked, [data-state]"), null);
});

test("two elements with one id on one page stay in step", () => {
  const tab = page(asked.one.html + asked.one.html.replaceAll("q-", "again-"));
  const [first, second] = tab.all(".sc");
  answer(tab, "one", asked.one.right, first);
  check(tab, first);
  tab.hear();
  assert.equal(second.dataset.state, "right");
  assert.equal(second.querySelector("input:checked").value, first.querySelector("input:checked").value);
  tab.quiet();
});

test("a question that has the focus is not changed under the learner's hands", () => {
  const [here, there] = both("short");
  there.$(".sc-input").focus();
  answer(here, "short", asked.short.right);
  there.hear();
  assert.equal(there.$(".sc-input").value, "");
});

test("a reflection typed in two tabs loses nothing", () => {
  const [here, there] = both("reflect");
  there.$("textarea").focus(); // so that it does not take over what it hears of
  type(here, "first");
  here.wait();
  there.hear();
  type(there, "second");
  there.wait();
  assert.equal(entryOf(here, "reflect").r, "second\n\nfirst");
  assert.equal(textOf(there), "second\n\nfirst");
  assert.equal(there.said(), words("other-tab"));
  here.hear();
  assert.equal(textOf(here), "second\n\nfirst");
  type(here, "second\n\nfirst, and more");
  here.wait();
  assert.equal(entryOf(here, "reflect").r, "second\n\nfirst, and more", "told once, not doubled");
  here.quiet();
  there.quiet();
});

test("what a tab already holds of the other's text is not added once more", () => {
  const [here, there] = both("reflect");
  there.$("textarea").focus();
  type(here, "first");
  here.wait();
  there.hear();
  type(there, "first, and second");
  there.wait();
  assert.equal(entryOf(here, "reflect").r, "first, and second");
  assert.equal(there.said(), "");
});

test("a text that the other tab has carried on is not added to it once more", () => {
  const [here, there] = both("reflect");
  type(here, "first");
  here.wait();
  there.hear();
  here.$("textarea").focus(); // so that it does not take over what it hears of
  type(there, "first, and second");
  there.wait();
  here.hear();
  check(here);
  assert.equal(entryOf(here, "reflect").r, "first, and second");
  assert.equal(textOf(here), "first, and second");
});

test("text that was not yet kept is not lost to another tab's", () => {
  const [here, there] = both("reflect");
  type(there, "typed a moment ago");
  type(here, "first");
  here.wait();
  there.hear();
  there.wait();
  for (const text of ["typed a moment ago", "first"]) assert.ok(entryOf(here, "reflect").r.includes(text), text);
});

test("a reflection that is made shorter stays so", () => {
  const [here] = both("reflect");
  type(here, "long text");
  here.wait();
  type(here, "long");
  here.wait();
  type(here, "");
  here.wait();
  assert.equal(entryOf(here, "reflect").r, "");
});

test("a case that has the focus goes on along its own path", () => {
  const [here, there] = both("case");
  there.$(".sc-scene:not([hidden]) input").focus();
  decide(here, 1);
  decide(here, 1);
  there.hear();
  decide(there, 2);
  assert.deepEqual(entryOf(here, "case").r, [2]);
  here.hear();
});

test("a change elsewhere leaves a choice that is ticked and not yet decided", () => {
  const [here, there] = both("case", asked.case.html + asked.one.html);
  scene(there).querySelector("input").click();
  answer(here, "one", asked.one.right, part(here, "one"));
  there.hear();
  assert.ok(scene(there).querySelector("input").checked);
});

test("leaving a profile that was not touched leaves the other tab's work", () => {
  const [here, there] = both("profile");
  there.$(".sc-input").focus();
  here.$(".sc-input").value = "Ours";
  here.fire(here.$(".sc-input"), "change");
  there.hear();
  there.fire(there.window, "pagehide");
  assert.equal(entryOf(here, "profile").r[0], "Ours");
});
