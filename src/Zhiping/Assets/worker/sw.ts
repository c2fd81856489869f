// The service worker keeps the shell only: the page that says there is no network, and the scripts and styles whose address carries their
// hash. No page of a person and no file of an application is ever kept here.
export {};

const worker = self as unknown as ServiceWorkerGlobalScope;
const shell = "zp-shell-1", offline = "/offline";

worker.addEventListener("install", e => e.waitUntil(keep().then(() => worker.skipWaiting())));
worker.addEventListener("activate", e => e.waitUntil(forget().then(() => worker.clients.claim())));

worker.addEventListener("fetch", e => {
  const address = new URL(e.request.url);
  if (e.request.method !== "GET" || address.origin !== location.origin) { return; }
  if (e.request.mode === "navigate") {
    e.respondWith(fetch(e.request).catch(async () => await caches.match(offline) ?? Response.error()));
  } else if (address.searchParams.has("v") && /^\/(styles|islands)\//.test(address.pathname)) {
    e.respondWith(caches.match(e.request).then(kept => kept ?? fetch(e.request)));
  }
});

// The page as a stranger sees it, with what it needs.
async function keep(): Promise<void> {
  const answer = await fetch(offline, { credentials: "omit" });
  if (!answer.ok) { throw new Error("no shell"); }
  const text = await answer.clone().text(), cache = await caches.open(shell);
  const needs = [...text.matchAll(/(?:href|src)="(\/(?:styles|islands)\/[^"]+|\/favicon\.svg[^"]*)"/g)].map(found => found[1]!);
  await cache.addAll([...new Set(needs)]);
  await cache.put(offline, answer);
}

async function forget(): Promise<void> {
  for (const name of await caches.keys()) { if (name !== shell) { await caches.delete(name); } }
}
