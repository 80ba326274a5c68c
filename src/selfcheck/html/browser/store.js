// @ts-check
/** What the browser keeps: entries by the ids of questions, under the course's name. Comes after grading.js. */
(() => {
  "use strict";
  const { VERSION, parse: known, same } = globalThis.selfcheck;
  if (known !== undefined) return;

  /** Entries by id. It inherits nothing, so an id may be any word: "constructor" too. @typedef {Record<string, any>} Doc */
  /** @param {...object} all @returns {Doc} */
  const merged = (...all) => Object.assign(Object.create(null), ...all);

  /**
   * Read what was kept. Damaged text and a newer edition's are told apart: the first is set aside, the second left alone.
   * @param {string | null} raw @returns {{state: "fine" | "damaged" | "newer", entries: Doc}}
   */
  function parse(raw) {
    if (raw === null) return { state: "fine", entries: merged() };
    try {
      const doc = JSON.parse(raw);
      if (doc.v > VERSION) return { state: "newer", entries: merged() };
      if (doc.v === VERSION && doc.a && typeof doc.a === "object" && !Array.isArray(doc.a)) return { state: "fine", entries: merged(doc.a) };
    } catch { /* not JSON: damaged */ }
    return { state: "damaged", entries: merged() };
  }

  /** Whether there are a learner's own words in an answer. @param {any} answer */
  const written = (answer) => [answer].flat().some((part) => typeof part === "string" && part.trim());

  /** Keeps entries in the browser under one name, and in memory where the browser will not. */
  class Store {
    /** @param {string} course */
    constructor(course) {
      this.key = `selfcheck:${course}`;
      this.memory = merged();
      /** @type {"" | "not-kept" | "newer" | "damaged"} what the learner should be told */
      this.trouble = "";
    }

    /** @returns {Doc} */
    entries() {
      try {
        const { state, entries } = parse(localStorage.getItem(this.key));
        if (state === "fine") return merged(entries, this.memory);
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
     * @param {string} id @param {object | undefined} entry
     * @param {string} [hash] digest of the question: words written for another edition of it are kept under a second name */
    put(id, entry, hash) {
      try {
        const raw = localStorage.getItem(this.key);
        const { state, entries } = parse(raw);
        if (state !== "fine") this.trouble = state;
        if (state === "newer") throw new Error(state);
        if (state === "damaged") this.#setAside(/** @type {string} */ (raw));
        const old = entries[id];
        if (hash && old && old.h !== hash && written(old.r)) {
          let name = `${id}:earlier`;
          while (entries[name] && !same(entries[name], old)) name += "+";
          entries[name] = old;
        }
        if (entry) entries[id] = entry; else delete entries[id];
        localStorage.setItem(this.key, JSON.stringify({ v: VERSION, a: entries })); // both or, where storage is full, neither
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
  const stores = merged();
  /** @param {string} course */
  globalThis.selfcheck.storeOf = (course) => (stores[course] ??= new Store(course));
  Object.assign(globalThis.selfcheck, { parse, written });
})();
