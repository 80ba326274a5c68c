// @ts-check
/** Short answers: a word or two, compared with the forms that the key has. */
(() => {
  "use strict";
  const { fold, register, score } = globalThis.selfcheck;

  register("short", {
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
    grade(answer, { forms = [] }) {
      const form = forms.find(({ folded }) => folded.includes(fold(answer)));
      return score(form?.right ? 1 : 0, 1, { note: form?.k ?? "else" });
    },
  });
})();
