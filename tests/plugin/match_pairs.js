// @ts-check
/** Match pairs in the browser: a menu for each line. */
(() => {
  "use strict";
  const { number, register, score } = globalThis.selfcheck;

  register("pairs", {
    read: (q) => Object.fromEntries(q.rows().map((row) => [number(row), Number(q.select(row).value)]).filter(([, chosen]) => chosen)),
    write: (q, answer) => q.rows().forEach((row) => { q.select(row).value = String(answer?.[number(row)] ?? ""); }),
    blank: (answer, q) => Object.keys(answer).length < q.rows().length,
    missing: (q) => q.rows().filter((row) => !q.select(row).value).map((row) => row.querySelector("label")),
    key: (list) => ({ pairs: list.querySelectorAll("li[data-k]").length }),
    grade(answer, { pairs }) {
      const marks = Object.fromEntries(Object.entries(answer).map(([left, right]) => [left, Number(left) === right]));
      return score(Object.values(marks).filter(Boolean).length, Number(pairs), { marks });
    },
    rowwise: true,
    verdict: (q, row, reason, mark, over) => q.placed(mark, over, () => q.words("row-group", { group: reason.querySelector(".sc-verdict")?.textContent ?? "" })),
  });
})();
