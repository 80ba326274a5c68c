// @ts-check
/** Short answers: a word or two, or a number, compared with the forms that the key has. */
(() => {
  "use strict";
  const { asItStands, findText, register, score } = globalThis.selfcheck;

  register("short", {
    read: (q) => q.field().value,
    write: (q, answer) => { q.field().value = typeof answer === "string" ? answer : ""; },
    blank: (answer) => !asItStands(answer),
    key: (list) => ({
      forms: [...list.querySelectorAll("li[data-forms]")].map((li) => ({
        k: String(li.getAttribute("data-k")),
        right: li.hasAttribute("data-right"),
        texts: String(li.getAttribute("data-forms")).split("|"),
      })),
    }),
    grade(answer, { forms = [] }) {
      const all = forms.flatMap((form) => form.texts.map((text) => ({ text, form })));
      const found = all[findText(answer, all.map(({ text }) => text))]?.form;
      return score(found?.right ? 1 : 0, 1, { note: found?.k ?? "else" });
    },
  });
})();
