// What a reader saved, without a network. Registered when something is saved, gone with the last pack; its address never changes.
// The cache STATE holds one entry for each active pack, whose files lie in "STATE <id>:<version>": an origin may hold many sites.
"use strict";
const ROOT = self.registration.scope;
const STATE = "livret@" + ROOT;
const PATIENCE = 3000; // ms that a page may take from the network before the saved copy stands in

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", event => {
  const request = event.request, url = request.url.split(/[?#]/)[0];
  if (request.method !== "GET" || !url.startsWith(ROOT)) return;
  const path = url.slice(ROOT.length).replace(/(^|\/)$/, "$1index.html");
  if (request.mode === "navigate") event.respondWith(page(request, path));
  else if (/^(assets|media)\//.test(path)) event.respondWith(saved(path).then(copy => copy ? copy.response : fetch(request)));
  else if (request.cache !== "no-cache") event.respondWith(fetch(request).catch(() => saved(path).then(copy => copy ? copy.response : Response.error())));
});

// The newest copy of a file among the active packs.
async function saved(path) {
  const active = await caches.open(STATE), packs = [];
  for (const key of await active.keys()) packs.push(await (await active.match(key)).json());
  packs.sort((a, b) => a.date < b.date ? 1 : -1);
  for (const pack of packs) {
    const cache = await caches.open(STATE + " " + pack.id + ":" + pack.version), response = await cache.match(ROOT + path);
    if (response) return { response, pack };
  }
}

async function page(request, path) {
  const network = fetch(request), copy = await saved(path);
  const answer = network.then(response => response.status < 500 || !copy ? response : null, () => null);
  const late = new Promise(resolve => { if (copy) setTimeout(resolve, PATIENCE); });
  return await Promise.race([answer, late]) || (copy ? dated(copy) : elsewhere(path));
}

// The page says that it is a copy, and of which day.
async function dated(copy) {
  const text = (await copy.response.text()).replace('<p class="notice saved" hidden>', '<p class="notice saved">');
  return new Response(text.replace("<bdi></bdi>", "<bdi>" + copy.pack.said + "</bdi>"), { headers: copy.response.headers });
}

// What is not saved leads to the page that says what is.
async function elsewhere(path) {
  const active = await caches.open(STATE), own = path.split("/")[0], tags = [own];
  for (const key of await active.keys()) tags.push((await (await active.match(key)).json()).tag);
  for (const tag of tags) if (!path.endsWith("/saved.html") && await saved(tag + "/saved.html")) return Response.redirect(ROOT + tag + "/saved.html#missing");
  return Response.error();
}
