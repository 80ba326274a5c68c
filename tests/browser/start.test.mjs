/** What the start page of the notebooks can tell without a browser: addresses, sources, changes, files, and lists. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { ahead, asFile, decide, isNotebook, megabytes, noted, sources, title, told, wanted, whose } from "../../lite/start/notebook.js";

const cell = (source, kind = "code") => ({ cell_type: kind, source });
const book = (...cells) => ({ cells });
const [one, two, mine] = [book(cell("a = 1")), book(cell("a = 2")), book(cell("a = 3"))];

test("a notebook of the course is known by its address", () => {
  assert.deepEqual(wanted("?notebook=solutions/01-sort-cases.ipynb"),
    { path: "solutions/01-sort-cases.ipynb", folder: "solutions", name: "01-sort-cases" });
  assert.equal(wanted("?a=b&notebook=exercises%2F1.ipynb").name, "1");
});

for (const search of ["", "?", "?notebook", "?notebook=", "?notebook=exercises/.ipynb", "?notebook=exercises/a.ipynb ",
  "?notebook=exercises/a.ipynb%0A", "?notebook=exercises/a%00.ipynb", "?notebook=exercises/a/b.ipynb", "?notebook=exercises/a.py",
  "?notebook=exercises/%C3%A9.ipynb", "?notebook=exercises/a.ipynb&notebook=exercises/a.ipynb", "?Notebook=exercises/a.ipynb"]) {
  test(`no notebook: ${search}`, () => assert.equal(wanted(search), undefined));
}

for (const content of [undefined, null, "", "text", 1, [], {}, { cells: null }, { cells: {} }, { cells: [null] }, { cells: ["a"] }]) {
  test(`not a notebook: ${JSON.stringify(content)}`, () => assert.equal(isNotebook(content), false));
}

test("sources are the same however they are written down, whatever was printed, and with an empty cell at the end", () => {
  const file = book(cell(["# A\n", "\n"], "markdown"), cell(["x = 1\n", "y"]));
  const kept = book({ ...cell("# A\n\n", "markdown"), id: "1" }, { ...cell("x = 1\ny"), outputs: [{}], execution_count: 4 }, cell(""));
  assert.ok(isNotebook(file));
  assert.equal(sources(file), sources(kept));
});

for (const [name, changed] of Object.entries({
  "another word": book(cell("a = 2")), "another kind": book(cell("a = 1", "markdown")), "one cell more": book(cell("a = 1"), cell("b")),
  "another order": book(cell("b"), cell("a = 1")), "none": book(), "another first space": book(cell(" a = 1")) })) {
  test(`a change: ${name}`, () => assert.notEqual(sources(changed), sources(one)));
}

test("sources of two cells are not those of one", () => {
  assert.notEqual(sources(book(cell("a"), cell("b"))), sources(book(cell("a\nb"))));
});

test("a title is the first heading", () => {
  assert.equal(title(book(cell("# code"), cell("words", "markdown"), cell(["x\n", "#  Two words \n", "# no"], "markdown"))), "Two words");
  assert.equal(title(book(cell("## no", "markdown"))), "");
});

const [s1, s2] = [sources(one), sources(two)];
for (const [told, kept, published, opened, expected] of [
  ["nothing kept", undefined, s1, undefined, "new"],
  ["nothing kept, nothing published", undefined, undefined, undefined, "new"],
  ["nothing kept any more", undefined, s2, noted(undefined, s1), "new"],
  ["unchanged, no update", one, s1, noted(undefined, s1), "mine"],
  ["unchanged, update", one, s2, noted(undefined, s1), "stale"],
  ["unchanged, two updates back", one, s2, noted(noted(undefined, s1), s2), "stale"],
  ["changed, no update", mine, s1, noted(undefined, s1), "mine"],
  ["changed, update", mine, s2, noted(undefined, s1), "both"],
  ["changed to just what is published", two, s2, noted(undefined, s1), "mine"],
  ["never opened here", one, s2, undefined, "mine"],
  ["nothing published", mine, undefined, noted(undefined, s1), "mine"],
  ["not a notebook", "text", s2, noted(undefined, s1), "mine"],
  ["empty", null, s2, noted(undefined, s1), "mine"],
]) test(`decide: ${told}`, () => assert.equal(decide(kept, published, opened), expected));

test("versions are remembered once each, the last ones longest", () => {
  assert.deepEqual(noted(noted(noted(undefined, "1"), "2"), "1"), { from: "1", seen: ["2", "1"] });
  let opened;
  for (let n = 0; n < 50; n += 1) opened = noted(opened, String(n));
  assert.equal(opened.seen.length, 20);
  assert.equal(opened.seen.at(-1), "49");
});

test("a kept file is written as it was", () => {
  assert.deepEqual(JSON.parse(asFile({ content: one, format: "json" })), one);
  assert.equal(asFile({ content: "é\n", format: "text" }), "é\n");
  assert.deepEqual([...asFile({ content: "AP8=", format: "base64" })], [0, 255]);
  assert.equal(asFile({ content: null, format: null }), "null\n");
});

for (const [bytes, expected] of [[12_600_000, 13], [1, 1], [0, undefined], [-5, undefined], ["13", undefined], [undefined, undefined], [Infinity, undefined]]) {
  test(`megabytes of ${bytes}`, () => assert.equal(megabytes(bytes), expected));
}

test("only files of the site are fetched ahead", () => {
  const good = { url: "static/pyodide/a.wasm", bytes: 5 };
  const bad = ["https://x/a", "//x/a", "/a", "../a", "a/../../b", "\\\\x", "data:,", 1, null].map((url) => ({ url, bytes: 5 }));
  assert.deepEqual(ahead([good, ...bad, null, { url: "a" }, { url: "a", bytes: "5" }, { url: "a", bytes: 0 }]), [good]);
  for (const list of [undefined, null, {}, "x"]) assert.deepEqual(ahead(list), []);
});

test("answers in notebooks are told from answers on pages, and from another course's", () => {
  assert.equal(whose("selfcheck:c:notebook", "c"), "notebook");
  assert.equal(whose("selfcheck:c:notebook:damaged+", "c"), "notebook");
  assert.equal(whose("selfcheck:c", "c"), "page");
  assert.equal(whose("selfcheck:c:damaged", "c"), "page");
  for (const key of ["selfcheck:d:notebook", "selfcheck", "theme", "selfcheck:cc", "x:c:notebook"]) assert.equal(whose(key, "c"), "");
});

for (const [status, started, waited, expected] of [
  [undefined, false, 0, "starting"], ["unknown", false, 59_999, "starting"], ["unknown", false, 60_000, "late"],
  [undefined, false, 60_000, "late"], ["starting", false, 1, "starting"], ["idle", false, 1, "started"], ["busy", false, 99_999, "started"],
  ["restarting", true, 1, "starting"], ["restarting", true, 60_000, "late"], ["dead", true, 1, "dead"], ["dead", false, 1, "dead"],
  [undefined, true, 99_999, ""],
]) test(`told of ${status}, ${started ? "run before" : "new"}, after ${waited}`, () => assert.equal(told(status, started, waited), expected));
