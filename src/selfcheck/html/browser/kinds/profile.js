// @ts-check
/** Profiles: place something of one's own on several lines and see it beside the examples. Comes after element.js. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-profile")) return;
  const { Base, same } = globalThis.selfcheck;

  class Profile extends Base {
    setUp() {
      this.one(".sc-actions").hidden = false;
      this.yours = this.one("th.sc-you-cell").textContent ?? "";
      this.one("form").addEventListener("submit", (event) => { event.preventDefault(); this.check(); });
      this.addEventListener("change", () => this.draft());
      this.restore();
    }

    yours = "";
    /** The answer as this tab last read or wrote it. @type {[string, (number | null)[]]} */ last = ["", []];

    /** @returns {HTMLInputElement} */
    name() { return this.one(".sc-input"); }
    traits() { return this.all(".sc-trait"); }
    /** @param {boolean} [back] */
    renew(back) { if (back || !this.contains(document.activeElement)) this.restore(); }
    flush() { this.draft(); }

    /** The step chosen on each line, null where none is. @returns {(number | null)[]} */
    steps() {
      return this.traits().map((trait) => {
        const on = /** @type {HTMLInputElement | null} */ (trait.querySelector("input:checked"));
        return on ? Number(on.value) : null;
      });
    }

    /** @returns {[string, (number | null)[]]} */
    answer() { return [this.name().value, this.steps()]; }

    restore() {
      const entry = this.kept();
      const earlier = this.earlier();
      const [name, steps] = Array.isArray(entry?.r) ? entry.r : [Array.isArray(earlier) ? earlier[0] : "", []];
      this.name().value = typeof name === "string" ? name : "";
      this.traits().forEach((trait, n) => {
        for (const radio of trait.querySelectorAll("input")) radio.checked = Number(radio.value) === steps?.[n];
      });
      this.last = this.answer();
      this.draw(entry?.d ?? false);
      if (earlier) this.say("changed");
      if (entry) this.changed(entry);
    }

    draft() {
      const entry = this.kept();
      const answer = this.answer();
      if (same(answer, this.last)) return; // what another tab has kept meanwhile stays
      this.last = answer;
      this.keep({ h: this.data("hash"), r: answer, d: entry?.d ?? false });
      this.draw(entry?.d ?? false);
    }

    check() {
      this.draft();
      const missing = this.traits().filter((_, n) => this.steps()[n] === null).map((t) => t.querySelector("legend")?.textContent);
      if (missing.length === this.traits().length) return this.say("blank-profile");
      if (missing.length) return this.say("blank-part", { missing: missing.join("; ") });
      this.keep({ h: this.data("hash"), r: this.answer(), d: true, w: Base.today() });
      this.draw(true);
      this.say("profile");
    }

    /** Draw what is chosen into every picture and into the table. @param {boolean} on */
    draw(on) {
      const steps = this.steps();
      const full = on && !steps.includes(null);
      const name = this.name().value.trim() || this.yours;
      for (const svg of this.all("svg.sc-panel")) {
        const [left, pitch, first] = ["left", "pitch", "first"].map((n) => Number(svg.getAttribute(`data-${n}`)));
        svg.querySelector(".sc-you")?.setAttribute("visibility", full ? "visible" : "hidden");
        if (!full) continue;
        const points = [...svg.querySelectorAll(".sc-you-mark")].map((mark, n) => {
          const point = [left + (/** @type {number} */ (steps[n]) - first) * pitch, Number(mark.getAttribute("data-y"))];
          mark.setAttribute("transform", `translate(${point.join(" ")})`);
          return point.join(",");
        });
        svg.querySelector(".sc-you-line")?.setAttribute("points", points.join(" "));
      }
      for (const label of this.all(".sc-key-you")) {
        label.hidden = !full;
        label.textContent = name;
      }
      for (const cell of this.all(".sc-you-cell")) cell.hidden = !full;
      this.one("th.sc-you-cell").textContent = name;
      this.all("td.sc-you-cell").forEach((cell, n) => { cell.textContent = String(steps[n] ?? ""); });
    }

    /** Called by a quiz that starts again: a profile is the learner's own work and stays. */
    reset() {}
  }

  customElements.define("selfcheck-profile", Profile);
})();
