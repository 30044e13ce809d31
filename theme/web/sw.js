// What a reader saved, without a network. Registered when something is saved, gone with the last pack; its address never changes.
// STATE holds an entry for each active pack, whose files lie in "STATE <id>:<version>": an origin may hold many sites.
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
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (/^(assets|media)\//.test(path)) event.respondWith(file(request, path));
  else if (request.cache !== "no-cache") event.respondWith(fetch(request).catch(() => saved(path).then(copy => copy ? copy.response : Response.error())));
});

// The active packs, the newest first.
async function packs() {
  const active = await caches.open(STATE), found = [];
  for (const key of await active.keys()) found.push(await (await active.match(key)).json());
  return found.sort((a, b) => a.date < b.date ? 1 : -1);
}

// The newest copy of a file among them.
async function saved(path) {
  for (const pack of await packs()) {
    const cache = await caches.open(STATE + " " + pack.id + ":" + pack.version), response = await cache.match(ROOT + path);
    if (response) return { response, pack };
  }
}

// A picture that is not saved: the one for phones is, whose address has no width.
async function file(request, path) {
  const copy = await saved(path);
  if (copy) return part(request, copy.response);
  return fetch(request).catch(async () => {
    const small = await saved(path.replace(/\.\d+(\.\w+)$/, "$1"));
    return small ? small.response : Response.error();
  });
}

// A player asks for parts, and Safari plays nothing else: RFC 9110, 14.2.
async function part(request, response) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!asked || !(asked[1] || asked[2]) || (asked[1] && asked[2] && +asked[1] > +asked[2])) return response;
  const type = response.headers.get("content-type") || "", whole = await response.blob(), size = whole.size;
  const first = asked[1] ? +asked[1] : Math.max(0, size - asked[2]);
  const last = asked[1] && asked[2] ? Math.min(+asked[2], size - 1) : size - 1;
  if (first >= size) return new Response(null, { status: 416, headers: { "Content-Range": "bytes */" + size } });
  const headers = { "Content-Type": type, "Content-Range": "bytes " + first + "-" + last + "/" + size, "Content-Length": String(last - first + 1), "Accept-Ranges": "bytes" };
  return new Response(whole.slice(first, last + 1, type), { status: 206, headers });
}

async function page(event, path) {
  const network = fetch(event.request), copy = await saved(path);
  event.waitUntil(network.then(corrected).catch(() => {}));
  const answer = network.then(response => response.status < 500 || !copy ? response : null, () => null);
  const late = new Promise(resolve => { if (copy) setTimeout(resolve, PATIENCE); });
  return await Promise.race([answer, late]) || (copy ? dated(copy) : elsewhere(path));
}

// A correction reaches every saved language long before a newer copy.
async function corrected() {
  for (const pack of await packs()) {
    const url = alertOf(pack.tag), response = await fetch(url, { cache: "no-cache", credentials: "omit" });
    if (response.ok) await (await caches.open(STATE + " alert:")).put(url, response);
  }
}
const alertOf = tag => ROOT + "packs/alert." + tag + ".txt";

// The page says that it is a copy, and of which day, below what is corrected.
async function dated(copy) {
  const alert = await caches.match(alertOf(copy.pack.tag)), told = alert && await alert.text();
  let text = await copy.response.text();
  if (alert) text = text.replace(/(<header>\s*)(<details class="notice danger alert"[^]*?<\/details>\s*)?/, (all, head) => head + told);
  text = text.replace('<p class="notice saved" hidden>', '<p class="notice saved">');
  return new Response(text.replace("<bdi></bdi>", "<bdi>" + copy.pack.said + "</bdi>"), { headers: copy.response.headers });
}

// What is not saved leads to the page that says what is.
async function elsewhere(path) {
  const tags = [path.split("/")[0], ...(await packs()).map(pack => pack.tag)];
  for (const tag of tags) if (!path.endsWith("/saved.html") && await saved(tag + "/saved.html")) return Response.redirect(ROOT + tag + "/saved.html#missing");
  return Response.error();
}
