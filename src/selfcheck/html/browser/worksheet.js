// @ts-check
/** Worksheets: several reflections that make one document, to print or to download. Comes after zip.js. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-worksheet")) return;
  const { fill, zip } = globalThis.selfcheck;

  /** Make a Word document of headings and paragraphs, from the parts that the page brings.
   * @param {DocumentFragment} parts @param {string} type @param {string} title @param {[string, string][]} sections */
  function docx(parts, type, title, sections) {
    const escape = (/** @type {string} */ text) =>
      text.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").replace(/[<&>]/g, (c) => `&#${c.charCodeAt(0)};`);
    const paragraph = (/** @type {string} */ kind, /** @type {string} */ text) =>
      fill(parts.querySelector(`[data-paragraph=${kind}]`)?.textContent, { text: escape(text) });
    const body = paragraph("title", title) + sections.map(([head, text]) =>
      paragraph("heading", head) + text.split(/\n+/).map((line) => paragraph("text", line)).join("")).join("");
    return zip([...parts.querySelectorAll("[data-part]")].map((part) =>
      [part.getAttribute("data-part") ?? "", fill(part.textContent, { body })]), type);
  }

  class Worksheet extends HTMLElement {
    connectedCallback() {
      if (this.hasAttribute("data-live")) return;
      this.setAttribute("data-live", "");
      /** @type {HTMLElement} */ (this.querySelector(".sc-worksheet-actions")).hidden = false;
      this.querySelector(".sc-print")?.addEventListener("click", () => this.print());
      this.querySelector(".sc-download")?.addEventListener("click", () => this.download());
    }

    /** What stands in the worksheet: heading and text of each part. @returns {[string, string][]} */
    sections() {
      return [...this.querySelectorAll("selfcheck-question")].map((q) => [
        q.querySelector(".sc-title")?.textContent ?? "",
        /** @type {HTMLTextAreaElement} */ (q.querySelector("textarea")).value.trim() || (this.getAttribute("data-empty") ?? ""),
      ]);
    }

    /** Print what is written in the worksheet, and nothing round it. Some browsers return before they have printed, and some
     * never tell that they have: what was made for paper goes when they do, or at the latest when the page is used again. */
    print() {
      this.printed?.();
      const root = document.documentElement;
      const sheet = this.appendChild(document.createElement("div"));
      sheet.className = "sc-sheet";
      for (const [name, text] of [["h1", this.querySelector(".sc-quiz-title")?.textContent ?? ""],
        ...this.sections().flatMap(([head, text]) => [["h2", head], ["p", text]])]) {
        sheet.appendChild(document.createElement(name)).textContent = text;
      }
      root.classList.add("sc-print-one");
      const over = new AbortController();
      this.printed = () => {
        over.abort();
        root.classList.remove("sc-print-one");
        sheet.remove();
      };
      for (const sign of ["afterprint", "pagehide", "pointerdown", "keydown"]) addEventListener(sign, this.printed, { signal: over.signal });
      try {
        print();
      } catch (error) {
        this.printed();
        throw error;
      }
    }

    /** Take away what was made for paper. @type {(() => void) | undefined} */ printed;

    download() {
      const link = document.createElement("a");
      const parts = /** @type {HTMLTemplateElement} */ (this.querySelector("template.sc-docx"));
      const title = this.querySelector(".sc-quiz-title")?.textContent ?? "";
      link.href = URL.createObjectURL(docx(parts.content, parts.getAttribute("data-type") ?? "", title, this.sections()));
      link.download = `${this.getAttribute("data-id")}.docx`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      /** @type {Element} */ (this.querySelector(".sc-worksheet-status")).textContent = this.getAttribute("data-done");
    }
  }

  customElements.define("selfcheck-worksheet", Worksheet);
})();
