// What every page can do, and a file that carries many: tell its age, for the phone knows today's date; be left at once. Nothing is stored or sent.
(function () {
  "use strict";
  var tag = document.documentElement.lang;
  var Words = window.Intl && Intl.RelativeTimeFormat, words = Words && Words.supportedLocalesOf(tag)[0] && new Words(tag, { numeric: "auto" });
  var steps = [["year", 365], ["month", 30], ["week", 7], ["day", 1]];
  document.querySelectorAll("[data-age]").forEach(function (place) {
    var days = Math.floor((Date.now() - Date.parse(place.getAttribute("data-age"))) / 864e5);
    if (!words || !(days >= 0)) return;
    var step = steps.find(function (s) { return days >= s[1]; }) || steps[3];
    place.textContent = "(" + words.format(-Math.floor(days / step[1]), step[0]) + ")";
  });
  // Leaving: the link, or Shift three times within five seconds – on a sensitive page, and in a file that carries one while it is in sight;
  // Back does not lead here again.
  // Shift with another key is no press of its own.
  var exits = [].slice.call(document.querySelectorAll("a.exit, .exit-words a")), presses = [], writing = false;
  function leave(to) {
    document.body.textContent = "";
    document.title = "…";
    location.replace(to);
  }
  function pressed(event) {
    var exit = exits.find(function (exit) {
      var at = exit.getBoundingClientRect();
      return exit.closest(".bars") || at.bottom > 0 && at.top < innerHeight;
    });
    if (event.key !== "Shift" || !exit) return;
    if (writing) { writing = false; return; }
    presses = presses.filter(function (time) { return Date.now() - time < 5000; }).concat(Date.now());
    if (presses.length === 3) leave(exit.href);
  }
  exits.forEach(function (exit) {
    exit.addEventListener("click", function (event) { event.preventDefault(); leave(exit.href); });
  });
  if (exits.length) {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") { presses = []; writing = event.shiftKey; }
    });
    document.addEventListener("keyup", pressed);
  }
  // A listing that nobody has verified for long says so, also on a page that was kept for a year; a meeting that is over is no next one, an alert no more.
  var check = document.querySelector("#check");
  document.querySelectorAll("[data-until]").forEach(function (place) {
    if (Date.now() - Date.parse(place.getAttribute("data-until")) < 864e5) return;
    if (!check || place.closest("header")) place.hidden = true;
    else if (!place.parentNode.querySelector(".check")) place.parentNode.appendChild(check.content.cloneNode(true));
  });
  // Two languages on a page: a screen reader reads the second one only when it is asked to.
  document.querySelectorAll("button.both").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      document.querySelectorAll("main .beside").forEach(function (text) { text.setAttribute("aria-hidden", String(!on)); });
    });
  });
  // A switch is a link, and is turned by the space bar, too.
  document.querySelectorAll("[role=switch]").forEach(function (link) {
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); link.click(); }
    });
  });
  // Where one is: what was looked for or chosen, else the last heading that was passed.
  function here() {
    var asked = document.querySelector("#q"), passed = [].filter.call(document.querySelectorAll("main h2[id], main h3[id]"), function (head) {
      return head.offsetParent && head.getBoundingClientRect().top < 120;
    });
    return asked && asked.value ? "q=" + encodeURIComponent(asked.value) : location.hash.slice(1) || passed.length && passed.pop().id || "";
  }
  // The list of languages leads to the same place in each, and closes when it is left, as a menu does.
  document.querySelectorAll("details.switch").forEach(function (menu) {
    menu.addEventListener("toggle", function () {
      menu.querySelectorAll("a").forEach(function (link) { link.hash = here(); });
    });
    ["click", "focusin"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });
  // A result of the search names a place by its number: its own address takes over.
  var nth = /^#~([0-9]+)$/.exec(location.hash);
  var place = nth && document.querySelectorAll("main h2[id], main h3[id], main h4[id], main h5[id], main h6[id], .words > [id]")[nth[1] - 1];
  if (place) location.replace("#" + place.id);
})();
