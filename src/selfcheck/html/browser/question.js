// @ts-check
/** A question of any kind: checks the answer, says what came of it, keeps what the learner did. Comes after element.js;
 * what sets one kind apart from another is asked of its object, and no kind is named here. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-question")) return;
  const { Base, kinds, same } = globalThis.selfcheck;
  const TRIES = 3;

  /** @typedef {import("./types").Entry} Entry */
  /** @typedef {import("./types").Grade} Grade */

  class Question extends Base {
    connectedCallback() {
      this.kind = kinds[this.data("kind")];
      if (this.kind) super.connectedCallback();
      else addEventListener("selfcheck:kind", () => { if (this.isConnected) this.connectedCallback(); }, { once: true });
    }

    setUp() {
      this.reasons = this.querySelector(".sc-reasons");
      this.key = this.reasons && this.kind.key?.(this.reasons) || {};
      this.kind.write(this, undefined);
      this.first = this.kind.read(this);
      for (const shy of this.all(".sc-actions, .sc-answers [hidden]")) shy.hidden = false;
      this.one("form").addEventListener("submit", (event) => { event.preventDefault(); this.check(); });
      this.addEventListener("change", () => this.draft());
      this.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.draft(), 300); });
      this.addEventListener("click", (event) => this.press(/** @type {HTMLElement} */ (event.target)));
      this.restore();
    }

    /** @type {import("./types").Kind} */ kind = kinds[""];
    /** @type {import("./types").Key} */ key = {};
    /** @type {Element | null} */ reasons = null;
    /** @type {any} */ first;
    /** The answer that was shown last, and the entry as this tab last read or wrote it. @type {any} */ shown;
    /** @type {Entry} */ last = { h: "", r: undefined };
    /** @type {number | undefined} */ timer;

    rows() { return this.all(".sc-answer"); }
    /** @returns {HTMLInputElement[]} */
    inputs() { return this.all(".sc-answer input"); }
    /** @returns {HTMLInputElement | HTMLTextAreaElement} */
    field() { return this.one(".sc-input"); }
    /** @param {Element} row @returns {HTMLSelectElement} */
    select(row) { return /** @type {HTMLSelectElement} */ (row.querySelector("select")); }
    marked() { return this.hasAttribute("data-marked"); }

    /** Grade what the controls show. @returns {Grade | undefined} */
    result() { return this.marked() ? this.kind.grade?.(this.kind.read(this), this.key) : undefined; }

    /** @returns {Entry} */
    entry() { return this.kept() ?? { h: this.data("hash"), r: undefined }; }

    /** Show what is kept: the answer, and what was said of it; or what the learner once wrote, if the question has changed. */
    restore() {
      const entry = this.entry();
      const earlier = this.marked() ? undefined : this.earlier();
      this.last = entry;
      this.kind.write(this, earlier ?? entry.r);
      this.shown = this.kind.read(this);
      this.clear();
      if (entry.k) this.paint(entry, this.result());
      this.buttons(entry);
      if (earlier) this.say("changed");
      if (entry.r !== undefined) this.changed(entry);
    }

    /** @param {boolean} [back] */
    renew(back) {
      this.flush();
      if ((back || !this.contains(document.activeElement)) && !same(this.entry(), this.last)) this.restore();
    }

    flush() { if (this.timer) this.draft(); }

    /** Keep what is on the screen, unchecked. */
    draft() {
      clearTimeout(this.timer);
      this.timer = undefined;
      const answer = this.together(this.kind.read(this));
      const entry = this.entry();
      if (same(answer, entry.r) || entry.r === undefined && same(answer, this.shown)) return;
      if (this.marked()) {
        this.clear();
        Object.assign(entry, { k: false, o: false, n: entry.d ? 0 : entry.n });
      }
      this.keep({ ...entry, r: answer });
      this.buttons(this.entry());
    }

    /** @param {Entry | undefined} entry */
    keep(entry) {
      super.keep(entry);
      this.last = this.entry();
    }

    /** Add what another tab wrote since this one last looked, where the kind lets both stay. @param {any} answer */
    together(answer) {
      const theirs = this.entry().r;
      if (!this.kind.merge || same(theirs, this.last.r)) return answer;
      const both = this.kind.merge(answer, theirs);
      if (both === answer) return answer;
      const { selectionStart, selectionEnd } = this.field();
      this.kind.write(this, both);
      this.field().setSelectionRange(selectionStart, selectionEnd);
      this.say("other-tab");
      return both;
    }

    check() {
      this.draft();
      const answer = this.kind.read(this);
      if (this.kind.blank(answer, this)) return this.sayBlank();
      const before = this.entry();
      const entry = { ...before, r: answer, k: true, d: true, w: Base.today() };
      const result = this.result();
      if (!result) {
        this.settle(entry);
        return this.say(this.data("id") in this.store.memory ? "compared-unkept" : "compared");
      }
      entry.n = (before.n ?? 0) + (before.k ? 0 : 1); // the same answer once more costs nothing
      entry.f ??= result.credit;
      if (!before.s) entry.c = Math.max(before.c ?? 0, result.credit);
      entry.o = before.o || (!result.right && entry.n >= TRIES);
      entry.s = before.s || entry.o;
      entry.d = before.d || result.right || entry.o;
      this.settle(entry, result);
      this.sayResult(result, entry.o ?? false);
      this.one(".sc-status").scrollIntoView?.({ block: "nearest" }); // the notes above have pushed it down
    }

    /** Keep an entry and show what came of it. @param {Entry} entry @param {Grade} [result] */
    settle(entry, result) {
      this.keep(entry);
      this.clear();
      this.paint(entry, result);
      this.buttons(entry);
    }

    sayBlank() {
      const missing = this.kind.missing?.(this) ?? [];
      if (!missing.length || missing.length === this.rows().length) return this.say("blank");
      this.say("blank-part", { missing: missing.map((part) => part?.textContent).join("; ") });
    }

    /** @param {Grade} result @param {boolean} third */
    sayResult(result, third) {
      const told = this.kind.told?.(result) ?? (result.got ? "part" : "wrong-plain");
      this.say(result.right ? "right" : third ? "shown-third" : told, { got: result.got, all: result.all, wrong: result.wrong });
      const why = result.note && !third && this.reasons?.querySelector(`[data-k="${result.note}"] .sc-why`);
      if (why) this.one(".sc-status").append(why.cloneNode(true));
    }

    /** Mark the rows and show the notes that belong to an answer. @param {Entry} entry @param {Grade} [result] */
    paint(entry, result) {
      const over = !result || result.right || (entry.o ?? false);
      const { rowwise } = this.kind;
      this.setAttribute("data-state", !result ? "open" : result.right ? "right" : over ? "shown" : "wrong");
      for (const row of this.rows()) {
        const k = row.getAttribute("data-k") ?? "";
        const reason = this.reasons?.querySelector(`li[data-k="${k}"]`);
        const mark = new Map(Object.entries(result?.marks ?? {})).get(k);
        if (reason && (mark !== undefined || over && rowwise)) this.note(row, reason, mark, over);
      }
      if (over && !rowwise) this.one(".sc-key").setAttribute("open", "");
      this.toggleAttribute("data-key", over && !rowwise);
      const explanation = this.querySelector(".sc-key .sc-explanation");
      if (over && rowwise && explanation) this.one(".sc-form").append(explanation.cloneNode(true));
    }

    /** Put a verdict and its reason under one row. @param {HTMLElement} row @param {Element} reason
     * @param {boolean | undefined} mark undefined where the learner did not choose it @param {boolean} over */
    note(row, reason, mark, over) {
      const verdict = this.kind.verdict?.(this, row, reason, mark, over);
      if (!verdict) return;
      const note = document.createElement("div");
      note.className = "sc-note";
      note.id = `${this.id}-note-${row.getAttribute("data-k")}`;
      const head = document.createElement("p");
      head.className = "sc-verdict";
      head.textContent = verdict.text;
      note.append(head);
      const why = reason.querySelector(".sc-why");
      if (why && verdict.why) note.append(why.cloneNode(true));
      row.append(note);
      row.setAttribute("data-mark", verdict.state);
      for (const control of row.querySelectorAll("input, select")) control.setAttribute("aria-describedby", note.id);
    }

    /** The verdict on a row that the learner has placed. @param {boolean | undefined} mark @param {boolean} over
     * @param {() => string} where says where the row belongs: told once the answer is shown @returns {import("./types").Verdict} */
    placed(mark, over, where) {
      if (mark) return { state: "right", text: this.words("row-right"), why: true };
      return over ? { state: "told", text: where(), why: true } : { state: "wrong", text: this.words("row-wrong"), why: false };
    }

    clear() {
      for (const old of this.all(".sc-note, .sc-form > .sc-explanation")) old.remove();
      for (const row of this.rows()) row.removeAttribute("data-mark");
      for (const control of this.all(`[aria-describedby^="${this.id}-note-"]`)) control.removeAttribute("aria-describedby");
      this.removeAttribute("data-state");
      this.removeAttribute("data-key");
      this.one(".sc-status").replaceChildren();
    }

    /** @param {Entry} entry */
    buttons(entry) {
      if (!this.marked()) return;
      this.one(".sc-show").hidden = !entry.n || this.getAttribute("data-state") !== "wrong";
      this.one(".sc-again").hidden = !entry.k || !entry.d;
    }

    /** @param {HTMLElement} target */
    press(target) {
      if (target.matches(".sc-show")) {
        this.settle({ ...this.entry(), o: true, s: true, d: true, k: true, w: Base.today() }, this.result());
        this.one(".sc-again").focus(); // the pressed button is gone, and with it the focus would be
        this.say("shown");
      } else if (target.matches(".sc-again")) {
        this.empty(true);
        this.one(".sc-answer :enabled").focus();
      } else this.kind.press?.(this, target);
    }

    /** Empty the question. @param {boolean} scores whether the scores so far stay */
    empty(scores) {
      const { h, c, f, d, s } = this.entry();
      this.keep(scores ? { h, c, f, d, s, r: undefined } : undefined);
      this.restore();
    }

    /** Called by a quiz that starts again: what is not marked is the learner's own work and stays. */
    reset() { if (this.marked()) this.empty(false); }
  }

  customElements.define("selfcheck-question", Question);
})();
