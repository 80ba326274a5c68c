// @ts-check
/** Questions that are checked, and reflections that are compared. Comes after kinds.js. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-question")) return;
  const { Base, TRIES, grade, kinds, same } = globalThis.selfcheck;

  class Question extends Base {
    setUp() {
      this.kind = kinds[this.data("kind")];
      this.reasons = this.querySelector(".sc-reasons");
      this.key = this.reasons ? this.kind.key(this.reasons) : {};
      /** Rows of an order question as the page gives them. @type {number[]} */
      this.first = this.rows().map((row) => Number(row.getAttribute("data-k")));
      for (const shy of this.all(".sc-actions, .sc-moves button")) shy.hidden = false;
      this.one("form").addEventListener("submit", (event) => { event.preventDefault(); this.check(); });
      this.addEventListener("change", () => this.draft());
      this.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.draft(), 300); });
      this.addEventListener("click", (event) => this.press(/** @type {HTMLElement} */ (event.target)));
      this.restore();
    }

    /** @type {import("./types").Kind} */ kind = kinds.one;
    /** @type {import("./types").Key} */ key = {};
    /** @type {Element | null} */ reasons = null;
    /** @type {number[]} */ first = [];
    /** @type {number | undefined} */ timer;
    /** The entry as this tab last read or wrote it. @type {import("./types").Entry} */ last = { h: "", r: undefined };

    rows() { return this.all(".sc-answer"); }
    /** @returns {HTMLInputElement[]} */
    inputs() { return this.all(".sc-answer input"); }
    /** @returns {HTMLInputElement | HTMLTextAreaElement} */
    field() { return this.one(".sc-input"); }
    /** @param {Element} row @returns {HTMLSelectElement} */
    select(row) { return /** @type {HTMLSelectElement} */ (row.querySelector("select")); }
    marked() { return this.hasAttribute("data-marked"); }

    /** @returns {import("./types").Entry} */
    entry() { return this.kept() ?? { h: this.data("hash"), r: undefined }; }

    /** Show what is kept: the answer, and what was said of it. */
    restore() {
      const entry = this.entry();
      this.last = entry;
      this.kind.write(this, entry.r);
      this.clear();
      if (entry.k) this.paint(entry, this.marked() ? grade(this.data("kind"), this.kind.read(this), this.key) : undefined);
      this.buttons(entry);
      if (entry.r !== undefined) this.changed(entry);
    }

    otherTab() {
      this.flush();
      if (!this.contains(document.activeElement) && !same(this.entry(), this.last)) this.restore();
    }

    flush() { if (this.timer) this.draft(); }

    /** Keep what is on the screen, unchecked. */
    draft() {
      clearTimeout(this.timer);
      this.timer = undefined;
      const answer = this.together(this.kind.read(this));
      const entry = this.entry();
      const untouched = entry.r === undefined && (same(answer, this.first) || this.kind.blank(answer, this) && !Object.keys(answer ?? {}).length);
      if (untouched || same(answer, entry.r)) return;
      if (this.marked()) {
        this.clear();
        Object.assign(entry, { k: false, o: false, n: entry.d ? 0 : entry.n });
      }
      this.keep({ ...entry, r: answer });
      this.buttons(this.entry());
    }

    /** @param {import("./types").Entry | undefined} entry */
    keep(entry) {
      super.keep(entry);
      this.last = this.entry();
    }

    /** Add what another tab wrote into a reflection since this one last looked: both stay. @param {any} answer */
    together(answer) {
      if (this.data("kind") !== "reflect") return answer;
      const theirs = this.entry().r;
      if (typeof theirs !== "string" || !theirs.trim() || theirs === this.last.r) return answer;
      if (answer.includes(theirs)) return answer;
      const both = theirs.includes(answer) ? theirs : `${answer}\n\n${theirs}`;
      const { selectionStart, selectionEnd } = this.field();
      this.kind.write(this, both);
      this.field().setSelectionRange(selectionStart, selectionEnd);
      this.say("other-tab");
      return both;
    }

    check() {
      this.draft();
      const answer = this.kind.read(this);
      if (this.kind.blank(answer, this)) return this.sayBlank(answer);
      const before = this.entry();
      const entry = { ...before, r: answer, k: true, w: Base.today() };
      if (!this.marked()) {
        this.keep({ ...entry, d: true });
        this.paint(this.entry());
        return this.say(this.data("id") in this.store.memory ? "compared-unkept" : "compared");
      }
      const result = grade(this.data("kind"), answer, this.key);
      const again = before.k; // the same answer once more costs nothing
      entry.n = (before.n ?? 0) + (again ? 0 : 1);
      entry.f ??= result.credit;
      if (!before.s) entry.c = Math.max(before.c ?? 0, result.credit);
      entry.o = before.o || (!result.right && entry.n >= TRIES);
      entry.s = before.s || entry.o;
      entry.d = before.d || result.right || entry.o;
      this.keep(entry);
      this.clear();
      this.paint(entry, result);
      this.buttons(entry);
      this.sayResult(result, entry.o ?? false);
      this.one(".sc-status").scrollIntoView?.({ block: "nearest" }); // the notes above have pushed it down
    }

    /** @param {any} answer */
    sayBlank(answer) {
      if (this.data("kind") !== "sort" || !Object.keys(answer).length) return this.say("blank");
      const empty = this.rows().filter((row) => !this.select(row).value);
      this.say("blank-part", { missing: empty.map((row) => row.querySelector("label")?.textContent).join("; ") });
    }

    /** @param {import("./types").Grade} result @param {boolean} third */
    sayResult(result, third) {
      const kind = this.data("kind");
      const part = kind === "several" ? "part-several" : "part";
      const told = kind === "one" ? "wrong" : result.got ? part : "wrong-plain";
      this.say(result.right ? "right" : third ? "shown-third" : told, { got: result.got, all: result.all, wrong: result.wrong });
      const note = kind === "scale" || kind === "short" ? this.reasons?.querySelector(`[data-k="${result.note}"] .sc-why`) : null;
      if (note && !third) this.one(".sc-status").append(note.cloneNode(true));
    }

    /** Mark the rows and show the notes that belong to an answer. @param {import("./types").Entry} entry
     * @param {import("./types").Grade} [result] */
    paint(entry, result) {
      const over = !result || result.right || (entry.o ?? false);
      this.setAttribute("data-state", !result ? "open" : result.right ? "right" : over ? "shown" : "wrong");
      const rowwise = ["one", "several", "sort"].includes(this.data("kind"));
      for (const row of this.rows()) {
        const k = row.getAttribute("data-k") ?? "";
        const reason = this.reasons?.querySelector(`li[data-k="${k}"]`);
        if (!result || !reason || !(k in result.marks || (over && rowwise))) continue;
        this.note(row, reason, result.marks[k], over);
      }
      if (over && !rowwise) this.one(".sc-key").setAttribute("open", "");
      this.toggleAttribute("data-key", over && !rowwise);
      const explanation = this.querySelector(".sc-key .sc-explanation");
      if (over && rowwise && explanation) this.one(".sc-form").append(explanation.cloneNode(true));
    }

    /** Put a verdict and its reason under one row. @param {HTMLElement} row @param {Element} reason
     * @param {boolean | undefined} mark undefined where the learner did not choose it @param {boolean} over */
    note(row, reason, mark, over) {
      const kind = this.data("kind");
      const chosen = kind === "one" || kind === "several";
      const told = reason.querySelector(".sc-verdict")?.textContent ?? "";
      const missed = over && !chosen && !mark; // then what is told is right, and the learner's own answer is not
      const verdict = chosen ? told : missed ? this.words(kind === "sort" ? "row-group" : "row-place", { group: told, place: row.getAttribute("data-k") ?? "" })
        : this.words(mark ? "row-right" : "row-wrong");
      const note = document.createElement("div");
      note.className = "sc-note";
      note.id = `${this.id}-note-${row.getAttribute("data-k")}`;
      const head = document.createElement("p");
      head.className = "sc-verdict";
      head.textContent = chosen && over && mark !== undefined ? `${verdict} · ${this.words("mine")}` : verdict;
      note.append(head);
      const why = reason.querySelector(".sc-why");
      if (why && (chosen || mark || over)) note.append(why.cloneNode(true));
      row.append(note);
      row.setAttribute("data-mark", missed ? "told" : (chosen ? reason.hasAttribute("data-right") : mark) ? "right" : "wrong");
      row.querySelector("input, select")?.setAttribute("aria-describedby", note.id);
    }

    clear() {
      for (const old of this.all(".sc-note, .sc-form > .sc-explanation")) old.remove();
      for (const row of this.rows()) {
        row.removeAttribute("data-mark");
        row.querySelector(`[aria-describedby^="${this.id}-note-"]`)?.removeAttribute("aria-describedby");
      }
      this.removeAttribute("data-state");
      this.removeAttribute("data-key");
      this.one(".sc-status").replaceChildren();
    }

    /** @param {import("./types").Entry} entry */
    buttons(entry) {
      if (!this.marked()) return;
      this.one(".sc-show").hidden = !entry.n || this.getAttribute("data-state") !== "wrong";
      this.one(".sc-again").hidden = !entry.k || !entry.d;
    }

    /** @param {HTMLElement} target */
    press(target) {
      if (target.matches(".sc-show")) {
        const entry = { ...this.entry(), o: true, s: true, d: true, k: true, w: Base.today() };
        this.keep(entry);
        this.clear();
        this.paint(entry, grade(this.data("kind"), this.kind.read(this), this.key));
        this.one(".sc-again").hidden = false;
        this.one(".sc-again").focus(); // the pressed button goes, and with it the focus would
        this.buttons(entry);
        this.say("shown");
      } else if (target.matches(".sc-again")) {
        this.reset(true);
        this.one(".sc-answer input, .sc-answer select, .sc-up").focus();
      } else if (target.matches(".sc-up, .sc-down")) {
        this.move(target);
      }
    }

    /** Empty the question. @param {boolean} scores whether the scores so far stay */
    reset(scores) {
      const { h, c, f, d, s } = this.entry();
      this.keep(scores ? { h, c, f, d, s, r: undefined } : undefined);
      this.restore();
    }

    /** Move a line of an order question one place. @param {HTMLElement} button */
    move(button) {
      const row = /** @type {HTMLElement} */ (button.closest(".sc-answer"));
      const up = button.matches(".sc-up");
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (up) other.before(row); else other.after(row);
      this.edges();
      this.draft();
      button.focus(); // moving a line in the page drops its focus
      const rows = this.rows();
      this.say("moved", { line: row.querySelector(".sc-text")?.textContent ?? "", place: rows.indexOf(row) + 1, all: rows.length });
    }

    /** The first line cannot go up nor the last one down: said so, yet the button keeps its focus. */
    edges() {
      const rows = this.rows();
      rows.forEach((row, place) => {
        row.querySelector(".sc-up")?.setAttribute("aria-disabled", String(place === 0));
        row.querySelector(".sc-down")?.setAttribute("aria-disabled", String(place === rows.length - 1));
      });
    }
  }

  customElements.define("selfcheck-question", Question);
})();
