// The kill switch: takes the place of sw.js when site.yaml says `offline: false`. It removes what was saved, and itself.
"use strict";
const STATE = "livret@" + self.registration.scope;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name === STATE || name.startsWith(STATE + " ")) await caches.delete(name);
  await self.registration.unregister();
})()));
