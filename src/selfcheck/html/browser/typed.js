// @ts-check
/** Compare what a learner typed with what an author accepts: first as it stands, then as numbers, then by its letters.
 * The cases of tests/grading.json hold this and question/typed.py together: what is changed here is changed there. */
(() => {
  "use strict";

  const START = /[\s([]/;
  const WHOLE = /[0-9]+(?:[.,:/][0-9]+)*/y;
  const PART = /[.,][0-9]+/y;

  /** @param {string} text */
  const lowered = (text) => text.normalize("NFC").toLowerCase().replace(/\u2212/g, "-").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');

  /** Without spaces, in lower case. @param {string} text */
  const asItStands = (text) => lowered(text).replace(/\s+/g, "");

  /** One form for one number. @param {string} text */
  function number(text) {
    const plain = /^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(text) ? text.replace(/,/g, "") : text;
    const found = /^(-?)([0-9]*)(?:[.,]([0-9]+))?$/.exec(plain);
    if (!found) return plain; // a time, a date, a fraction, a version
    const part = (found[3] ?? "").replace(/0+$/, "");
    return `${found[1]}${found[2].replace(/^0+/, "") || "0"}${part && "."}${part}`;
  }

  /** Letters and numbers alone. A sign counts at the beginning of a word: the hyphen of covid-19 is none. @param {string} source */
  function spelling(source) {
    const text = lowered(source);
    const at = (/** @type {RegExp} */ pattern, /** @type {number} */ place) => {
      pattern.lastIndex = place;
      return pattern.exec(text)?.[0] ?? "";
    };
    let told = "";
    for (let i = 0; i < text.length;) {
      const begins = i === 0 || START.test(text[i - 1]);
      const sign = begins && text[i] === "-" ? "-" : "";
      const next = i + sign.length;
      const found = at(WHOLE, next) || (begins || text[i - 1] === "-" ? at(PART, next) : "");
      if (found) {
        told += number(sign + found);
        i = next + found.length;
      } else {
        const letter = String.fromCodePoint(/** @type {number} */ (text.codePointAt(i)));
        if (/[\p{L}\p{N}]/u.test(letter)) told += letter;
        i += letter.length;
      }
    }
    return told;
  }

  /** The place of the text that was given, or -1: the one that is equal, else the only one spelt alike.
   * @param {string} given @param {string[]} texts */
  function findText(given, texts) {
    const exact = texts.findIndex((text) => asItStands(text) === asItStands(given));
    if (exact >= 0) return exact;
    const wanted = spelling(given);
    const alike = texts.flatMap((text, place) => (wanted && spelling(text) === wanted ? [place] : []));
    return alike.length === 1 ? alike[0] : -1;
  }

  Object.assign(globalThis.selfcheck, { asItStands, findText, spelling });
})();
