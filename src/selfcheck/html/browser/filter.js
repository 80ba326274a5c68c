// @ts-check
/** A box that shows only the parts of its page in which some words stand. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-filter")) return;

  class Filter extends HTMLElement {
    connectedCallback() {
      if (this.hasAttribute("data-live")) return;
      this.setAttribute("data-live", "");
      this.hidden = false;
      const box = /** @type {HTMLInputElement} */ (this.querySelector("input"));
      /** @type {number | undefined} */
      let timer;
      box.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.filter(box.value), 250); // said once the typing pauses, not at each letter
      });
      const all = () => {
        box.value = "";
        this.filter("");
      };
      addEventListener("hashchange", all); // an address leads to a part: show it
      document.addEventListener("click", (event) => { // before the browser goes there, or it would find nothing to go to
        const link = event.target instanceof Element ? event.target.closest("a") : null;
        if (link?.hash && link.pathname === location.pathname) all();
      }, true);
    }

    /** @param {string} text */
    filter(text) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean).map((word) => word.replace(/(?<=..)s$/, "")); // one or many
      const parts = /** @type {HTMLElement[]} */ ([...(this.closest("section")?.querySelectorAll(":scope > section") ?? [])]);
      for (const part of parts) {
        const held = (part.textContent ?? "").toLowerCase();
        part.hidden = !words.every((word) => held.includes(word));
      }
      const values = { shown: parts.filter((part) => !part.hidden).length, all: parts.length };
      const line = globalThis.selfcheck.fill(this.getAttribute(values.shown ? "data-count" : "data-none"), values);
      /** @type {Element} */ (this.querySelector(".sc-status")).textContent = words.length ? line : "";
    }
  }

  customElements.define("selfcheck-filter", Filter);
})();
