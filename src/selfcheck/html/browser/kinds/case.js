// @ts-check
/** Branching cases: one scene at a time, the path kept as a decision log. Comes after element.js. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-case")) return;
  const { Base, same } = globalThis.selfcheck;

  class Case extends Base {
    setUp() {
      for (const form of this.all("form")) {
        form.addEventListener("submit", (event) => { event.preventDefault(); this.decide(/** @type {HTMLElement} */ (form.closest(".sc-scene"))); });
      }
      for (const shy of this.all(".sc-actions")) shy.hidden = false;
      this.one(".sc-again").addEventListener("click", () => {
        this.keep(undefined);
        this.replay();
        Base.focusOn(/** @type {HTMLElement} */ (this.scenes[0].querySelector(".sc-scene-title")));
      });
      /** Scenes as the page gives them; the first is the start. */
      this.scenes = this.all(".sc-scene");
      this.replay();
    }

    /** @type {HTMLElement[]} */ scenes = [];
    /** Numbers of the choices that this tab shows: another tab may keep others. @type {number[]} */ taken = [];

    /** @param {boolean} [back] */
    renew(back) { if ((back || !this.contains(document.activeElement)) && !same(this.path(), this.taken)) this.replay(); }

    /** What is kept as the path: numbers of choices, if it is one. @returns {number[]} */
    path() {
      const kept = this.kept()?.r;
      return Array.isArray(kept) ? kept : [];
    }

    /** Show the scenes of the kept path, with what followed in each. */
    replay() {
      this.one(".sc-status").replaceChildren();
      this.one(".sc-log tbody").replaceChildren();
      for (const scene of this.scenes) {
        scene.hidden = true;
        for (const followed of scene.querySelectorAll(".sc-followed")) {
          followed.replaceChildren();
          /** @type {HTMLElement} */ (followed).hidden = true;
        }
        for (const radio of scene.querySelectorAll("input")) Object.assign(radio, { checked: false, disabled: false });
        for (const row of scene.querySelectorAll(".sc-actions")) /** @type {HTMLElement} */ (row).hidden = false;
      }
      this.show(this.scenes[0]);
      let scene = this.scenes[0];
      this.taken = [];
      for (const number of this.path()) {
        const next = this.follow(scene, number);
        if (!next) break;
        this.taken.push(number);
        scene = next;
      }
      this.end(scene);
      this.one(".sc-again").hidden = !this.taken.length;
      const entry = this.kept();
      if (entry) this.changed(entry);
    }

    /** @param {HTMLElement} scene */
    show(scene) {
      scene.hidden = false;
      this.one(".sc-log").before(scene); // scenes stand in the order in which they were met
    }

    /** Play one choice. @param {HTMLElement} scene @param {number} number @returns {HTMLElement | undefined} the scene it leads to */
    follow(scene, number) {
      if (!Number.isInteger(number)) return undefined;
      const way = scene.querySelector(`.sc-reasons li[data-k="${number}"]`);
      const next = this.scenes.find((s) => s.getAttribute("data-scene") === way?.getAttribute("data-target"));
      const radio = /** @type {HTMLInputElement | null} */ (scene.querySelector(`input[value="${number}"]`));
      if (!way || !next || !radio) return undefined; // not a path of this edition
      radio.checked = true;
      for (const other of scene.querySelectorAll("input")) other.disabled = other !== radio;
      /** @type {HTMLElement} */ (scene.querySelector(".sc-actions")).hidden = true;
      const followed = /** @type {HTMLElement} */ (scene.querySelector(".sc-followed"));
      const why = /** @type {Element} */ (way.querySelector(".sc-why"));
      followed.replaceChildren(why.cloneNode(true));
      followed.hidden = false;
      const row = this.one(".sc-log tbody").appendChild(document.createElement("tr"));
      row.setAttribute("role", "row");
      const told = [...way.querySelectorAll(".sc-told")].map((list) => list.cloneNode(true));
      const texts = [scene.querySelector(".sc-scene-title"), radio.nextElementSibling, why].map((e) => (e?.textContent ?? "").trim());
      for (const [column, head] of this.all(".sc-log th").entries()) {
        const cell = row.appendChild(document.createElement("td"));
        cell.setAttribute("role", "cell");
        cell.setAttribute("data-label", head.textContent ?? ""); // for a narrow screen, where the heads are out of sight
        cell.append(...column < texts.length ? [texts[column]] : told);
      }
      this.show(next);
      return next;
    }

    /** Show the log where the path has come to an end. @param {HTMLElement} scene */
    end(scene) {
      const over = !scene.querySelector("form");
      this.one(".sc-log").hidden = !over;
      for (const row of scene.querySelectorAll(".sc-knew tr[data-partner]")) {
        const told = this.all(".sc-log .sc-told li").filter((li) => li.getAttribute("data-partner") === row.getAttribute("data-partner"));
        row.querySelector(".sc-from-you")?.replaceChildren(...told.map((li) => {
          const line = document.createElement("p");
          line.textContent = (li.textContent ?? "").slice((li.querySelector("strong")?.textContent ?? "").length + 2);
          return line;
        }));
      }
      return over;
    }

    /** @param {HTMLElement} scene */
    decide(scene) {
      const radio = /** @type {HTMLInputElement | null} */ (scene.querySelector("input:checked"));
      if (!radio) return this.say("blank-case");
      const next = this.follow(scene, Number(radio.value));
      if (!next) return;
      const over = this.end(next);
      this.taken.push(Number(radio.value));
      this.keep({ h: this.data("hash"), r: [...this.taken], d: over, w: Base.today() });
      this.one(".sc-again").hidden = false;
      this.say(over ? "ended" : "decided", { choice: (radio.nextElementSibling?.textContent ?? "").trim() });
      Base.focusOn(/** @type {HTMLElement} */ (next.querySelector(".sc-scene-title")));
      scene.querySelector(".sc-followed")?.scrollIntoView?.(); // what followed, and the next scene under it
    }

    /** Called by a quiz that starts again. */
    reset() {
      this.keep(undefined);
      this.replay();
    }
  }

  customElements.define("selfcheck-case", Case);
})();
