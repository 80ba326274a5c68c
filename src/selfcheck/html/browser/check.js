// @ts-check
/** Starting and closing checks: what was right at the first try, outcome by outcome, and the gain from one to the other. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-check")) return;
  const { Base } = globalThis.selfcheck;

  /** @typedef {Record<string, [number, number]>} Result credit at the first try, of how many questions, by outcome */

  class Check extends Base {
    setUp() {
      this.addEventListener("selfcheck:change", () => this.count());
      this.count();
    }

    renew() { this.count(); }

    /** @returns {Result} */
    result() {
      /** Inherits nothing: an outcome may have any name. @type {Result} */
      const found = Object.create(null);
      for (const question of /** @type {InstanceType<typeof Base>[]} */ (this.all("selfcheck-question[data-marked]"))) {
        const entry = question.kept?.();
        const sum = (found[question.data("outcome")] ??= [0, 0]);
        if (entry?.f !== undefined) sum[0] += entry.f;
        sum[1] += entry?.d || entry?.f !== undefined ? 1 : 0; // a first try counts, whatever comes of it
      }
      return found;
    }

    count() {
      const now = this.result();
      const done = Object.values(now).some(([, of]) => of);
      const kept = this.store.get(`check:${this.data("id")}`)?.r;
      if (done && !globalThis.selfcheck.same(kept, now)) this.store.put(`check:${this.data("id")}`, { r: now, w: Base.today() });
      const before = this.data("against") ? this.store.get(`check:${this.data("against")}`)?.r ?? {} : null;
      this.one(".sc-gain").hidden = !done;
      for (const row of this.all("tr[data-outcome]")) {
        const outcome = row.getAttribute("data-outcome") ?? "";
        this.cell(row, "now", now[outcome]);
        if (!before) continue;
        this.cell(row, "before", before[outcome]);
        const both = now[outcome]?.[1] && before[outcome]?.[1];
        const gain = both ? now[outcome][0] / now[outcome][1] - before[outcome][0] / before[outcome][1] : 0;
        const cell = row.querySelector("[data-cell=gain]");
        if (cell) cell.textContent = both ? this.words(gain > 0 ? "gain-up" : gain < 0 ? "gain-down" : "gain-same") : "";
      }
    }

    /** @param {Element} row @param {string} name @param {[number, number] | undefined} result */
    cell(row, name, result) {
      const cell = row.querySelector(`[data-cell=${name}]`);
      if (cell) cell.textContent = result?.[1] ? this.words("gain-cell", { got: Math.round(result[0] * 10) / 10, all: result[1] }) : "";
    }
  }

  customElements.define("selfcheck-check", Check);
})();
