// @ts-check
/** The end of the script in a notebook: what anywidget calls. Shows the HTML that Python made, and tells it what happens. */

/** @param {{model: {get(name: string): any, set(name: string, value: any): void, save_changes(): void}, el: HTMLElement}} view */
function render({ model, el }) {
  // Else JupyterLab takes the arrows and letters pressed here for its own: it looks for this on what has the focus.
  el.addEventListener("focusin", (event) => /** @type {Element} */ (event.target).setAttribute("data-lm-suppress-shortcuts", "true"));
  el.addEventListener("selfcheck:change", (event) => {
    const { id, entry } = /** @type {CustomEvent} */ (event).detail;
    const entries = { ...model.get("entries") };
    if (entry) entries[id] = entry;
    else delete entries[id];
    model.set("entries", entries);
    model.save_changes();
  });
  const number = globalThis.selfcheck.views = (globalThis.selfcheck.views ?? 0) + 1;
  const html = model.get("html").replaceAll(model.get("prefix"), `${model.get("prefix")}${number}-`);
  const page = new DOMParser().parseFromString(html, "text/html");
  el.replaceChildren(...page.body.children);
}

export default { render };
