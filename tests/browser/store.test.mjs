/** What is kept, and what happens where a browser will not keep it. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, page } from "./page.mjs";

const STORE = ["grading.js", "store.js"];
const KEY = "selfcheck:course";
const { window } = page("", new Shelf(), STORE);
const { parse } = window.selfcheck;
/** Objects of the page's window have prototypes of their own: compare what they hold. */
const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
/** A store in a tab of its own. */
const open = (shelf) => page("", shelf, STORE).window.selfcheck.storeOf("course");

test("nothing kept is fine", () => {
  assert.deepEqual(plain(parse(null)), { state: "fine", entries: {} });
});

test("what was kept is read", () => {
  const found = plain(parse('{"v":1,"a":{"x":{"h":"1","r":2}}}'));
  assert.deepEqual(found, { state: "fine", entries: { x: { h: "1", r: 2 } } });
});

for (const raw of ["", "{", "null", "0", '"text"', "[]", "{}", '{"v":1}', '{"v":1,"a":null}', '{"v":1,"a":[]}',
  '{"v":1,"a":"x"}', '{"v":0,"a":{}}', '{"v":"1","a":{}}', '{"v":null,"a":{}}', '{"a":{}}']) {
  test(`damaged: ${raw || "empty"}`, () => assert.deepEqual(plain(parse(raw)), { state: "damaged", entries: {} }));
}

for (const raw of ['{"v":2,"a":{"x":{}}}', '{"v":2}', '{"v":99,"other":[]}']) {
  test(`from a newer edition: ${raw}`, () => assert.deepEqual(plain(parse(raw)), { state: "newer", entries: {} }));
}

test("an entry is written, read, and deleted", () => {
  const shelf = new Shelf();
  const store = open(shelf);
  store.put("x", { h: "1", r: "é" });
  assert.deepEqual(plain(store.get("x")), { h: "1", r: "é" });
  assert.equal(shelf.kept.get(KEY), '{"v":1,"a":{"x":{"h":"1","r":"é"}}}');
  assert.equal(open(shelf).get("x").r, "é", "another visit reads it");
  store.put("x", undefined);
  assert.equal(store.get("x"), undefined);
  assert.equal(shelf.kept.get(KEY), '{"v":1,"a":{}}');
  assert.equal(store.trouble, "");
});

test("two courses on one site keep apart", () => {
  const { selfcheck } = page("", new Shelf(), STORE).window;
  selfcheck.storeOf("one").put("x", { r: 1 });
  assert.equal(selfcheck.storeOf("other").get("x"), undefined);
});

test("two tabs do not lose each other's entries", () => {
  const shelf = new Shelf();
  const [one, other] = [open(shelf), open(shelf)];
  one.put("x", { r: 1 });
  other.put("y", { r: 2 });
  one.put("z", { r: 3 });
  other.put("x", { r: 4 });
  assert.deepEqual(shelf.entries(), { x: { r: 4 }, y: { r: 2 }, z: { r: 3 } });
  assert.equal(one.get("x").r, 4);
});

test("damaged text is set aside before anything is written over it", () => {
  const shelf = new Shelf();
  shelf.kept.set(KEY, "{damaged");
  const store = open(shelf);
  assert.equal(store.get("x"), undefined);
  assert.equal(store.trouble, "damaged");
  assert.equal(shelf.kept.get(KEY), "{damaged", "reading changes nothing");
  store.put("x", { r: 1 });
  assert.equal(shelf.kept.get(`${KEY}:damaged`), "{damaged");
  assert.deepEqual(shelf.entries(), { x: { r: 1 } });
});

test("damaged text is set aside beside what was set aside before, and once only", () => {
  const shelf = new Shelf();
  shelf.kept.set(`${KEY}:damaged`, "first");
  shelf.kept.set(`${KEY}:damaged+`, "second");
  for (const text of ["second", "third"]) {
    shelf.kept.set(KEY, text);
    open(shelf).put("x", { r: text });
  }
  assert.deepEqual([...shelf.kept.keys()], [`${KEY}:damaged`, `${KEY}:damaged+`, KEY, `${KEY}:damaged++`]);
  const aside = ["", "+", "++"].map((more) => shelf.kept.get(`${KEY}:damaged${more}`));
  assert.deepEqual(aside, ["first", "second", "third"]);
});

test("a store that only writes also tells of damage and of a newer edition", () => {
  for (const [raw, trouble] of [["{damaged", "damaged"], ['{"v":2,"a":{}}', "newer"]]) {
    const shelf = new Shelf();
    shelf.kept.set(KEY, raw);
    const store = open(shelf);
    store.put("x", { r: 1 });
    assert.equal(store.trouble, trouble);
  }
});

test("damaged text that cannot be set aside is not written over", () => {
  const shelf = new Shelf();
  shelf.kept.set(KEY, "{damaged");
  shelf.blocked.setItem = "QuotaExceededError";
  const store = open(shelf);
  store.put("x", { r: 1 });
  assert.deepEqual([...shelf.kept], [[KEY, "{damaged"]]);
  assert.equal(store.get("x").r, 1, "kept in memory");
});

test("a newer edition's text is never written over", () => {
  const raw = '{"v":2,"a":{"x":{"r":"newer"}}}';
  const shelf = new Shelf();
  shelf.kept.set(KEY, raw);
  const store = open(shelf);
  assert.equal(store.get("x"), undefined);
  assert.equal(store.trouble, "newer");
  store.put("x", { r: 1 });
  store.put("y", undefined);
  assert.deepEqual([...shelf.kept], [[KEY, raw]]);
  assert.equal(store.get("x").r, 1, "kept in memory");
  assert.equal(store.trouble, "newer");
});

test("full storage: what was kept stays, what is new stays in memory", () => {
  const shelf = new Shelf().fill({ old: { r: 0 }, gone: { r: 5 } });
  const store = open(shelf);
  shelf.blocked.setItem = "QuotaExceededError";
  store.put("x", { r: 1 });
  store.put("gone", undefined);
  assert.equal(store.trouble, "not-kept");
  assert.equal(store.get("x").r, 1);
  assert.equal(store.get("old").r, 0);
  assert.equal(store.get("gone"), undefined, "deleted, though the storage still has it");
  assert.deepEqual(shelf.entries(), { old: { r: 0 }, gone: { r: 5 } });
  delete shelf.blocked.setItem;
  store.put("x", { r: 2 });
  assert.equal(shelf.entries().x.r, 2, "kept once there is room");
  assert.equal(store.get("x").r, 2);
});

test("blocked storage: everything stays in memory", () => {
  const shelf = new Shelf();
  Object.assign(shelf.blocked, { getItem: "SecurityError", setItem: "SecurityError" });
  const store = open(shelf);
  assert.equal(store.get("x"), undefined);
  assert.equal(store.trouble, "not-kept");
  store.put("x", { r: 1 });
  assert.equal(store.get("x").r, 1);
  store.put("x", undefined);
  assert.equal(store.get("x"), undefined);
});

test("a browser that refuses the storage itself", () => {
  const tab = page("", new Shelf(), STORE);
  Object.defineProperty(tab.window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  const store = tab.window.selfcheck.storeOf("course");
  store.put("x", { r: 1 });
  assert.equal(store.get("x").r, 1);
  assert.equal(store.trouble, "not-kept");
});

/** Words that stand in every object, and ids that a course may well use. */
const EVERYWHERE = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

for (const id of EVERYWHERE) {
  test(`an entry may be called ${id}`, () => {
    const shelf = new Shelf();
    const store = open(shelf);
    assert.equal(store.get(id), undefined);
    assert.ok(!(id in store.memory));
    store.put(id, { h: "1", r: "mine" });
    assert.equal(shelf.kept.get(KEY), `{"v":1,"a":{"${id}":{"h":"1","r":"mine"}}}`);
    assert.deepEqual(plain(open(shelf).get(id)), { h: "1", r: "mine" });
    shelf.blocked.setItem = "QuotaExceededError";
    store.put(id, { h: "1", r: "more" });
    assert.equal(store.get(id).r, "more");
    assert.ok(id in store.memory);
    delete shelf.blocked.setItem;
    store.put(id, undefined);
    assert.equal(shelf.kept.get(KEY), '{"v":1,"a":{}}');
  });

  test(`a course may be called ${id}`, () => {
    const { selfcheck } = page("", new Shelf(), STORE).window;
    assert.equal(selfcheck.storeOf(id).key, `selfcheck:${id}`);
    assert.equal(selfcheck.storeOf(id), selfcheck.storeOf(id));
  });
}

test("words for another edition of a question are kept under a second name, once", () => {
  const old = { h: "1", r: "old words", d: true };
  const shelf = new Shelf().fill({ x: old });
  const store = open(shelf);
  store.put("x", { h: "2", r: "n" }, "2");
  store.put("x", { h: "2", r: "new" }, "2");
  assert.deepEqual(shelf.entries(), { x: { h: "2", r: "new" }, "x:earlier": old });
  store.put("x", undefined, "3");
  assert.deepEqual(shelf.entries(), { "x:earlier": old, "x:earlier+": { h: "2", r: "new" } }, "beside what was kept before");
  shelf.fill({ x: old, "x:earlier": old });
  store.put("x", { h: "2", r: "n" }, "2");
  assert.deepEqual(shelf.entries(), { x: { h: "2", r: "n" }, "x:earlier": old });
});

test("ticks and blanks for another edition are not kept", () => {
  for (const r of [[1, 2], { 1: 2 }, 3, null, undefined, "", " ", ["", [1, null]]]) {
    const shelf = new Shelf().fill({ x: { h: "1", r } });
    open(shelf).put("x", { h: "2", r: "new" }, "2");
    assert.deepEqual(shelf.entries(), { x: { h: "2", r: "new" } }, JSON.stringify(r));
  }
});

test("where storage is full, words for another edition stay where they are", () => {
  const old = { h: "1", r: "old words" };
  const shelf = new Shelf().fill({ x: old });
  const store = open(shelf);
  shelf.blocked.setItem = "QuotaExceededError";
  store.put("x", { h: "2", r: "n" }, "2");
  assert.deepEqual(shelf.entries(), { x: old });
  delete shelf.blocked.setItem;
  store.put("x", { h: "2", r: "new" }, "2");
  assert.deepEqual(shelf.entries(), { x: { h: "2", r: "new" }, "x:earlier": old });
});

test("hostile entries are no entries", () => {
  const shelf = new Shelf();
  const odd = '"n":null,"s":"text","b":true,"l":[1],"__proto__":{"h":"p"},"constructor":7';
  shelf.kept.set(KEY, `{"v":1,"a":{${odd},"x":{"h":"1"}}}`);
  const tab = page("", shelf, STORE);
  const store = tab.window.selfcheck.storeOf("course");
  for (const id of ["n", "s", "b", "constructor", "toString", "absent"]) assert.equal(store.get(id), undefined, id);
  assert.equal(store.get("l").h, undefined);
  assert.equal(store.get("x").h, "1");
  store.put("y", { h: "2" });
  assert.equal(store.get("y").h, "2");
  assert.equal(shelf.entries().x.h, "1");
  assert.equal(tab.window.eval("({}).h"), undefined, "and no other object has changed");
});
