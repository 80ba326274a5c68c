// @ts-check
/** Reflections: written, set beside a model answer, and not marked. */
(() => {
  "use strict";

  globalThis.selfcheck.register("reflect", {
    read: (q) => q.field().value,
    write: (q, answer) => { q.field().value = typeof answer === "string" ? answer : ""; },
    blank: (answer) => !answer.trim(),
    /** Both texts stay, unless the one already holds the other. */
    merge(mine, theirs) {
      if (typeof theirs !== "string" || !theirs.trim() || mine.includes(theirs)) return mine;
      return theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`;
    },
  });
})();
