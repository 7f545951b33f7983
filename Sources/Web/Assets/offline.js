// Makes the inbox readable without a network, and says when what one sees is a kept copy.
const note = document.querySelector("[data-offline]");
// There when the service worker answered in place of the server.
const kept = document.querySelector("[data-kept]:not([hidden])");
const show = () => {
  if (note) note.hidden = navigator.onLine;
  if (kept) kept.hidden = !navigator.onLine;
};
show();
addEventListener("online", show);
addEventListener("offline", show);

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js");
  // The page that brought the worker was not seen by it: fetched once more, it is kept as well.
  navigator.serviceWorker.ready.then(async () => {
    const kept = await caches.open("desk-pages");
    if (navigator.onLine && /^\/(inbox$|matters\/[^/]+$)/.test(location.pathname) && !(await kept.match(location.href))) await kept.add(location.href);
    const assets = await caches.open("desk-assets");
    for (const link of document.querySelectorAll("link[rel=stylesheet], script[src]")) {
      const address = link.href ?? link.src;
      if (navigator.onLine && !(await assets.match(address))) await assets.add(address);
    }
  }).catch(() => {});
}

// Whoever uses this machine next finds nothing.
for (const form of document.querySelectorAll("form[action='/sign-out']")) {
  form.addEventListener("submit", () => {
    if ("caches" in self) for (const name of ["desk-pages", "desk-assets"]) caches.delete(name);
  });
}
