// @ts-check
/** The end of the script in a notebook: what anywidget calls. Shows the HTML that Python made, and tells it what happens. */

/** @param {{model: {get(name: string): any, set(name: string, value: any): void, save_changes(): void}, el: HTMLElement}} view */
function render({ model, el }) {
  el.addEventListener("selfcheck:change", (event) => {
    const { id, entry } = /** @type {CustomEvent} */ (event).detail;
    const entries = { ...model.get("entries") };
    if (entry) entries[id] = entry;
    else delete entries[id];
    model.set("entries", entries);
    model.save_changes();
  });
  const page = new DOMParser().parseFromString(model.get("html"), "text/html");
  el.replaceChildren(...page.body.children);
}

export default { render };
