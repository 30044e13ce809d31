// What a reader can do with a page: share it, make it larger, listen to it. Nothing is stored unless asked.
(() => {
  "use strict";
  var html = document.documentElement, root = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  var all = selector => [...document.querySelectorAll(selector)];

  // --- sharing ---
  all("[data-share]").forEach(button => {
    var page = { title: document.title, url: document.querySelector(".copy").textContent };
    if (navigator.share) button.hidden = false;
    button.addEventListener("click", () => navigator.share(page).catch(() => { /* the reader changed their mind */ }));
  });

  // --- text size and colours: kept only where the reader says so ---
  var form = document.querySelector("form.adjust"), KEY = "livret", kept = null;
  try { kept = JSON.parse(localStorage.getItem(KEY)); } catch (error) { /* no storage here: the choice lasts as long as the page */ }
  function wear(choice) {
    ["size", "theme"].forEach(name => {
      if (choice[name]) html.setAttribute("data-" + name, choice[name]); else html.removeAttribute("data-" + name);
    });
  }
  if (kept) wear(kept);
  if (form) {
    form.hidden = false;
    if (kept) { form.elements.size.value = kept.size; form.elements.theme.value = kept.theme; form.elements.keep.checked = true; }
    form.addEventListener("change", () => {
      var choice = { size: form.elements.size.value, theme: form.elements.theme.value };
      wear(choice);
      try {
        if (form.elements.keep.checked) localStorage.setItem(KEY, JSON.stringify(choice)); else localStorage.removeItem(KEY);
      } catch (error) { form.elements.keep.checked = false; }
    });
  }

  // --- a saved copy: is there a newer one? Only a reader who saved something has a worker ---
  var renew = document.querySelector(".renew"), state = "livret@" + root;
  async function renewed() {
    var entries = await caches.open(state);
    for (var key of await entries.keys()) {
      var own = await (await entries.match(key)).json(), pack = await (await fetch(key.url, { cache: "no-cache", credentials: "omit" })).json();
      if (own.version !== pack.version) renew.hidden = false;
    }
  }
  if (renew && navigator.serviceWorker && navigator.serviceWorker.controller)
    caches.has(state).then(there => there && renewed()).catch(() => { /* no network: the copy stands */ });

  // --- listening: a recording, else a voice that lives on the phone; one that asks a server would tell it what is read ---
  var player = document.querySelector(".recording audio"), speak = document.querySelector("[data-speak]"), voices = window.speechSynthesis;
  var base = tag => tag.replace("_", "-").split("-")[0].toLowerCase();
  if (player && !player.canPlayType("audio/ogg; codecs=opus")) {
    all(".recording").forEach(figure => { figure.hidden = true; });
    document.querySelector(".unplayed").hidden = false;
    player = null;
  }
  function voice() {
    return voices.getVoices().find(each => each.localService && base(each.lang) === base(html.lang));
  }
  function offer() { speak.hidden = !voice(); }
  function texts() {
    return all("article h1, article h2, article h3, article p, article li, article dt, article dd, article td, article th").filter(part => {
      return part.closest("[lang]") === html && !part.matches(".notice, .turns, .former *, .listen *") && !part.querySelector("p, li");
    });
  }
  function quiet() { voices.cancel(); speak.setAttribute("aria-pressed", "false"); }
  if (speak && !player && voices) {
    offer();
    voices.addEventListener && voices.addEventListener("voiceschanged", offer);
    speak.addEventListener("click", () => {
      if (speak.getAttribute("aria-pressed") === "true") { quiet(); return; }
      speak.setAttribute("aria-pressed", "true");
      var parts = texts();
      parts.forEach((part, number) => {
        var copy = part.cloneNode(true), own = voice();
        copy.querySelectorAll("[lang]").forEach(other => other.remove());
        var said = new SpeechSynthesisUtterance(copy.textContent);
        said.voice = own; said.lang = own.lang;
        if (number === parts.length - 1) said.onend = quiet;
        voices.speak(said);
      });
    });
    window.addEventListener("pagehide", quiet);
  }
})();
