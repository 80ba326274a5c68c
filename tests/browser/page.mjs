/** Pages to test in: jsdom windows with real fragments and scripts, a clock that the test moves, shared storage. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { JSDOM, VirtualConsole } from "jsdom";

const here = (path) => new URL(path, import.meta.url);
/** What Python makes of real questions of the course. The test run says which Python. */
const python = process.env.PYTHON ?? "python";
export const made = JSON.parse(
  execFileSync(python, [fileURLToPath(here("make_fragments.py"))], { encoding: "utf8", maxBuffer: 2 ** 24 }));
export const asked = made.questions;

/** The text of one script, or of a bundle's scripts one after the other, as assets.py puts them together. */
export const script = (name) => (made.bundles[name] ?? [name])
  .map((part) => readFileSync(here(`../../src/selfcheck/html/browser/${part}`), "utf8")).join("");
export const SCRIPTS = ["selfcheck.js", "selfcheck-short.js", "selfcheck-case.js", "selfcheck-profile.js", "selfcheck-table.js"];

/** A storage that several pages share, as the tabs of one browser do. `blocked` names methods that throw. */
export class Shelf {
  kept = new Map();
  /** @type {Record<string, string>} method and the name of the error that it throws */
  blocked = {};
  #try(method) {
    if (this.blocked[method]) throw new DOMException("no", this.blocked[method]);
  }
  getItem(key) { this.#try("getItem"); return this.kept.get(key) ?? null; }
  setItem(key, value) { this.#try("setItem"); this.kept.set(key, String(value)); }
  removeItem(key) { this.kept.delete(key); }
  entries() { return JSON.parse(this.kept.get("selfcheck:course") ?? '{"a":{}}').a; }
  fill(entries) { this.kept.set("selfcheck:course", JSON.stringify({ v: 1, a: entries })); return this; }
}

/** A page with some HTML, woken up. Whatever it complains of fails the test that calls `quiet`. */
export function page(html = "", shelf = new Shelf(), scripts = SCRIPTS) {
  const complaints = [];
  const virtualConsole = new VirtualConsole();
  const complain = (...told) => complaints.push(told.join(" "));
  for (const kind of ["error", "warn", "jsdomError"]) virtualConsole.on(kind, complain);
  const { window } = new JSDOM(`<!doctype html><body>${made.words}${html}<button id="elsewhere">x</button>`, {
    url: "https://course.test/", runScripts: "outside-only", virtualConsole });
  Object.defineProperty(window, "localStorage", { configurable: true, get: () => shelf });
  const timers = new Map();
  window.setTimeout = (act) => { timers.set(timers.size + 1, act); return timers.size; };
  window.clearTimeout = (number) => { timers.delete(number); };
  for (const name of scripts) window.eval(script(name));
  const { document } = window;
  const $ = (selector) => document.querySelector(selector);
  return {
    window, document, $, shelf,
    all: (selector) => [...document.querySelectorAll(selector)],
    visible: (selector) => !!$(selector) && !$(selector).closest("[hidden]"),
    said: () => $(".sc-status").textContent,
    fire: (target, type) => target.dispatchEvent(new window.Event(type, { bubbles: true })),
    /** Let the time pass that typing waits for. */
    wait() { for (const [number, act] of [...timers]) { timers.delete(number); act(); } },
    /** What a browser tells the other tabs of a change. */
    hear: (key = "selfcheck:course") => window.dispatchEvent(new window.StorageEvent("storage", { key })),
    quiet: () => assert.deepEqual(complaints, []),
  };
}

/** Give an answer with the page's own controls, as a learner would. `within` is the question's element. */
export function answer(tab, kind, value, within = tab.$(".sc")) {
  const at = (selector) => within.querySelector(selector);
  if (kind === "short" || kind === "reflect") {
    at(".sc-input").value = value;
    tab.fire(at(".sc-input"), "input");
    tab.fire(at(".sc-input"), "change");
  } else if (kind === "sort") {
    for (const [k, group] of Object.entries(value)) {
      at(`[data-k="${k}"] select`).value = String(group);
      tab.fire(at(`[data-k="${k}"] select`), "change");
    }
  } else if (kind === "order") {
    for (const k of value.toReversed()) {
      while (at(`[data-k="${k}"]`).previousElementSibling) at(`[data-k="${k}"] .sc-up`).click();
    }
  } else {
    for (const box of within.querySelectorAll(".sc-answer input")) {
      const wanted = [value].flat().includes(Number(box.value));
      if (box.checked !== wanted && (wanted || box.type === "checkbox")) box.click();
    }
  }
}

/** What a learner can see or hear of a question, and what is chosen in it; but what was said last is said once. */
export function picture(tab, within = tab.$(".sc")) {
  const copy = within.cloneNode(true);
  copy.querySelector(".sc-status").replaceChildren();
  for (const key of copy.querySelectorAll(".sc-key")) key.removeAttribute("open"); // out of sight but for data-key
  const tree = (node) => (node.nodeType === 3 ? node.data
    : [node.localName, [...node.attributes].map((a) => `${a.name}=${a.value}`).sort(), [...node.childNodes].map(tree)]);
  return [tree(copy), [...within.querySelectorAll("input, select")].map((i) => [i.checked, i.value])];
}

export const check = (tab, within = tab.$(".sc")) => within.querySelector(".sc-check").click();
/** A sentence of strings.py with its values filled in. */
export const words = (name, values = {}) => made.status[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

/** The element of a question of this kind, where a page has several. */
export const part = (tab, kind) => tab.$(`.sc-${kind}`);

/** The scene of a case that the learner has come to. */
export const scene = (tab) => tab.all(".sc-scene").filter((s) => !s.hidden).at(-1);

export function decide(tab, number) {
  const here = scene(tab);
  here.querySelector(`input[value="${number}"]`).click();
  here.querySelector(".sc-check").click();
}

/** Take the first choice until the case ends. @returns {string[]} names of the scenes met */
export function play(tab) {
  const met = [scene(tab).dataset.scene];
  while (scene(tab).querySelector("form")) {
    decide(tab, 1);
    met.push(scene(tab).dataset.scene);
  }
  return met;
}

/** Choose a step on each line of a profile and show it: the first step, or the one at this place. */
export function place(tab, at = 0) {
  for (const trait of tab.all(".sc-trait")) trait.querySelectorAll("input")[at].click();
  check(tab, part(tab, "profile"));
}
