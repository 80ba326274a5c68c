// @ts-check
/** Worksheets: several reflections that make one document, to print or to download. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-worksheet")) return;

  /** The check sum that the ZIP format asks for. @param {Uint8Array} bytes */
  function crc32(bytes) {
    let crc = -1;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  }

  /** Put files into an uncompressed ZIP archive, dated 1 January 1980. @param {[string, string][]} files @param {string} type */
  function zip(files, type) {
    const utf8 = new TextEncoder();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const index = [];
    let offset = 0;
    const header = (/** @type {number} */ sign, /** @type {[number, number][]} */ fields) => {
      const view = new DataView(new ArrayBuffer(4 + fields.reduce((sum, [size]) => sum + size, 0)));
      view.setUint32(0, sign, true);
      let at = 4;
      for (const [size, value] of fields) {
        if (size === 2) view.setUint16(at, value, true); else view.setUint32(at, value, true);
        at += size;
      }
      return new Uint8Array(view.buffer);
    };
    for (const [name, text] of files) {
      const [label, data] = [utf8.encode(name), utf8.encode(text)];
      /** @type {[number, number][]} */
      const shared = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, crc32(data)], [4, data.length], [4, data.length], [2, label.length], [2, 0]];
      parts.push(header(0x04034b50, shared), label, data);
      index.push(header(0x02014b50, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), label);
      offset += 30 + label.length + data.length;
    }
    const size = index.reduce((sum, part) => sum + part.length, 0);
    const end = header(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
    return new Blob([...parts, ...index, end], { type });
  }

  /** Make a Word document of headings and paragraphs, from the parts that the page brings.
   * @param {DocumentFragment} parts @param {string} type @param {string} title @param {[string, string][]} sections */
  function docx(parts, type, title, sections) {
    const escape = (/** @type {string} */ text) =>
      text.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").replace(/[<&>]/g, (c) => `&#${c.charCodeAt(0)};`);
    const paragraph = (/** @type {string} */ kind, /** @type {string} */ text) =>
      (parts.querySelector(`[data-paragraph=${kind}]`)?.textContent ?? "").replace("{text}", () => escape(text));
    const body = paragraph("title", title) + sections.map(([head, text]) =>
      paragraph("heading", head) + text.split(/\n+/).map((line) => paragraph("text", line)).join("")).join("");
    return zip([...parts.querySelectorAll("[data-part]")].map((part) =>
      [part.getAttribute("data-part") ?? "", (part.textContent ?? "").replace("{body}", () => body)]), type);
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

    /** Print what is written in the worksheet, and nothing round it. */
    print() {
      const root = document.documentElement;
      const sheet = this.appendChild(document.createElement("div"));
      sheet.className = "sc-sheet";
      for (const [name, text] of [["h1", this.querySelector(".sc-quiz-title")?.textContent ?? ""],
        ...this.sections().flatMap(([head, text]) => [["h2", head], ["p", text]])]) {
        sheet.appendChild(document.createElement(name)).textContent = text;
      }
      root.classList.add("sc-print-one");
      addEventListener("afterprint", () => { root.classList.remove("sc-print-one"); sheet.remove(); }, { once: true });
      print();
    }

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
