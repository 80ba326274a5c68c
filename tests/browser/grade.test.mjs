/** Grading and spelling: the same comes out here and in Python, of the same key. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "./limits.mjs";
import { Shelf, asked, made, page } from "./page.mjs";

const { window } = page("", new Shelf(), made.graders);
const { spelling, grade, same } = window.selfcheck;
const plain = (value) => JSON.parse(JSON.stringify(value));
const table = JSON.parse(readFileSync(new URL("../grading.json", import.meta.url), "utf8"));

for (const { name, kind, answer, key, expected } of table) {
  test(`${kind}: ${name}`, () => {
    const { marks, ...told } = plain(grade(kind, answer, key));
    assert.deepEqual(told, expected);
    const right = Object.values(marks).filter((mark) => mark).length;
    assert.equal(right, ["scale", "short"].includes(kind) ? 0 : expected.got, "as many marks are right as parts");
  });
}

test("the table has every kind that is marked", () => {
  const kinds = ["one", "order", "scale", "several", "short", "sort"];
  assert.deepEqual(new Set(table.map((row) => row.kind)), new Set(kinds));
});

test("marks say of each choice or place whether it is right", () => {
  const marks = (...given) => plain(grade(...given).marks);
  assert.deepEqual(marks("several", [1, 2], { right: [1, 3] }), { 1: true, 2: false });
  assert.deepEqual(marks("sort", { 1: 2, 2: 2 }, { groups: { 1: 1, 2: 2 } }), { 1: false, 2: true });
  assert.deepEqual(marks("order", [2, 1, 3], { order: [1, 2, 3] }), { 1: false, 2: false, 3: true });
});

test("texts are spelt as in Python", () => {
  assert.ok(made.spelt.length > 5000);
  assert.deepEqual(made.spelt.filter(([text, spelt]) => spelling(text) !== spelt), []);
});

test("equal words have one spelling, different words do not", () => {
  for (const text of ["multi agency", "MULTI-AGENCY", "multi\u2011agency", " Multi\u00adagency. "]) {
    assert.equal(spelling(text), "multiagency");
  }
  assert.equal(spelling("cafe\u0301"), spelling("CAFÉ"));
  assert.notEqual(spelling("café"), spelling("cafe"));
  assert.notEqual(spelling("v1"), spelling("v2"));
});

test("the script reads the same key from the page as Python has, for every question of the course", () => {
  const tab = page(made.all);
  const read = Object.fromEntries(tab.all("selfcheck-question[data-marked]").map((q) => [q.dataset.id, plain(q.key)]));
  assert.deepEqual(read, made.keys);
  assert.equal(tab.all(".sc").length, tab.all(".sc[data-live]").length, "and every question wakes up");
  tab.quiet();
});

for (const kind of ["one", "several", "sort", "order", "scale", "short"]) {
  test(`${kind}: a right answer has full credit, a wholly wrong one none`, () => {
    const key = made.keys[asked[kind].id];
    const [right, wrong] = [grade(kind, asked[kind].right, key), grade(kind, asked[kind].wrong, key)];
    assert.deepEqual([right.credit, right.right, wrong.credit, wrong.right], [1, true, 0, false]);
  });
}

test("answers are the same when they hold the same", () => {
  for (const [a, b] of [[1, 1], [[1, 2], [1, 2]], [undefined, undefined], [{ 1: 2 }, { 1: 2 }]]) assert.ok(same(a, b));
  for (const [a, b] of [[1, "1"], [[1, 2], [2, 1]], [undefined, null], ["", null], [{}, []]]) assert.ok(!same(a, b));
});
