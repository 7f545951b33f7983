// Keeps the last inbox and the matters that were read, so that they can be read without a network. Signing out takes everything away.
const PAGES = "desk-pages";
const ASSETS = "desk-assets";
const isDesk = (path) => path === "/inbox" || path.startsWith("/matters/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && isDesk(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

async function page(request) {
  try {
    const answer = await fetch(request);
    // Only what was shown to somebody who is signed in; a redirection to the sign-in page is not.
    if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(request, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await caches.open(PAGES);
    const found = (await kept.match(request)) ?? (await kept.match("/inbox", { ignoreSearch: true }));
    if (found) return found;
    throw problem;
  }
}

async function asset(request) {
  const kept = await caches.open(ASSETS);
  // The network first for what has no digest in its name; the kept one when there is no network.
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(request, answer.clone());
    return answer;
  } catch (problem) {
    const found = await kept.match(request);
    if (found) return found;
    throw problem;
  }
}
