// The page of what is saved: size first, progress, each file verified by its hash, resumed after a cut, deleted without a trace.
(() => {
  "use strict";
  var list = document.querySelector("[data-packs]");
  var root = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  var state = "livret@" + root;
  if (location.hash === "#missing") document.querySelector(".missing").hidden = false;
  if (!list || !window.caches || !navigator.serviceWorker || !crypto.subtle || !/^https?:$/.test(location.protocol)) return;
  list.hidden = false;
  document.querySelector(".cannot").hidden = true;
  if (/; wv\)|FBA[NV]|Instagram|Line\/|MicroMessenger|Telegram|WhatsApp|TikTok/i.test(navigator.userAgent)) document.querySelector(".inside").hidden = false;

  var say = (key, values) => list.dataset[key].replace(/\{(\w+)\}/g, (whole, name) => values[name]);
  var nameOf = pack => state + " " + pack.id + ":" + pack.version;
  var path = id => "packs/" + id + ".json";
  var key = id => root + path(id);

  async function active(id) {
    if (!await caches.has(state)) return null;
    var entry = await (await caches.open(state)).match(key(id));
    return entry && entry.json();
  }

  // A file of any pack, or of a save that was cut, that has the same address and hash need not be fetched again.
  async function elsewhere(url, hash) {
    for (var name of await caches.keys()) {
      var found = name.startsWith(state + " ") && await (await caches.open(name)).match(url);
      if (found && found.headers.get("x-livret-hash") === hash) return found;
    }
  }

  async function asked(name) {
    var response = await fetch(root + name, { cache: "no-cache", credentials: "omit" });
    if (!response.ok) throw response;
    return response;
  }

  // Into the cache when it is what the pack says, under the headers that it came with.
  async function keep(cache, file, data, source, together) {
    var digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data)), headers = new Headers({ "x-livret-hash": file[1] });
    if ([...digest].map(byte => ("0" + byte.toString(16)).slice(-2)).join("") !== file[1]) throw file;
    source.forEach((value, name) => { if (!/^(content-(encoding|length)|transfer-encoding|date|age|set-cookie)$/.test(name)) headers.set(name, value); });
    if (together) headers.set("content-type", "text/" + (/js$/.test(file[0]) ? "javascript" : "html") + "; charset=utf-8");
    await cache.put(root + file[0], new Response(data, { headers }));
  }

  // A text of a sheaf: lines of its own, and runs of those that several have in common; its name in place of the sign for it. livret/web/sheaf.py has the same steps.
  function text(sheaf, path) {
    return [].concat(...sheaf.texts[path].map(part => part.map ? sheaf.common.slice(...part) : part)).join("\n").split(sheaf.name).join(path.replace(/.*\/|\..*/g, ""));
  }

  // Files that travel together, or one alone.
  async function bring(cache, name, files, together) {
    var response = await asked(name), body = await (together ? response.json() : response.arrayBuffer());
    for (var file of files) await keep(cache, file, together ? new TextEncoder().encode(text(body, file[0])) : body, response.headers, together);
  }

  // All files – a font where this page had to load it – into the new version's own cache, then the switch, then the old versions go. A cut leaves the old one active.
  async function save(pack, tell) {
    var files = pack.files.concat(pack.fonts.filter(file => performance.getEntriesByName(root + file[0]).length));
    var cache = await caches.open(nameOf(pack)), missing = [], queue = [], all = files.length, done = all, failure = null;
    for (var file of files) {
      var url = root + file[0], found = await elsewhere(url, file[1]);
      if (found) await cache.put(url, found);
      else done = all - missing.push(file);
    }
    // A sheaf of which less than half is missing costs more than its files one by one.
    pack.sheaves.forEach((sheaf, number) => {
      var wanted = missing.filter(file => file[3] === number);
      if (wanted.length * 2 > sheaf[1]) queue.push([sheaf[0], wanted, true]);
      else wanted.forEach(file => queue.push([file[0], [file]]));
    });
    missing.filter(file => file.length < 4).forEach(file => queue.push([file[0], [file]]));
    async function work() {
      for (var job; !failure && (job = queue.shift());) {
        try {
          await bring(cache, job[0], job[1], job[2]);
          tell(done += job[1].length, all);
        } catch (error) { failure = error; }
      }
    }
    await Promise.all([work(), work(), work(), work()]);
    if (failure && failure.name === "QuotaExceededError") await caches.delete(nameOf(pack)); // what is smaller needs the room
    if (failure) throw failure;
    await navigator.serviceWorker.register(root + "sw.js");
    await navigator.serviceWorker.ready;
    await activate(pack);
    await sweep(pack.id, nameOf(pack));
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
  }

  async function activate(pack) {
    var { id, version, date, said, tag } = pack;
    await (await caches.open(state)).put(key(id), new Response(JSON.stringify({ id, version, date, said, tag })));
  }

  async function sweep(id, except) {
    for (var name of await caches.keys()) if (name.startsWith(state + " " + id + ":") && name !== except) await caches.delete(name);
  }

  async function remove(id) {
    if (await caches.has(state)) {
      var entries = await caches.open(state);
      await entries.delete(key(id));
      if (!(await entries.keys()).length) await caches.delete(state);
    }
    await sweep(id);
    if (await caches.has(state)) return;
    await sweep("alert");
    await unregister();
  }

  async function unregister() {
    var own = await navigator.serviceWorker.getRegistration(root);
    if (own) await own.unregister();
  }

  async function show(section) {
    var id = section.dataset.pack, own = await active(id), pack = null;
    try { pack = await (await asked(path(id))).json(); } catch (error) { /* no network: what is saved stands */ }
    if (own && pack && own.version === pack.version) await activate(own = pack); // the same files on a later day
    section.weight = pack ? Math.ceil(pack.weight / 1000) : 0;
    section.querySelector(".size").textContent = pack ? say("size", { number: section.weight }) : "";
    section.querySelector(".state").textContent = own ? say("saved", { date: own.said }) + (pack && own.version !== pack.version ? " " + say("newer") : "") : "";
    var buttons = { save: pack && !own, renew: pack && own && own.version !== pack.version, remove: own };
    for (var name in buttons) section.querySelector("[data-do=" + name + "]").hidden = !buttons[name];
    return pack;
  }

  // No room: how much it would have been, and the ways that need less.
  function full(section, status) {
    status.textContent = say("full", { number: section.weight });
    var ways = sections.filter(other => other.weight && other.weight < section.weight).map(other => {
      var link = document.createElement("a"), head = other.querySelector("h3");
      link.href = "#" + head.id;
      link.append(head.textContent, " – ", other.querySelector(".size").textContent);
      return link;
    });
    ways.concat(document.querySelector(".cannot a").cloneNode(true)).forEach(link => {
      link.className = "more";
      status.appendChild(document.createElement("p")).append(link);
    });
  }

  var sections = [...list.querySelectorAll("[data-pack]")];
  sections.forEach(section => {
    var id = section.dataset.pack, status = section.querySelector("[role=status]"), bar = section.querySelector("progress");
    function tell(done, all) {
      bar.hidden = false;
      bar.value = done / all;
      bar.setAttribute("aria-valuetext", say("progress", { done, all }));
    }
    section.addEventListener("click", async event => {
      var button = event.target.closest("[data-do]"), gone = button && button.dataset.do === "remove";
      if (!button || section.hasAttribute("aria-busy")) return;
      section.setAttribute("aria-busy", "true");
      status.textContent = "";
      try {
        if (gone) await remove(id);
        else await save(await (await asked(path(id))).json(), tell);
        if (gone) status.textContent = say("removed");
      } catch (error) {
        if (error.name === "QuotaExceededError") full(section, status); else status.textContent = say("failed");
      }
      bar.hidden = true;
      await show(section);
      section.removeAttribute("aria-busy");
    });
    show(section).catch(() => { // a private window may refuse every storage
      list.hidden = true;
      document.querySelector(".cannot").hidden = false;
    });
  });

  document.querySelector(".everything").addEventListener("click", async () => {
    for (var name of await caches.keys()) if (name === state || name.startsWith(state + " ")) await caches.delete(name);
    await unregister();
    try { localStorage.removeItem("livret"); } catch (error) { /* nothing is kept there */ }
    location.reload();
  });
})();
