// @ts-check
/** Quizzes: count the questions inside, and give a score once all are done. Comes after question.js. */
(() => {
  "use strict";
  if (customElements.get("selfcheck-quiz")) return;
  const { Base } = globalThis.selfcheck;

  class Quiz extends Base {
    setUp() {
      this.one(".sc-result").hidden = false;
      this.addEventListener("selfcheck:change", () => this.count());
      this.addEventListener("selfcheck:ready", () => this.count()); // cases and profiles wake after quizzes
      this.one(".sc-restart").addEventListener("click", () => this.restart());
      this.count();
    }

    renew() { this.count(); }

    /** The questions that have woken up. @returns {(InstanceType<typeof Base> & {reset(): void})[]} */
    questions() { return this.all(".sc[data-live]"); }

    score() {
      const marked = this.questions().filter((q) => q.hasAttribute("data-marked")).map((q) => q.kept());
      const credit = marked.reduce((total, entry) => total + (entry?.c ?? 0), 0);
      return { score: Math.round(credit * 10) / 10, first: marked.filter((entry) => entry?.f === 1).length, all: marked.length };
    }

    count() {
      const questions = this.questions();
      const once = this.closest("selfcheck-check") !== null; // there the first try is what counts
      const done = questions.filter((q) => q.kept()?.d || once && q.kept()?.f !== undefined).length;
      this.one(".sc-progress").textContent = this.words("progress", { done, all: questions.length });
      const finished = done > 0 && done === questions.length;
      const line = finished ? this.words("score", this.score()) : "";
      if (this.one(".sc-score").textContent !== line) this.one(".sc-score").textContent = line;
      const before = this.store.get(`quiz:${this.data("id")}`);
      const previous = this.one(".sc-previous");
      previous.hidden = ![before?.score, before?.all].every(Number.isFinite);
      if (!previous.hidden) previous.textContent = this.words("previous", before);
      this.one(".sc-restart").hidden = !questions.some((q) => q.kept());
    }

    restart() {
      const { score, all } = this.score();
      this.store.put(`quiz:${this.data("id")}`, { score, all });
      for (const question of this.questions()) question.reset();
      this.count();
      Base.focusOn(this.one(".sc-quiz-title"));
    }
  }

  customElements.define("selfcheck-quiz", Quiz);
})();
