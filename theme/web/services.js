// The directory, filtered on the phone. What is chosen stands in the address, after the #, to be shared or kept: nothing is
// stored and nothing is sent, where the phone is least of all.
(function () {
  "use strict";
  var all = function (query, from) { return Array.prototype.slice.call((from || document).querySelectorAll(query)); };
  var one = function (query) { return document.querySelector(query); };
  var form = one("form.filters"), near = one("#near"), nearest = one("#nearest"), said = one("#said"), sheet = one("#sheet");
  var locale = document.documentElement.lang + "-u-nu-latn", words = said.dataset;
  var boxes = all("input", form), choices = all("select", form), sections = all("main section");
  var chosen = [], here = null, waiting = [], timer;

  var items = all("li.card").map(function (card) {
    var data = card.dataset, at = (data.at || "").split(",");
    return {
      card: card, list: card.parentNode, section: card.parentNode.parentNode, off: false, hours: card.querySelector(".open"), at: at[1] ? at.map(Number) : null, id: card.querySelector("a").getAttribute("href").slice(0, -5),
      lang: " " + (data.lang || "") + " ", need: " " + (data.need || "") + " ", marks: " " + (data.marks || "") + " "
    };
  });

  // What is asked for now, as tests that an item passes.
  function asked() {
    return choices.filter(function (choice) { return choice.value; }).map(function (choice) {
      return function (item) { return item[choice.name].indexOf(" " + choice.value + " ") >= 0; };
    }).concat(boxes.filter(function (box) { return box.checked; }).map(function (box) {
      return function (item) { return fits(item, box.name); };
    }));
  }

  // Hours change while the page is open: another script writes what holds at this moment.
  function fits(item, name) {
    if (name !== "today" && name !== "now") return item.marks.indexOf(" " + name + " ") >= 0;
    var state = item.hours && item.hours.dataset.open;
    return state === "now" || state === name;
  }

  // The answer is known at once; the page follows in small steps, what is seen first, so that a slow phone does not stand still.
  function filter() {
    var tests = asked(), count = 0, todo = [];
    sections.forEach(function (section) { section.kept = 0; });
    items.forEach(function (item) {
      var off = !tests.every(function (test) { return test(item); });
      if (!off) { count++; item.section.kept++; }
      if (item.off !== off) { item.off = off; todo.push(item); }
    });
    if (here) todo.sort(nearer);
    sections.forEach(function (section) {
      var off = !!here || !section.kept;
      if (section.hidden !== off) section.hidden = off;
    });
    said.textContent = words.count.replace("{number}", count);
    waiting = waiting.concat(todo);
    clearTimeout(timer);
    step();
  }

  function step() {
    waiting.splice(0, 24).forEach(function (item) { if (item.card.hidden !== item.off) item.card.hidden = item.off; });
    if (waiting.length) timer = setTimeout(step);
  }

  function write() {
    var parts = choices.filter(function (choice) { return choice.value; }).map(function (choice) { return choice.name + "=" + choice.value; });
    boxes.forEach(function (box) { if (box.checked) parts.push(box.name); });
    if (chosen.length) parts.push("sheet=" + chosen.join(","));
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.href.split("#")[0]);
    carry();
  }

  // Other languages show the same choice; the sheet shows what was picked.
  function carry() {
    all(".switch a").forEach(function (link) { link.href = link.href.split("#")[0] + location.hash; });
    sheet.hidden = !chosen.length;
    sheet.href = "sheet.html#sheet=" + chosen.join(",");
    sheet.querySelector("bdi").textContent = chosen.length;
  }

  function read() {
    var found = {};
    location.hash.slice(1).split("&").forEach(function (part) { found[part.split("=")[0]] = part.split("=")[1] || ""; });
    choices.forEach(function (choice) {
      choice.value = found[choice.name] || "";
      if (choice.selectedIndex < 0) choice.value = "";
    });
    boxes.forEach(function (box) { box.checked = box.name in found; });
    chosen = (found.sheet || "").split(",").filter(function (id) { return items.some(function (item) { return item.id === id; }); });
    items.forEach(function (item) { item.pick.checked = chosen.indexOf(item.id) >= 0; });
    filter();
    carry();
  }

  // --- near me: kilometres as the crow flies, on a round earth
  function far(at) {
    var rad = Math.PI / 180, y = (at[0] - here[0]) * rad / 2, x = (at[1] - here[1]) * rad / 2;
    var part = Math.pow(Math.sin(y), 2) + Math.cos(at[0] * rad) * Math.cos(here[0] * rad) * Math.pow(Math.sin(x), 2);
    return 12742 * Math.asin(Math.sqrt(part));
  }

  function kilometres(distance) {
    var digits = { maximumFractionDigits: distance < 10 ? 1 : 0 };
    try {
      return new Intl.NumberFormat(locale, { style: "unit", unit: "kilometer", maximumFractionDigits: digits.maximumFractionDigits }).format(distance);
    } catch (error) { // before Chrome 77
      return new Intl.NumberFormat(locale, digits).format(distance) + " km";
    }
  }

  function nearer(a, b) { return a.far - b.far || 0; }

  // All of one list, the nearest first; or each in its place again.
  function arrange(found) {
    here = found;
    near.setAttribute("aria-pressed", String(!!here));
    items.forEach(function (item) {
      item.far = here && item.at ? far(item.at) : Infinity;
      item.distance.textContent = here && item.at ? kilometres(item.far) : "";
    });
    (here ? items.slice().sort(nearer) : items).forEach(function (item) { (here ? nearest : item.list).appendChild(item.card); });
    nearest.hidden = !here;
    filter();
  }

  near.addEventListener("click", function () {
    if (here) { arrange(null); return; }
    navigator.geolocation.getCurrentPosition(function (found) {
      arrange([found.coords.latitude, found.coords.longitude]);
    }, function () { said.textContent = words.nowhere; }, { maximumAge: 6e4, timeout: 2e4 });
  });

  // --- begin
  items.forEach(function (item) {
    var label = document.createElement("label"), distance = document.createElement("bdi");
    var pick = document.createElement("input");
    pick.type = "checkbox";
    label.className = "pick";
    label.appendChild(pick);
    label.appendChild(document.createTextNode(words.pick));
    distance.className = "far";
    item.card.appendChild(distance);
    item.card.appendChild(label);
    item.pick = pick;
    item.distance = distance;
    pick.addEventListener("change", function () {
      if (pick.checked) chosen.push(item.id); else chosen.splice(chosen.indexOf(item.id), 1);
      write();
    });
  });
  form.addEventListener("change", function () { filter(); setTimeout(write); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(); write(); }); });
  addEventListener("hashchange", read);
  form.hidden = false;
  one(".ways").hidden = true;
  near.hidden = !navigator.geolocation;
  read();
})();
