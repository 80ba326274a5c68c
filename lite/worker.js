// @ts-check
/** Lets a browser's look for a newer service worker pass through its cache, like every other file: so a further visit fetches nothing. */
(function () {
  "use strict";
  const workers = navigator.serviceWorker;
  if (!workers) return; // an address without https has none
  const register = workers.register.bind(workers);
  workers.register = (address, options) => register(address, { ...options, updateViaCache: "all" });
})();
