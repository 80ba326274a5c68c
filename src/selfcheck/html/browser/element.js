// @ts-check
/** What every element of a question shares: its corner of the page, its words, its entry. Comes after store.js. */
(() => {
  "use strict";
  const { Base: known, storeOf } = globalThis.selfcheck;
  if (known !== undefined) return;

  /** @typedef {import("./types").Entry} Entry */

  /** What an entry holds beside the answer. @type {Record<Exclude<keyof Entry, "r">, string>} */
  const TYPES = {
    h: "string", w: "string", n: "number", c: "number", f: "number", k: "boolean", d: "boolean", s: "boolean", o: "boolean",
  };

  /** Put values into a text where it names them in braces. Whatever else stands in braces stays.
   * @param {string | null | undefined} text @param {Record<string, string | number>} values */
  const fill = (text, values) =>
    (text ?? "").replace(/\{(\w+)\}/g, (all, name) => Object.hasOwn(values, name) ? String(values[name]) : all);

  /** One element. One that fails to set up leaves its part of the page as it was. */
  class Base extends HTMLElement {
    connectedCallback() {
      this.leaving?.abort();
      try {
        if (!this.hasAttribute("data-live")) {
          this.store = storeOf(this.data("course"));
          this.setUp();
          this.setAttribute("data-live", "");
          this.dispatchEvent(new CustomEvent("selfcheck:ready", { bubbles: true }));
        }
        this.leaving = new AbortController(); // a notebook takes elements out of the page and puts them back
        const { signal } = this.leaving;
        addEventListener("storage", (event) => { if (event.key === this.store.key || event.key === null) this.renew(); }, { signal });
        addEventListener("pageshow", (event) => { if (event.persisted) this.renew(true); }, { signal }); // no storage event came meanwhile
        addEventListener("pagehide", () => this.flush(), { signal });
      } catch (error) { console.error(this.id, error); }
    }

    disconnectedCallback() {
      this.flush();
      this.leaving?.abort();
    }

    /** @type {AbortController | undefined} */ leaving;
    /** @type {import("./types").Store} */ store = storeOf("");
    setUp() {}
    flush() {}

    /** Show what another tab or page has kept meanwhile.
     * @param {boolean} [back] the page comes back from the browser's cache: nobody has touched it yet */
    renew(back) {}

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
      return fill(template?.content.querySelector(`[data-w="${name}"]`)?.textContent, values);
    }

    /** Put a sentence into the status line, after whatever the learner must know of the store. Said once, after the act.
     * @param {string} name @param {Record<string, string | number>} [values] */
    say(name, values) {
      const lines = [this.words(name, values)];
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
      this.store.put(this.data("id"), entry, this.data("hash"));
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

    /** What the learner wrote for another edition of the question, if nothing has been kept for this one. @returns {any} */
    earlier() {
      const entry = this.store.get(this.data("id"));
      return entry && entry.h !== this.data("hash") && globalThis.selfcheck.written(entry.r) ? entry.r : undefined;
    }

    /** Move the focus to a heading: only where the place really changes. @param {HTMLElement} heading */
    static focusOn(heading) {
      heading.tabIndex = -1;
      heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
      heading.focus();
    }

    static today() { return new Date().toISOString().slice(0, 10); }
  }

  Object.assign(globalThis.selfcheck, { Base, fill });
})();
