// @ts-check
/** Reflections: typed like a short answer, set beside a model answer, and not marked. Comes after short.js. */
(() => {
  "use strict";
  const { kinds, register } = globalThis.selfcheck;
  const { read, write, blank } = kinds.short;

  register("reflect", {
    read, write, blank,
    /** Both texts stay, unless the one already holds the other. */
    merge(mine, theirs) {
      if (typeof theirs !== "string" || !theirs.trim() || mine.includes(theirs)) return mine;
      return theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`;
    },
  });
})();
