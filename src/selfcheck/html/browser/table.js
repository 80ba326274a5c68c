// @ts-check
/** Tables that a reader can filter: a menu for a column, and a count of the rows left. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-table")) return;

  class FilteredTable extends HTMLElement {
    connectedCallback() {
      if (this.hasAttribute("data-live")) return;
      this.setAttribute("data-live", "");
      const menus = this.querySelector(".sc-filters");
      if (!menus) return;
      /** @type {HTMLElement} */ (menus).hidden = false;
      menus.addEventListener("change", () => this.filter());
      this.filter();
    }

    filter() {
      const menus = [...this.querySelectorAll("select")].filter((menu) => menu.value);
      const rows = [...this.querySelectorAll("tbody tr")];
      for (const row of rows) {
        /** @type {HTMLElement} */ (row).hidden = menus.some(
          (menu) => row.children[Number(menu.getAttribute("data-column"))].textContent !== menu.value);
      }
      const values = { shown: rows.filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).length, all: rows.length };
      /** @type {Element} */ (this.querySelector(".sc-status")).textContent = globalThis.selfcheck.fill(this.getAttribute("data-count"), values);
    }
  }

  customElements.define("selfcheck-table", FilteredTable);
})();
