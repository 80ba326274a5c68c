/** Trouble: storage that fails, stored answers that make no sense, pages that are not as they should be. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { SCRIPTS, Shelf, answer, asked, check, made, page, part, picture, script, words } from "./page.mjs";

const KINDS = ["one", "several", "sort", "order", "scale", "short", "reflect", "case", "profile"];
const open = (kind, shelf) => page(asked[kind].html, shelf);

test("trouble with the storage is told once, by the next thing said", () => {
  for (const [trouble, prepare] of Object.entries({
    "not-kept": (shelf) => { shelf.blocked.setItem = "QuotaExceededError"; },
    newer: (shelf) => shelf.kept.set("selfcheck:course", '{"v":2,"a":{}}'),
    damaged: (shelf) => shelf.kept.set("selfcheck:course", "{"),
  })) {
    const shelf = new Shelf();
    prepare(shelf);
    const tab = open("one", shelf);
    answer(tab, "one", asked.one.right);
    check(tab);
    assert.deepEqual(tab.all(".sc-status p").map((p) => p.textContent), [words("right"), words(trouble)]);
    tab.$(".sc-again").click();
    check(tab);
    assert.equal(tab.said(), words("blank"));
    tab.quiet();
  }
});

/** An object that cannot be turned into text or a number. */
const ODD = { toString: 1, valueOf: 1 };
const HOSTILE = [null, true, false, 0, -1, 1e99, "", "text", "<img src=x>", [], [null], [[1]], ["1"], [ODD],
  [1, 1, 1, 1, 1], [["x"], { 0: 1 }], [ODD, [ODD]], {}, { 1: 99 }, { 1: ODD }, { length: -1 }, { constructor: 1 }, ODD];

for (const kind of KINDS) {
  test(`${kind}: no stored answer can break it`, () => {
    const { id, hash, html, right, wrong } = asked[kind];
    const fields = (value) => ({ k: value, d: value, o: value, s: value, n: value, c: value, f: value, w: value });
    const single = ["n", "c", "f"].flatMap((name) => [ODD, "x"].map((value) => ({ h: hash, r: wrong, [name]: value })));
    const entries = single.concat(HOSTILE.flatMap((value) => [
      value, { h: hash, r: value }, { h: hash, r: value, k: true, d: true, n: 1 },
      { h: hash, r: wrong, ...fields(value) }]));
    const tab = page("<main></main>");
    for (const entry of entries) {
      tab.shelf.fill({ [id]: entry });
      tab.$("main").innerHTML = html; // a new element, as on a new visit
      tab.hear();
      assert.ok(tab.$(".sc[data-live]"), JSON.stringify(entry));
      if (right) {
        answer(tab, kind, right);
        check(tab);
        if (kind === "reflect") continue;
        assert.equal(tab.$(".sc").dataset.state, "right", JSON.stringify(entry));
        const { n, f } = tab.shelf.entries()[id];
        assert.ok(Number.isInteger(n) && Number.isFinite(f), JSON.stringify(entry));
      }
      assert.equal(tab.$("img"), null);
    }
    tab.quiet();
  });
}

test("order: a stored order that lacks a line is not shown", () => {
  const { id, hash, right } = asked.order;
  for (const r of [right.slice(1), right.map(() => right[0]), right.map(String), [...right, 99]]) {
    const tab = open("order", new Shelf().fill({ [id]: { h: hash, r } }));
    assert.deepEqual(picture(tab), picture(open("order")), JSON.stringify(r));
  }
});

test("one broken question leaves the others alive", () => {
  const tab = page(asked.one.html.replace("<form", "<div").replace("</form>", "</div>") + asked.short.html);
  assert.equal(tab.all("[data-live]").length, 1);
  assert.ok(tab.$(".sc-short[data-live]"));
  assert.throws(tab.quiet, "and the fault is told to whoever looks for it");
});

test("an element's own click() works like any other's", () => {
  const tab = open("one");
  tab.$(".sc").click();
  tab.quiet();
});

test("a heading called selfcheck does not stop the script", () => {
  const tab = page(`<h2 id="selfcheck">selfcheck</h2>${asked.one.html}`);
  answer(tab, "one", asked.one.right);
  check(tab);
  assert.equal(tab.$(".sc").dataset.state, "right");
});

test("every script can run twice", () => {
  const tab = page(made.quiz + made.table, new Shelf(), [...SCRIPTS, ...SCRIPTS]);
  for (const name of SCRIPTS) tab.window.eval(script(name));
  answer(tab, "one", asked.one.right, part(tab, "one"));
  check(tab, part(tab, "one"));
  assert.equal(tab.$(".sc-progress").textContent, words("progress", { done: 1, all: 5 }));
  assert.equal(tab.all(".sc-one .sc-note").length, tab.all(".sc-one .sc-answer").length, "one note a row");
  tab.quiet();
});

