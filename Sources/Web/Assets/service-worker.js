// Keeps the last inbox and the matters that were read, so that they can be read without a network. What one may no longer read goes, and signing
// out or in takes everything away.
const PAGES = "desk-pages";
const ASSETS = "desk-assets";
const MOST = 100;
const isDesk = (path) => path === "/inbox" || path.startsWith("/matters/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === "/sign-in") event.waitUntil(caches.delete(PAGES));
  if (request.mode === "navigate" && isDesk(pathname)) event.respondWith(page(event));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(event));
});

async function page(event) {
  const { request } = event;
  let answer;
  try {
    answer = await fetch(request);
  } catch (problem) {
    const found = await kept(request);
    if (found) return found;
    throw problem;
  }
  // A proxy answers for a server that is not there.
  if ([502, 503, 504].includes(answer.status)) return (await kept(request)) ?? answer;
  event.waitUntil((answer.ok && !answer.redirected ? keep(request, answer.clone()) : drop(request)).catch(() => {}));
  return answer;
}

// The copy says what it is: the network may be there when only the server is not, and then the browser would not say so.
async function kept(request) {
  const pages = await caches.open(PAGES);
  const found = (await pages.match(request, { ignoreVary: true })) ?? (await pages.match("/inbox", { ignoreSearch: true, ignoreVary: true }));
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const text = (await found.text()).replace("<div data-kept hidden>", "<div data-kept>");
  return new Response(text, { status: found.status, headers });
}

async function keep(request, answer) {
  const kept = await caches.open(PAGES);
  await kept.put(request, answer);
  const all = await kept.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((old) => kept.delete(old)));
}

async function drop(request) {
  await (await caches.open(PAGES)).delete(request, { ignoreVary: true });
}

async function asset(event) {
  const { request } = event;
  let answer;
  try {
    answer = await fetch(request);
  } catch (problem) {
    const found = await (await caches.open(ASSETS)).match(request, { ignoreVary: true });
    if (found) return found;
    throw problem;
  }
  const copy = answer.clone();
  if (answer.ok) event.waitUntil(caches.open(ASSETS).then((kept) => kept.put(request, copy)).catch(() => {}));
  return answer;
}
