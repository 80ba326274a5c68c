// @ts-check
/** The page's own parts: finds them, shows and hides them, fills them in, and says a sentence. All words stand in the HTML. */

/** @param {string} id @returns {HTMLElement} */
export function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
}

/** @param {string} id */
export const link = (id) => /** @type {HTMLAnchorElement} */ (part(id));
/** @param {string} id */
export const dialog = (id) => /** @type {HTMLDialogElement} */ (part(id));

/** @param {string} selector @returns {HTMLElement[]} */
export const all = (selector) => [...document.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/** Show what belongs to a state of the page, and hide what belongs to others. @param {string} state */
export function show(state) {
  for (const shown of all("[data-when]")) shown.hidden = !(shown.dataset.when ?? "").split(" ").includes(state);
}

/** Show or hide what went wrong, with what to do. @param {string} name @param {boolean} [is] */
export function fault(name, is = true) {
  for (const shown of all(`[data-fault="${name}"]`)) shown.hidden = !is;
}

/** Fill a value in wherever it stands. @param {ParentNode} within @param {string} name @param {string} value @param {string} [exact] */
export function fill(within, name, value, exact) {
  for (const place of within.querySelectorAll(`[data-fill="${name}"]`)) {
    place.textContent = value;
    if (exact && place instanceof HTMLTimeElement) place.dateTime = exact;
  }
}

/** Fill in a time, as people write it. @param {ParentNode} within @param {string} name @param {string} time */
export function fillTime(within, name, time) {
  const date = new Date(time);
  const known = !Number.isNaN(date.getTime());
  fill(within, name, known ? date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }) : time, known ? time : "");
}

/** Say one of the page's sentences: in its status line, or in that of the dialog that hides it. @param {string} name */
export function say(name) {
  const words = /** @type {HTMLTemplateElement} */ (part("words")).content.querySelector(`[data-say="${name}"]`);
  const place = document.querySelector("dialog[open] [role=status]") ?? part("status");
  place.replaceChildren(...(words ? [words.cloneNode(true)] : []));
}

/** Give a file to the browser to put among the downloads. @param {string} name @param {string | Uint8Array<ArrayBuffer>} content */
export function download(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it only after the click
}

/** List kept files, each with a button to download it.
 * @param {HTMLElement} into @param {{name: string, when: string, act: () => void}[]} files */
export function fillList(into, files) {
  const line = /** @type {HTMLTemplateElement} */ (part("copy-line")).content;
  into.replaceChildren(...files.map(({ name, when, act }) => {
    const made = /** @type {DocumentFragment} */ (line.cloneNode(true));
    fill(made, "name", name);
    fillTime(made, "when", when);
    made.querySelector("button")?.addEventListener("click", act);
    return made;
  }));
}
