// @ts-check
/**
 * Lets the links in a notebook lead out of Jupyter: to the course's pages, and to other notebooks by way of the start page.
 *
 * Jupyter takes every link without a host for a file of its own, and does nothing where it has no such file. It notes the
 * path that it made of the link beside it, and from that path this script makes an ordinary link again.
 */
(function () {
  "use strict";

  const lite = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const noted = "data-commandlinker-args";

  /** Where a path in Jupyter's files leads on the site; nothing for what is Jupyter's own. @param {string} path @param {string} id */
  function address(path, id) {
    if (/^[\w/-]+\.html$/.test(path)) return new URL(`../${path}${id}`, lite).href;
    if (/^(exercises|solutions)\/[\w-]+\.ipynb$/.test(path)) return new URL(`start/index.html?notebook=${path}`, lite).href;
    return "";
  }

  /** @param {Event} event */
  function mend(event) {
    const link = event.target instanceof Element && event.target.closest(`a[${noted}]`);
    if (!(link instanceof HTMLAnchorElement)) return;
    const { path, id } = JSON.parse(link.getAttribute(noted) ?? "{}");
    const to = address(String(path ?? ""), String(id ?? ""));
    if (!to) return;
    link.removeAttribute(noted);
    link.removeAttribute("data-commandlinker-command");
    link.href = to;
    link.target = "_blank";
    link.rel = "noopener";
  }

  for (const kind of ["pointerover", "focusin", "click", "auxclick"]) document.addEventListener(kind, mend, true);
})();
