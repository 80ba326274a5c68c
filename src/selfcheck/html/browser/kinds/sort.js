// @ts-check
/** Sort into groups: a menu in each row. */
(() => {
  "use strict";
  const { number, register, score } = globalThis.selfcheck;

  register("sort", {
    rowwise: true,
    read: (q) => Object.fromEntries(q.rows().map((row) => [number(row), Number(q.select(row).value)]).filter(([, group]) => group)),
    write: (q, answer) => q.rows().forEach((row) => {
      const group = answer?.[number(row)];
      q.select(row).value = typeof group === "number" ? String(group) : "";
    }),
    blank: (answer, q) => Object.keys(answer).length < q.rows().length,
    missing: (q) => q.rows().filter((row) => !q.select(row).value).map((row) => row.querySelector("label")),
    key: (list) => ({
      groups: Object.fromEntries([...list.querySelectorAll("li")].map((li) => [number(li), Number(li.getAttribute("data-right"))])),
    }),
    grade(answer, { groups = {} }) {
      const marks = Object.fromEntries(Object.entries(groups).map(([k, group]) => [k, answer[k] === group]));
      const all = Object.values(marks);
      return score(all.filter(Boolean).length, all.length, { marks });
    },
    verdict: (q, row, reason, mark, over) =>
      q.placed(mark, over, () => q.words("row-group", { group: reason.querySelector(".sc-verdict")?.textContent ?? "" })),
  });
})();
