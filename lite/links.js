// @ts-check
/**
 * Lets the links in a notebook lead out of Jupyter: to the course's pages, and to other notebooks by way of the start page.
 *
 * Jupyter takes every link without a host for one of the files in its own folder. This script takes it for what it was.
 */
(function () {
  "use strict";

  const lite = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const files = new URL("files/", lite).href;

  /** Where a path in Jupyter's files leads on the site; nothing for what is Jupyter's own. @param {string} path */
  function address(path) {
    const notebook = /^lite\/((?:exercises|solutions)\/[\w-]+)\.html$/.exec(path);
    if (notebook) return new URL(`start/index.html?notebook=${notebook[1]}.ipynb`, lite).href;
    if (/^[\w/-]+\.html(#|$)/.test(path)) return new URL(`../${path}`, lite).href;
    return "";
  }

  /** @param {Event} event */
  function mend(event) {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    const to = link.href.startsWith(files) ? address(link.href.slice(files.length)) : "";
    if (to) link.href = link.dataset.leads = to;
    if (link.dataset.leads) event.stopPropagation(); // Jupyter would look for a file of its own, and not follow the link
  }

  for (const kind of ["pointerover", "focusin", "click", "auxclick"]) document.addEventListener(kind, mend, true);
})();
