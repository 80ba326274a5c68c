// @ts-check
/** Choose one, or choose several. */
(() => {
  "use strict";
  const { number, register, score } = globalThis.selfcheck;

  /** @type {import("../types").Kind} */
  const several = {
    rowwise: true,
    read: (q) => q.inputs().filter((i) => i.checked).map((i) => Number(i.value)),
    write: (q, answer) => q.inputs().forEach((i) => { i.checked = Array.isArray(answer) && answer.includes(Number(i.value)); }),
    blank: (answer) => !answer.length,
    key: (list) => ({ right: [...list.querySelectorAll("li[data-right]")].map(number) }),
    grade(answer, { right = [] }) {
      const chosen = /** @type {number[]} */ ([answer].flat());
      const marks = Object.fromEntries(chosen.map((k) => [k, right.includes(k)]));
      const got = chosen.filter((k) => marks[k]).length;
      return score(got, right.length, { marks, wrong: chosen.length - got });
    },
    told: ({ got }) => got ? "part-several" : "wrong-plain",
    verdict(q, row, reason, mark, over) {
      const told = reason.querySelector(".sc-verdict")?.textContent ?? "";
      return { state: reason.hasAttribute("data-right") ? "right" : "wrong", why: true,
        text: over && mark !== undefined ? `${told} · ${q.words("mine")}` : told };
    },
  };
  register("several", several);
  register("one", { ...several, told: () => "wrong" });
})();
