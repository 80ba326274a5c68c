// @ts-check
/** Place on a scale: one step of several. */
(() => {
  "use strict";
  const { register, score } = globalThis.selfcheck;

  register("scale", {
    read(q) {
      const on = q.inputs().find((i) => i.checked);
      return on ? Number(on.value) : null;
    },
    write: (q, answer) => q.inputs().forEach((i) => { i.checked = Number(i.value) === answer; }),
    blank: (answer) => answer === null,
    key: (list) => ({ low: Number(list.getAttribute("data-low")), high: Number(list.getAttribute("data-high")) }),
    grade(answer, { low = 0, high = 0 }) {
      const note = answer < low ? "low" : answer > high ? "high" : "ok";
      return score(note === "ok" ? 1 : 0, 1, { note });
    },
  });
})();
