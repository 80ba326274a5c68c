// @ts-check
/**
 * Wakes up the questions of a page: checks answers, says what came of it, keeps what the learner did.
 *
 * A classic script with no import, no export and no words: a page loads it with `defer`, so it runs from file:// too,
 * and a notebook runs the same text. What is right is read from the key in the page; what is said, from its <template>.
 * Other scripts of this folder build on what is put into `globalThis.selfcheck` here.
 */
(() => {
  "use strict";
  if (globalThis.selfcheck?.VERSION) return; // a page and a notebook may both bring it; a heading may have this id

  /** @typedef {import("./types").Entry} Entry */
  /** @typedef {import("./types").Key} Key */
  /** @typedef {import("./types").Grade} Grade */
  /** @typedef {Record<string, any>} Doc */

  const VERSION = 1;
  const TRIES = 3;
  /** What an entry holds beside the answer. @type {Record<Exclude<keyof Entry, "r">, string>} */
  const TYPES = {
    h: "string", w: "string", n: "number", c: "number", f: "number", k: "boolean", d: "boolean", s: "boolean", o: "boolean",
  };

  /** The form in which typed answers are compared. @param {string} text */
  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  /** Whether two answers are the same. @param {any} a @param {any} b */
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /**
   * Grade an answer. The same table of cases holds this and the Python of checks.py together.
   * @param {string} kind @param {any} answer @param {Key} key @returns {Grade}
   */
  function grade(kind, answer, key) {
    /** @type {Record<string, boolean>} */
    const marks = {};
    let [got, all, wrong, note] = [0, 1, 0, ""];
    if (kind === "one" || kind === "several") {
      const right = key.right ?? [];
      const chosen = /** @type {number[]} */ ([answer].flat());
      for (const k of chosen) marks[k] = right.includes(k);
      got = chosen.filter((k) => marks[k]).length;
      wrong = chosen.length - got;
      all = right.length;
    } else if (kind === "sort") {
      const groups = Object.entries(key.groups ?? {});
      for (const [k, group] of groups) marks[k] = answer[k] === group;
      all = groups.length;
      got = groups.filter(([k]) => marks[k]).length;
    } else if (kind === "order") {
      const order = key.order ?? [];
      order.forEach((k, place) => { marks[k] = answer[place] === k; });
      all = order.length;
      got = order.filter((k) => marks[k]).length;
    } else if (kind === "scale") {
      note = answer < (key.low ?? 0) ? "low" : answer > (key.high ?? 0) ? "high" : "ok";
      got = note === "ok" ? 1 : 0;
    } else if (kind === "short") {
      const form = (key.forms ?? []).find((f) => f.folded.includes(fold(answer)));
      note = form ? form.k : "else";
      got = form && form.right ? 1 : 0;
    }
    return { credit: Math.max(0, got - wrong) / all, right: got === all && !wrong, got, all, wrong, marks, note };
  }

  /**
   * Read what was kept. Damaged text and a newer edition's are told apart: the first is set aside, the second left alone.
   * @param {string | null} raw @returns {{state: "fine" | "damaged" | "newer", entries: Doc}}
   */
  function parse(raw) {
    if (raw === null) return { state: "fine", entries: {} };
    try {
      const doc = JSON.parse(raw);
      if (doc.v > VERSION) return { state: "newer", entries: {} };
      if (doc.v === VERSION && doc.a && typeof doc.a === "object" && !Array.isArray(doc.a)) return { state: "fine", entries: doc.a };
    } catch { /* not JSON: damaged */ }
    return { state: "damaged", entries: {} };
  }

  /** Keeps entries in the browser under one name, and in memory where the browser will not. */
  class Store {
    /** @param {string} course */
    constructor(course) {
      this.key = `selfcheck:${course}`;
      /** @type {Doc} */
      this.memory = {};
      /** @type {"" | "not-kept" | "newer" | "damaged"} what the learner should be told */
      this.trouble = "";
    }

    /** @returns {Doc} */
    entries() {
      try {
        const { state, entries } = parse(localStorage.getItem(this.key));
        if (state === "fine") return { ...entries, ...this.memory };
        this.trouble = state;
      } catch { this.trouble = "not-kept"; }
      return this.memory;
    }

    /** @param {string} id */
    get(id) {
      const entry = this.entries()[id];
      return entry && typeof entry === "object" ? entry : undefined;
    }

    /** Write one entry, or delete it; everything else stays as another tab may just have left it.
     * @param {string} id @param {object | undefined} entry */
    put(id, entry) {
      try {
        const raw = localStorage.getItem(this.key);
        const { state, entries } = parse(raw);
        if (state !== "fine") this.trouble = state;
        if (state === "newer") throw new Error(state);
        if (state === "damaged") this.#setAside(/** @type {string} */ (raw));
        if (entry) entries[id] = entry; else delete entries[id];
        localStorage.setItem(this.key, JSON.stringify({ v: VERSION, a: entries }));
        delete this.memory[id];
      } catch {
        if (this.trouble !== "newer") this.trouble = "not-kept";
        this.memory[id] = entry ?? null;
      }
    }

    /** @param {string} raw */
    #setAside(raw) {
      let name = `${this.key}:damaged`;
      while (localStorage.getItem(name) !== null && localStorage.getItem(name) !== raw) name += "+";
      localStorage.setItem(name, raw); // throws where storage is full: then nothing is overwritten
    }
  }

  /** @type {Record<string, Store>} */
  const stores = {};
  /** @param {string} course */
  const storeOf = (course) => (stores[course] ??= new Store(course));

  /** What every element shares: its own corner of the page, its words, its entry. One that fails leaves the page as it was. */
  class Base extends HTMLElement {
    connectedCallback() {
      try {
        if (!this.hasAttribute("data-live")) {
          this.store = storeOf(this.data("course"));
          this.setUp();
          this.setAttribute("data-live", "");
          this.dispatchEvent(new CustomEvent("selfcheck:ready", { bubbles: true }));
        }
        this.leaving = new AbortController(); // a notebook takes elements out of the page and puts them back
        const { signal } = this.leaving;
        addEventListener("storage", (event) => { if (event.key === this.store.key || event.key === null) this.otherTab(); }, { signal });
        addEventListener("pagehide", () => this.flush(), { signal });
      } catch (error) { console.error(this.id, error); }
    }

    disconnectedCallback() {
      this.flush();
      this.leaving?.abort();
    }

    /** @type {AbortController | undefined} */ leaving;
    /** @type {Store} */ store = storeOf("");
    setUp() {}
    otherTab() {}
    flush() {}

    /** @param {string} name */
    data(name) { return this.getAttribute(`data-${name}`) ?? ""; }

    /** @template {Element} [T=HTMLElement] @param {string} selector @returns {T} */
    one(selector) {
      const found = this.querySelector(selector);
      if (!found) throw new Error(`missing: ${selector}`);
      return /** @type {T} */ (found);
    }

    /** @template {Element} [T=HTMLElement] @param {string} selector @returns {T[]} */
    all(selector) { return /** @type {T[]} */ ([...this.querySelectorAll(selector)]); }

    /** A sentence of the page, filled in. @param {string} name @param {Record<string, string | number>} [values] */
    words(name, values = {}) {
      const holder = this.closest(".sc-root") ?? document;
      const template = /** @type {HTMLTemplateElement | null} */ (holder.querySelector("template.sc-words"));
      const text = template?.content.querySelector(`[data-w="${name}"]`)?.textContent ?? "";
      return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
    }

    /** Put a sentence into the status line, after whatever the learner must know of the store. Said once, after the act.
     * @param {string} name @param {Record<string, string | number>} [values] */
    say(name, values) {
      const lines = name ? [this.words(name, values)] : [];
      if (this.store.trouble && !Base.told.has(this.store.trouble)) {
        lines.push(this.words(this.store.trouble));
        Base.told.add(this.store.trouble);
      }
      this.one(".sc-status").replaceChildren(...lines.map((line) => {
        const p = document.createElement("p");
        p.textContent = line;
        return p;
      }));
    }

    /** Troubles the learner has been told of. @type {Set<string>} */
    static told = new Set();

    /** Keep an entry and tell whoever listens: a quiz, a notebook. @param {Entry | undefined} entry */
    keep(entry) {
      this.store.put(this.data("id"), entry);
      this.changed(entry);
    }

    /** @param {Entry | undefined} entry */
    changed(entry) {
      this.dispatchEvent(new CustomEvent("selfcheck:change", { bubbles: true, detail: { id: this.data("id"), entry } }));
    }

    /** The kept entry, if it answers this edition of the question; of odd types only the answer is let through.
     * @returns {Entry | undefined} */
    kept() {
      const entry = this.store.get(this.data("id"));
      if (!entry || entry.h !== this.data("hash")) return undefined;
      return /** @type {any} */ (Object.fromEntries(
        Object.entries(entry).filter(([name, value]) => name === "r" || typeof value === TYPES[/** @type {"h"} */ (name)])));
    }

    /** Move the focus to a heading: only where the place really changes. @param {HTMLElement} heading */
    static focusOn(heading) {
      heading.tabIndex = -1;
      heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
      heading.focus();
    }

    static today() { return new Date().toISOString().slice(0, 10); }
  }

  globalThis.selfcheck = { VERSION, TRIES, Base, fold, grade, kinds: {}, parse, same, storeOf };
})();
