/** What a question does: checks, tries, the key, and what it shows again on the next visit. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, answer, asked, check, decide, page, picture, place, words } from "./page.mjs";

const MARKED = ["one", "several", "sort", "order", "scale", "short"];
const KINDS = [...MARKED, "reflect"];
const open = (kind, shelf) => page(asked[kind].html, shelf);
const entryOf = (tab, kind) => tab.shelf.entries()[asked[kind].id];
/** Check a wrong answer three times, another each time. */
function threeTries(tab) {
  const wrong = tab.all(".sc-answer").map((row) => Number(row.dataset.k)).filter((k) => !asked.one.right.includes(k));
  for (const choice of [wrong[0], wrong[1], wrong[0]]) {
    answer(tab, "one", choice);
    check(tab);
  }
}

for (const kind of KINDS) {
  test(`${kind}: the script shows the buttons and says nothing yet`, () => {
    const tab = open(kind);
    assert.ok(tab.$("[data-live]"));
    assert.ok(tab.visible(".sc-check"));
    for (const later of [".sc-show", ".sc-again"]) assert.ok(!tab.visible(later));
    assert.equal(tab.said(), "");
    assert.equal(tab.shelf.kept.size, 0, "looking keeps nothing");
    tab.quiet();
  });
}

for (const kind of KINDS.filter((k) => k !== "order")) {
  test(`${kind}: checking nothing says so and costs nothing`, () => {
    const tab = open(kind);
    check(tab);
    assert.equal(tab.said(), words("blank"));
    assert.equal(entryOf(tab, kind), undefined);
    assert.ok(!tab.$("[data-state]"));
    tab.quiet();
  });
}

test("sort: checking a part names what is missing", () => {
  const tab = open("sort");
  const [first, ...rest] = tab.all(".sc-answer").map((row) => row.querySelector("label").textContent);
  answer(tab, "sort", { [tab.$(".sc-answer").dataset.k]: 1 });
  check(tab);
  assert.equal(tab.said(), words("blank-part", { missing: rest.join("; ") }));
  assert.ok(!tab.said().includes(first));
  assert.equal(entryOf(tab, "sort").n, undefined);
});

for (const kind of MARKED) {
  test(`${kind}: a right answer is right, done and scored`, () => {
    const tab = open(kind);
    answer(tab, kind, asked[kind].right);
    check(tab);
    assert.equal(tab.$(".sc-status p").textContent, words("right"));
    assert.equal(tab.$(".sc").dataset.state, "right");
    const { w, ...rest } = entryOf(tab, kind);
    const { hash, right } = asked[kind];
    assert.deepEqual(rest, { h: hash, r: right, k: true, n: 1, f: 1, c: 1, o: false, s: false, d: true });
    assert.match(w, /^\d{4}-\d\d-\d\d$/);
    assert.ok(tab.visible(".sc-again") && !tab.visible(".sc-show"));
    tab.quiet();
  });

  test(`${kind}: a wrong answer is wrong, and the key stays shut`, () => {
    const tab = open(kind);
    answer(tab, kind, asked[kind].wrong);
    check(tab);
    assert.equal(tab.$(".sc").dataset.state, "wrong");
    const { c, d, n } = entryOf(tab, kind);
    assert.deepEqual({ c, d, n }, { c: 0, d: false, n: 1 });
    assert.ok(tab.visible(".sc-show") && !tab.visible(".sc-again"));
    assert.ok(!tab.$("[data-key]"));
    assert.equal(tab.$(".sc-form > .sc-explanation"), null);
    assert.equal(tab.all("[data-mark=right]").length, 0);
    if (kind === "sort" || kind === "order") assert.equal(tab.$(".sc-note .sc-why"), null, "it would give it away");
    if (kind === "scale" || kind === "short") assert.ok(tab.$(".sc-status .sc-why"), "the reason is told at once");
    assert.equal(tab.$(".sc-status p").textContent, words(kind === "one" ? "wrong" : "wrong-plain"));
    tab.quiet();
  });

  test(`${kind}: the next visit shows what this one left`, () => {
    for (const value of [asked[kind].right, asked[kind].wrong]) {
      const before = open(kind);
      answer(before, kind, value);
      check(before);
      const after = open(kind, before.shelf);
      assert.deepEqual(picture(after), picture(before));
      assert.equal(after.said(), "");
      after.quiet();
    }
  });

  test(`${kind}: an answer to another edition of the question is not shown`, () => {
    const { right } = asked[kind];
    const shelf = new Shelf().fill({ [asked[kind].id]: { h: "00000000", r: right, k: true, d: true, c: 1, n: 1 } });
    const tab = open(kind, shelf);
    assert.deepEqual(picture(tab), picture(open(kind)));
    tab.quiet();
  });

  test(`${kind}: "Show the answer" shows it, scores nothing more, and moves the focus to "Try again"`, () => {
    const tab = open(kind);
    answer(tab, kind, asked[kind].wrong);
    check(tab);
    tab.$(".sc-show").click();
    assert.equal(tab.said(), words("shown"));
    assert.equal(tab.$(".sc").dataset.state, "shown");
    assert.equal(tab.document.activeElement, tab.$(".sc-again"));
    assert.ok(!tab.visible(".sc-show"));
    const rowwise = ["one", "several", "sort"].includes(kind);
    if (rowwise) assert.equal(tab.all(".sc-note").length, tab.all(".sc-answer").length, "each row has its reason");
    else assert.ok(tab.$("[data-key] > .sc-key[open]"));
    assert.ok(tab.$(".sc-explanation"));
    tab.$(".sc-again").click();
    answer(tab, kind, asked[kind].right);
    check(tab);
    const { c, d, f, s } = entryOf(tab, kind);
    assert.deepEqual({ c, d, f, s }, { c: 0, d: true, f: 0, s: true });
    tab.quiet();
  });

  test(`${kind}: "Try again" empties the question and keeps the score`, () => {
    const tab = open(kind);
    const blank = picture(tab);
    answer(tab, kind, asked[kind].right);
    check(tab);
    tab.$(".sc-again").click();
    assert.deepEqual(picture(tab), blank);
    assert.deepEqual(entryOf(tab, kind), { h: asked[kind].hash, c: 1, f: 1, d: true, s: false });
    assert.equal(tab.document.activeElement, tab.$(".sc-answer input, .sc-answer select, .sc-up"));
    tab.quiet();
  });

  test(`${kind}: editing a checked answer takes the verdict away until the next check`, () => {
    const tab = open(kind);
    answer(tab, kind, asked[kind].right);
    check(tab);
    answer(tab, kind, asked[kind].wrong);
    assert.equal(tab.$("[data-state], .sc-note, [data-mark], [data-key], [aria-describedby*='-note-']"), null);
    const { c, d, k, n, r } = entryOf(tab, kind);
    assert.deepEqual({ c, d, k, n, r }, { c: 1, d: true, k: false, n: 0, r: asked[kind].wrong });
    check(tab);
    assert.equal(tab.$(".sc").dataset.state, "wrong");
    assert.equal(entryOf(tab, kind).c, 1, "the best credit stays");
    assert.equal(entryOf(tab, kind).d, true);
    tab.quiet();
  });

  test(`${kind}: the same wrong answer twice costs one try`, () => {
    const tab = open(kind);
    answer(tab, kind, asked[kind].wrong);
    for (const _ of [1, 2, 3, 4]) check(tab);
    assert.equal(entryOf(tab, kind).n, 1);
    assert.equal(tab.$(".sc").dataset.state, "wrong");
  });
}

test("the third wrong try shows the answer", () => {
  const tab = open("one");
  threeTries(tab);
  assert.equal(tab.said(), words("shown-third"));
  assert.equal(tab.$(".sc").dataset.state, "shown");
  const { c, d, n, o, s } = entryOf(tab, "one");
  assert.deepEqual({ c, d, n, o, s }, { c: 0, d: true, n: 3, o: true, s: true });
  const again = open("one", tab.shelf);
  assert.equal(again.$(".sc").dataset.state, "shown", "on the next visit too");
  tab.quiet();
});

test("the third wrong try at a short answer tells the reason once, in the key", () => {
  const tab = open("short");
  for (const text of ["none", "none of", "none of these"]) {
    answer(tab, "short", text);
    check(tab);
  }
  assert.equal(tab.said(), words("shown-third"));
  assert.ok(tab.$("[data-key] > .sc-key[open]"));
});

test("an answer that is changed after the key was shown is checked like a new one", () => {
  const tab = open("one");
  threeTries(tab);
  answer(tab, "one", asked.one.right);
  assert.equal(tab.$("[data-state]"), null);
  answer(tab, "one", asked.one.wrong);
  check(tab);
  assert.equal(tab.$(".sc").dataset.state, "wrong");
  assert.equal(entryOf(tab, "one").n, 1);
});

test("after the key was shown three new tries begin", () => {
  const tab = open("one");
  threeTries(tab);
  tab.$(".sc-again").click();
  answer(tab, "one", asked.one.wrong);
  check(tab);
  assert.equal(tab.$(".sc").dataset.state, "wrong");
  assert.equal(entryOf(tab, "one").n, 1);
});

test("a right answer at the second try: the first credit and the best differ", () => {
  const tab = open("sort");
  const [[item, group]] = Object.entries(asked.sort.right);
  answer(tab, "sort", { ...asked.sort.wrong, [item]: group });
  check(tab);
  const all = Object.keys(asked.sort.right).length;
  assert.equal(tab.said(), words("part", { got: 1, all }));
  assert.equal(tab.all("[data-mark=right]").length, 1);
  answer(tab, "sort", asked.sort.right);
  check(tab);
  const { c, f, n } = entryOf(tab, "sort");
  assert.deepEqual({ c, f, n }, { c: 1, f: 1 / all, n: 2 });
});

test("choose several: what is found and what does not belong is counted", () => {
  const tab = open("several");
  answer(tab, "several", [asked.several.right[0], ...asked.several.wrong]);
  check(tab);
  assert.equal(tab.said(), words("part-several", { got: 1, all: asked.several.right.length, wrong: 1 }));
  assert.equal(tab.all(".sc-note").length, 2, "a note under what was chosen, none under the rest");
});

test("a chosen answer is described by its note, and no longer once it is changed", () => {
  const tab = open("one");
  answer(tab, "one", asked.one.wrong);
  check(tab);
  const box = tab.$("input:checked");
  assert.equal(tab.document.getElementById(box.getAttribute("aria-describedby")).className, "sc-note");
  answer(tab, "one", asked.one.right);
  assert.equal(box.getAttribute("aria-describedby"), null);
});

test("the ends of a scale stay described whatever the question is called", () => {
  const tab = page(asked.scale.html.replaceAll(asked.scale.id, "a-note-to-place"));
  const described = () => tab.all("input[aria-describedby]").map((i) => i.getAttribute("aria-describedby"));
  const before = described();
  answer(tab, "scale", asked.scale.wrong);
  check(tab);
  assert.deepEqual(described(), before);
  assert.equal(before.length, 2);
});

test("order: buttons move a line, keep the focus, say where it is now, and stop at the ends", () => {
  const tab = open("order");
  const ids = () => tab.all(".sc-answer").map((row) => Number(row.dataset.k));
  const [first, second, ...rest] = ids();
  const down = tab.$(".sc-down");
  const line = tab.$(".sc-text").textContent;
  down.click();
  assert.deepEqual(ids(), [second, first, ...rest]);
  assert.deepEqual(entryOf(tab, "order").r, ids());
  assert.equal(tab.document.activeElement, down);
  assert.equal(tab.said(), words("moved", { line, place: 2, all: ids().length }));
  const disabled = () => tab.all("[aria-disabled=true]").map((b) => [b.closest("li").dataset.k, b.matches(".sc-up")]);
  const ends = () => [[String(ids()[0]), true], [String(ids().at(-1)), false]];
  assert.deepEqual(disabled(), ends());
  tab.$(".sc-up").click();
  assert.deepEqual(ids(), [second, first, ...rest], "the first line stays first");
  assert.deepEqual(disabled(), ends());
});

test("typing is kept after a pause, at once when the page is left, and when the element is taken out", () => {
  const type = (tab, text) => { tab.$(".sc-input").value = text; tab.fire(tab.$(".sc-input"), "input"); };
  const tab = open("reflect");
  type(tab, "one");
  assert.equal(entryOf(tab, "reflect"), undefined);
  tab.wait();
  assert.equal(entryOf(tab, "reflect").r, "one");
  type(tab, "two");
  tab.fire(tab.window, "pagehide");
  assert.equal(entryOf(tab, "reflect").r, "two");
  type(tab, "three");
  const element = tab.$(".sc");
  element.remove();
  assert.equal(entryOf(tab, "reflect").r, "three");
  tab.document.body.append(element);
  type(tab, "four");
  tab.fire(tab.window, "pagehide");
  assert.equal(entryOf(tab, "reflect").r, "four", "put back, it lives on");
  tab.quiet();
});

test("reflect: comparing keeps it, opens the model answer, and marks nothing", () => {
  const tab = open("reflect");
  answer(tab, "reflect", "What I think.");
  check(tab);
  assert.equal(tab.said(), words("compared"));
  assert.ok(tab.$("[data-key] > .sc-key[open]"));
  const { c, d, n, r } = entryOf(tab, "reflect");
  assert.deepEqual({ c, d, n, r }, { c: undefined, d: true, n: undefined, r: "What I think." });
  const next = open("reflect", tab.shelf);
  assert.equal(next.$("textarea").value, "What I think.");
  assert.ok(next.$("[data-key] > .sc-key[open]"));
});

test("reflect: what was written before the question changed is shown and said, and outlives what is written next", () => {
  const { id, hash } = asked.reflect;
  const old = { h: "00000000", r: "Written long ago.", d: true, k: true };
  const tab = open("reflect", new Shelf().fill({ [id]: old }));
  assert.equal(tab.$("textarea").value, old.r);
  assert.equal(tab.said(), words("changed"));
  assert.ok(!tab.$("[data-state]"), "it has not been compared with this edition's model answer");
  tab.fire(tab.window, "pagehide");
  assert.deepEqual(tab.shelf.entries(), { [id]: old }, "looking changes nothing");
  tab.$("textarea").value = "";
  tab.fire(tab.$("textarea"), "input");
  tab.wait();
  assert.deepEqual(tab.shelf.entries(), { [id]: { h: hash, r: "" }, [`${id}:earlier`]: old });
  assert.equal(open("reflect", tab.shelf).$("textarea").value, "", "who has emptied it finds it empty");
  tab.quiet();
});

test("reflect: an earlier text can be compared as it stands", () => {
  const { id, hash } = asked.reflect;
  const tab = open("reflect", new Shelf().fill({ [id]: { h: "00000000", r: "Mine." } }));
  check(tab);
  assert.equal(tab.said(), words("compared"));
  const { h, r, d } = entryOf(tab, "reflect");
  assert.deepEqual({ h, r, d }, { h: hash, r: "Mine.", d: true });
});

test("short: an answer to another edition is not shown, and is kept beside the new one", () => {
  const { id, right } = asked.short;
  const old = { h: "00000000", r: "my own word", k: true, n: 1 };
  const tab = open("short", new Shelf().fill({ [id]: old }));
  assert.equal(tab.$(".sc-input").value, "");
  answer(tab, "short", right);
  assert.deepEqual(tab.shelf.entries()[`${id}:earlier`], old);
});

/** A page that comes back from the browser's cache: no event told it what other pages have kept meanwhile. */
function back(tab, persisted = true) {
  const event = new tab.window.Event("pageshow");
  Object.defineProperty(event, "persisted", { value: persisted });
  tab.window.dispatchEvent(event);
}

for (const kind of [...MARKED, "reflect", "profile", "case"]) {
  test(`${kind}: a page that comes back from the cache shows what was kept meanwhile, even where the focus is`, () => {
    const here = open(kind);
    here.$("input, select, textarea, button")?.focus();
    const there = open(kind, here.shelf);
    if (kind === "case") decide(there, 1);
    else if (kind === "profile") place(there);
    else { answer(there, kind, asked[kind].right); check(there); }
    there.$("#elsewhere").focus(); // a heading that has the focus bears a mark
    const before = picture(here);
    back(here, false);
    assert.deepEqual(picture(here), before, "a page that is loaded anew has read it already");
    back(here);
    assert.deepEqual(picture(here), picture(there));
    here.quiet();
  });
}

test("a kind may come later: until then its question stays as the page gave it", () => {
  const html = asked.sort.html.replace('data-kind="sort"', 'data-kind="late"');
  const tab = page(html);
  const { selfcheck } = tab.window;
  assert.ok(!tab.$("[data-live]"));
  assert.ok(!tab.visible(".sc-check") && tab.$(".sc-key"), "with its key in sight");
  selfcheck.register("another", selfcheck.kinds.one);
  assert.ok(!tab.$("[data-live]"));
  let ready = 0;
  tab.document.addEventListener("selfcheck:ready", () => { ready += 1; });
  selfcheck.register("late", { ...selfcheck.kinds.sort, told: () => "wrong" });
  assert.ok(tab.$("[data-live]") && tab.visible(".sc-check"));
  assert.equal(ready, 1);
  answer(tab, "sort", asked.sort.wrong);
  check(tab);
  assert.equal(tab.said(), words("wrong"), "as the kind says");
  selfcheck.register("late", selfcheck.kinds.sort);
  assert.equal(selfcheck.kinds.late.told(), "wrong", "the first of a name stays");
  tab.quiet();
});

test("a question that is taken out before its kind comes wakes when it is put back", () => {
  const tab = page(asked.one.html.replace('data-kind="one"', 'data-kind="late"'));
  const element = tab.$(".sc");
  element.remove();
  tab.window.selfcheck.register("late", tab.window.selfcheck.kinds.one);
  assert.ok(!element.hasAttribute("data-live"));
  tab.document.body.append(element);
  assert.ok(element.hasAttribute("data-live"));
});

for (const name of ["constructor", "__proto__", "toString"]) {
  test(`a kind called ${name} is not known from the start`, () => {
    const tab = page(asked.one.html.replace('data-kind="one"', `data-kind="${name}"`));
    assert.ok(!tab.$("[data-live]"));
    tab.window.selfcheck.register(name, tab.window.selfcheck.kinds.one);
    assert.ok(tab.$("[data-live]"));
    tab.quiet();
  });

  test(`reflect: a question called ${name} keeps what is written`, () => {
    const tab = page(asked.reflect.html.replaceAll(asked.reflect.id, name));
    answer(tab, "reflect", "She asked first.");
    check(tab);
    assert.equal(tab.said(), words("compared"));
    assert.equal(Object.entries(tab.shelf.entries()).find(([id]) => id === name)[1].r, "She asked first.");
    const next = page(asked.reflect.html.replaceAll(asked.reflect.id, name), tab.shelf);
    assert.equal(next.$("textarea").value, "She asked first.");
    tab.quiet();
  });
}

test("a row may hold two controls: its note describes both, until the answer is changed", () => {
  const menu = /<select id="(\S+?)" name="\S+?">.*?<\/select>/gs;
  const html = asked.sort.html.replace('data-kind="sort"', 'data-kind="pairs"').replace(menu, (all, id) => all + all.replaceAll(id, `${id}-b`));
  const tab = page(html);
  const { kinds, register } = tab.window.selfcheck;
  const menus = (q) => q.rows().map((row) => [...row.querySelectorAll("select")]);
  register("pairs", { ...kinds.sort,
    read: (q) => menus(q).map((row) => row.map((m) => Number(m.value))),
    write: (q, answer) => menus(q).forEach((row, n) => row.forEach((m, place) => { m.value = answer?.[n]?.[place] || ""; })),
    blank: (answer) => answer.flat().includes(0),
    missing: (q) => q.rows().filter((row, n) => menus(q)[n].some((m) => !m.value)).map((row) => row.querySelector("label")),
    grade: (answer) => tab.window.selfcheck.score(0, answer.length, { marks: { [tab.$(".sc-answer").dataset.k]: false } }),
  });
  const all = tab.all("select");
  const choose = (chosen) => { for (const m of chosen) { m.value = "1"; tab.fire(m, "change"); } };
  choose(all.slice(1));
  check(tab);
  assert.equal(tab.said(), words("blank-part", { missing: tab.$("label").textContent }));
  choose(all.slice(0, 1));
  check(tab);
  assert.equal(tab.said(), words("wrong-plain"));
  assert.equal(tab.all("[data-mark]").length, 1);
  const note = tab.$(".sc-note").id;
  assert.deepEqual(all.slice(0, 3).map((m) => m.getAttribute("aria-describedby")), [note, note, null]);
  all[0].value = "2";
  tab.fire(all[0], "change");
  assert.deepEqual(all.slice(0, 2).map((m) => m.getAttribute("aria-describedby")), [null, null]);
  tab.quiet();
});
