// @ts-check
/**
 * Says what is wrong where start.js cannot: it is a module, and modules do not run from a folder or in an old browser.
 *
 * A classic script without words, in the syntax of old browsers. It runs before start.js is fetched.
 */
(function () {
  "use strict";

  /** Show a fault of the page as soon as the page is there. @param {string} name */
  function show(name) {
    var fault = document.querySelector("[data-fault=" + name + "]");
    if (fault) {
      fault.removeAttribute("hidden");
      var looking = document.querySelector("[data-when=looking]");
      if (looking) looking.setAttribute("hidden", "");
      var copy = document.querySelector(".actions");
      if (copy && name === "file") copy.setAttribute("hidden", ""); // nothing can be kept or opened there
    } else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", function () { show(name); });
  }

  if (location.protocol === "file:") {
    var found = /[?&]notebook=(?:exercises|solutions)\/([0-9a-z-]+)\.ipynb$/.exec(decodeURIComponent(location.search));
    if (found) {
      var name = found[1];
      document.addEventListener("DOMContentLoaded", function () {
        var page = document.getElementById("page");
        if (page) page.setAttribute("href", "../../exercises/" + name + ".html");
      });
    }
    show("file");
  } else if (!("noModule" in document.createElement("script"))) show("browser");
  else window.addEventListener("error", function (event) {
    if (event.target instanceof HTMLScriptElement || event.filename) show("script"); // not fetched, or stopped while it ran
  }, true);
})();
