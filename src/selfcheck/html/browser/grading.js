// @ts-check
/**
 * Grading, and the kinds of questions that are known: each is one object, as `types.d.ts` describes it.
 *
 * All scripts of this folder are classic ones with no import, no export and no words: a page loads them with `defer`, so
 * they run from file:// too, and a notebook runs the same text. What is right is read from the key in the page; what is
 * said, from its <template>. They build on what is put into `globalThis.selfcheck` here, in store.js and in element.js.
 */
(() => {
  "use strict";
  if (globalThis.selfcheck?.VERSION) return; // a page and a notebook may both bring it; a heading may have this id

  /** @typedef {import("./types").Kind} Kind */

  /** By name. It inherits nothing, so no name is taken from the start. @type {Record<string, Kind>} */
  const kinds = Object.create(null);

  /** Whether two answers are the same. @param {any} a @param {any} b */
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** The number of a row, or of a line of the key. @param {Element} row */
  const number = (row) => Number(row.getAttribute("data-k"));

  /** What came of one try. @param {number} got @param {number} all
   * @param {{wrong?: number, marks?: Record<string, boolean>, note?: string}} [more] @returns {import("./types").Grade} */
  const score = (got, all, { wrong = 0, marks = {}, note = "" } = {}) =>
    ({ credit: Math.max(0, got - wrong) / all, right: got === all && !wrong, got, all, wrong, marks, note });

  /** Grade an answer. The cases of tests/grading.json hold this and Python's grading together: what is changed here is
   * changed there. @param {string} kind @param {any} answer @param {import("./types").Key} key */
  const grade = (kind, answer, key) => /** @type {Kind & {grade: Function}} */ (kinds[kind]).grade(answer, key);

  /** Make a kind known, now or after the page has been read: questions that waited for it wake up. The first of a name stays.
   * @param {string} name as in a question's `data-kind` @param {Kind} kind */
  const register = (name, kind) => {
    kinds[name] ??= kind;
    dispatchEvent(new Event("selfcheck:kind"));
  };

  globalThis.selfcheck = /** @type {import("./types").Shared} */ ({ VERSION: 1, grade, kinds, number, register, same, score });
})();
