// @ts-check
/** Put in order: each row has a button for each way. */
(() => {
  "use strict";
  const { number, register, score } = globalThis.selfcheck;

  /** The first line cannot go up nor the last one down: said so, yet the button keeps its focus. @param {Element[]} rows */
  const edges = (rows) => rows.forEach((row, place) => {
    row.querySelector(".sc-up")?.setAttribute("aria-disabled", String(place === 0));
    row.querySelector(".sc-down")?.setAttribute("aria-disabled", String(place === rows.length - 1));
  });

  register("order", {
    read: (q) => q.rows().map(number),
    write(q, answer) {
      const rows = q.rows();
      const fits = Array.isArray(answer) && answer.length === rows.length && rows.every((row) => answer.includes(number(row)));
      const order = /** @type {number[]} */ (fits ? answer : q.first ?? rows.map(number));
      const sorted = order.map((k) => /** @type {HTMLElement} */ (rows.find((row) => number(row) === k)));
      rows[0].parentElement?.append(...sorted);
      edges(sorted);
    },
    blank: () => false,
    key: (list) => ({ order: [...list.querySelectorAll("li[data-k]")].map(number) }),
    grade(answer, { order = [] }) {
      const marks = Object.fromEntries(order.map((k, place) => [k, answer[place] === k]));
      return score(Object.values(marks).filter(Boolean).length, order.length, { marks });
    },
    verdict: (q, row, reason, mark, over) => q.placed(mark, over, () => q.words("row-place", { place: number(row) })),
    /** Move a line one place. */
    press(q, button) {
      const up = button.matches(".sc-up");
      const row = button.closest(".sc-answer");
      const other = up ? row?.previousElementSibling : row?.nextElementSibling;
      if (!row || !other || !button.matches(".sc-up, .sc-down")) return;
      if (up) other.before(row); else other.after(row);
      const rows = q.rows();
      edges(rows);
      q.draft();
      button.focus(); // moving a line in the page drops its focus
      q.say("moved", { line: row.querySelector(".sc-text")?.textContent ?? "", place: rows.indexOf(/** @type {HTMLElement} */ (row)) + 1, all: rows.length });
    },
  });
})();
