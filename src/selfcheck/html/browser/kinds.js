// @ts-check
/** How each kind of question reads and writes its controls, and reads its key. Comes after base.js. */
(() => {
  "use strict";
  const { fold } = globalThis.selfcheck;

  /** @typedef {import("./types").Kind} Kind */

  /** @param {Element} row */
  const number = (row) => Number(row.getAttribute("data-k"));
  /** @param {Element} list */
  const rightOnes = (list) => ({ right: [...list.querySelectorAll("li[data-right]")].map(number) });

  /** @type {Kind} */
  const choose = {
    read: (q) => q.inputs().filter((i) => i.checked).map((i) => Number(i.value)),
    write: (q, answer) => q.inputs().forEach((i) => { i.checked = Array.isArray(answer) && answer.includes(Number(i.value)); }),
    blank: (answer) => !answer.length,
    key: rightOnes,
  };
  /** @type {Kind} */
  const typed = {
    read: (q) => q.field().value,
    write: (q, answer) => { q.field().value = typeof answer === "string" ? answer : ""; },
    blank: (answer) => !fold(answer),
    key: (list) => ({
      forms: [...list.querySelectorAll("li[data-forms]")].map((li) => ({
        k: String(li.getAttribute("data-k")),
        right: li.hasAttribute("data-right"),
        folded: String(li.getAttribute("data-forms")).split("|").map(fold),
      })),
    }),
  };
  Object.assign(globalThis.selfcheck.kinds, /** @type {Record<string, Kind>} */ ({
    one: choose,
    several: choose,
    short: typed,
    reflect: { ...typed, key: () => ({}) },
    scale: {
      read: (q) => { const on = q.inputs().find((i) => i.checked); return on ? Number(on.value) : null; },
      write: (q, answer) => q.inputs().forEach((i) => { i.checked = Number(i.value) === answer; }),
      blank: (answer) => answer === null,
      key: (list) => ({ low: Number(list.getAttribute("data-low")), high: Number(list.getAttribute("data-high")) }),
    },
    sort: {
      read: (q) => Object.fromEntries(q.rows().map((row) => [number(row), Number(q.select(row).value)]).filter(([, g]) => g)),
      write: (q, answer) => q.rows().forEach((row) => {
        const group = answer?.[number(row)];
        q.select(row).value = typeof group === "number" ? String(group) : "";
      }),
      blank: (answer, q) => Object.keys(answer).length < q.rows().length,
      key: (list) => ({
        groups: Object.fromEntries([...list.querySelectorAll("li")].map((li) => [number(li), Number(li.getAttribute("data-right"))])),
      }),
    },
    order: {
      read: (q) => q.rows().map(number),
      write: (q, answer) => {
        const order = Array.isArray(answer) && answer.length === q.first.length && q.first.every((k) => answer.includes(k))
          ? answer : q.first;
        const rows = q.rows();
        const list = /** @type {Element} */ (rows[0].parentElement);
        for (const k of order) list.append(/** @type {Element} */ (rows.find((row) => number(row) === k)));
        q.edges();
      },
      blank: () => false,
      key: (list) => ({ order: [...list.querySelectorAll("li[data-k]")].map(number) }),
    },
  }));
})();
