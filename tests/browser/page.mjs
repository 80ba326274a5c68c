/** Pages for the tests: jsdom windows with real fragments, the real scripts, a clock that only the test moves, shared storage. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { JSDOM, VirtualConsole } from "jsdom";

const here = (path) => new URL(path, import.meta.url);
export const script = (name) => readFileSync(here(`../../src/selfcheck/browser/${name}`), "utf8");
export const SCRIPTS = ["base.js", "question.js", "case.js", "profile.js", "table.js"];

/** What Python makes of real questions of the course. The test run says which Python. */
export const made = JSON.parse(
  execFileSync(process.env.PYTHON ?? "python", [here("make_fragments.py").pathname], { encoding: "utf8", maxBuffer: 2 ** 24 }));
export const asked = made.questions;

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
  for (const kind of ["error", "warn", "jsdomError"]) virtualConsole.on(kind, (...told) => complaints.push(told.join(" ")));
  const { window } = new JSDOM(`<!doctype html><title>t</title><body>${made.words}${html}<button id="elsewhere">x</button>`, {
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
    for (const k of value.toReversed()) while (at(`[data-k="${k}"]`).previousElementSibling) at(`[data-k="${k}"] .sc-up`).click();
  } else {
    for (const box of within.querySelectorAll(".sc-answer input")) {
      if (box.checked !== [value].flat().includes(Number(box.value)) && !(box.type === "radio" && box.checked)) box.click();
    }
  }
}

/** What a learner can see or hear of a question, and what is chosen in it; not what was said last, which is said once. */
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
