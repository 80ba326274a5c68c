/** Profiles, and tables that can be filtered. */
import assert from "node:assert/strict";
import { test } from "./limits.mjs";
import { Shelf, asked, check, made, page, place, words } from "./page.mjs";

test("profile: checking nothing, and checking a part", () => {
  const tab = page(asked.profile.html);
  check(tab);
  assert.equal(tab.said(), words("blank-profile"));
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
    const points = svg.querySelector(".sc-you-line").getAttribute("points").split(" ");
    points.forEach((point, n) => {
      const x = Number(point.split(",")[0]);
      assert.ok(Math.abs(x - ends[n % 2]) < 0.1, `${x} is not at ${ends[n % 2]}`);
    });
    const marks = [...svg.querySelectorAll(".sc-you-mark")].map((m) => m.getAttribute("transform"));
    assert.deepEqual(marks, points.map((point) => `translate(${point.replace(",", " ")})`));
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
  const word = page(asked.profile.html, new Shelf(), []).$("th.sc-you-cell").textContent;
  assert.ok(word);
  place(tab, 0);
  assert.equal(tab.$("th.sc-you-cell").textContent, word);
  const [first] = asked.profile.traits[0];
  assert.equal(tab.$("td.sc-you-cell").textContent, String(first));
  tab.all(".sc-trait input")[1].click();
  assert.equal(tab.$("td.sc-you-cell").textContent, String(first + 1));
  assert.equal(tab.shelf.entries()[asked.profile.id].d, true);
});

test("profile: a name that was only typed is kept when the page is left", () => {
  const tab = page(asked.profile.html);
  tab.fire(tab.window, "pagehide");
  assert.equal(tab.shelf.kept.size, 0, "nothing was typed");
  tab.$(".sc-input").value = "Our hub";
  tab.fire(tab.window, "pagehide");
  assert.equal(tab.shelf.entries()[asked.profile.id].r[0], "Our hub");
});

test("profile: what is stored without all its steps is not drawn", () => {
  const part = { h: asked.profile.hash, r: ["Ours", [1]], d: true };
  const tab = page(asked.profile.html, new Shelf().fill({ [asked.profile.id]: part }));
  assert.equal(tab.$(".sc-input").value, "Ours");
  assert.equal(tab.$(".sc-you").getAttribute("visibility"), "hidden");
  assert.ok(tab.$("td.sc-you-cell").hidden);
  tab.quiet();
});

test("profile: steps of another edition are not shown, but the name that was written is, and what was kept stays", () => {
  const { id, hash, html, traits } = asked.profile;
  const old = { h: "00000000", r: ["Old", [1, 1]], d: true };
  const tab = page(html, new Shelf().fill({ [id]: old }));
  assert.equal(tab.$(".sc-input").value, "Old");
  assert.equal(tab.$("input:checked"), null);
  assert.equal(tab.said(), words("changed"));
  tab.fire(tab.window, "pagehide");
  assert.deepEqual(tab.shelf.entries(), { [id]: old }, "looking changes nothing");
  tab.$(".sc-trait input").click();
  assert.deepEqual(tab.shelf.entries(), {
    [id]: { h: hash, r: ["Old", [traits[0][0], ...traits.slice(1).map(() => null)]], d: false }, [`${id}:earlier`]: old });
  tab.quiet();
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

