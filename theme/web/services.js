// The directory, filtered on the phone. What is chosen stands in the address, after the #, to be shared or kept: nothing is
// stored and nothing is sent, where the phone is least of all.
(() => {
  "use strict";
  const all = (query, from) => [...(from || document).querySelectorAll(query)], one = query => document.querySelector(query);
  const form = one("form.filters"), near = one("#near"), nearest = one("#nearest"), said = one("#said"), sheet = one("#sheet");
  const locale = document.documentElement.lang + "-u-nu-latn", words = said.dataset, main = "main section";
  const boxes = all("input", form), choices = all("select", form), sections = all(main);
  let chosen = [], here = null, waiting = [], timer;

  const items = all("li.card").map(card => {
    const at = (card.dataset.at || "").split(",");
    return {
      card, data: card.dataset, list: card.parentNode, section: card.closest(main), hours: card.querySelector(".open"),
      at: at[1] ? at.map(Number) : null, id: card.querySelector("a").getAttribute("href").slice(0, -5), off: false
    };
  });

  const has = (list, word) => (list || "").split(" ").indexOf(word) >= 0;

  // Hours change while the page is open: another script writes what holds at this moment.
  function fits(item, name) {
    const state = item.hours && item.hours.dataset.open;
    return name === "today" || name === "now" ? state === "now" || state === name : has(item.data.marks, name);
  }

  // What is asked for now, as tests that an item passes.
  const asked = () => [
    ...choices.filter(choice => choice.value).map(choice => item => has(item.data[choice.name], choice.value)),
    ...boxes.filter(box => box.checked).map(box => item => fits(item, box.name))
  ];

  // The answer is known at once; the page follows in small steps, what is seen first, so that a slow phone does not stand still.
  function filter() {
    const tests = asked(), todo = [];
    let count = 0;
    sections.forEach(section => { section.kept = 0; });
    items.forEach(item => {
      const off = !tests.every(test => test(item));
      if (!off) { count++; item.section.kept++; }
      if (item.off !== off) { item.off = off; todo.push(item); }
    });
    if (here) todo.sort(nearer);
    sections.forEach(section => { section.hidden = !!here || !section.kept; });
    said.textContent = words.count.replace("{number}", count);
    waiting = waiting.concat(todo);
    clearTimeout(timer);
    step();
  }

  function step() {
    waiting.splice(0, 24).forEach(item => { item.card.hidden = item.off; });
    if (waiting.length) timer = setTimeout(step);
  }

  function write() {
    const parts = choices.filter(choice => choice.value).map(choice => choice.name + "=" + choice.value);
    boxes.forEach(box => { if (box.checked) parts.push(box.name); });
    if (chosen.length) parts.push("sheet=" + chosen);
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.href.split("#")[0]);
    carry();
  }

  // Other languages show the same choice; the sheet shows what was picked.
  function carry() {
    all(".switch a").forEach(link => { link.href = link.href.split("#")[0] + location.hash; });
    sheet.hidden = !chosen.length;
    sheet.href = "sheet.html#sheet=" + chosen;
    sheet.querySelector("bdi").textContent = chosen.length;
  }

  function read() {
    const found = {};
    location.hash.slice(1).split("&").forEach(part => { found[part.split("=")[0]] = part.split("=")[1] || ""; });
    choices.forEach(choice => {
      choice.value = found[choice.name] || "";
      if (choice.selectedIndex < 0) choice.value = "";
    });
    boxes.forEach(box => { box.checked = box.name in found; });
    chosen = (found.sheet || "").split(",").filter(id => items.some(item => item.id === id));
    items.forEach(item => { item.pick.checked = chosen.indexOf(item.id) >= 0; });
    filter();
    carry();
  }

  // --- near me: kilometres as the crow flies, on a round earth
  function far(at) {
    const rad = Math.PI / 180, half = degrees => Math.pow(Math.sin(degrees * rad / 2), 2);
    const part = half(at[0] - here[0]) + Math.cos(at[0] * rad) * Math.cos(here[0] * rad) * half(at[1] - here[1]);
    return 12742 * Math.asin(Math.sqrt(part));
  }

  function kilometres(distance) {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: distance < 10 ? 1 : 0 }).format(distance);
    return words.far.replace("{number}", number);
  }

  const nearer = (a, b) => a.far - b.far || 0;

  // All of one list, the nearest first; or each in its place again.
  function arrange(found) {
    here = found;
    near.setAttribute("aria-pressed", String(!!here));
    items.forEach(item => {
      item.far = here && item.at ? far(item.at) : Infinity;
      item.distance.textContent = here && item.at ? kilometres(item.far) : "";
    });
    (here ? items.slice().sort(nearer) : items).forEach(item => { (here ? nearest : item.list).appendChild(item.card); });
    nearest.hidden = !here;
    one("#kinds").hidden = !!here;
    filter();
  }

  near.addEventListener("click", () => {
    if (here) arrange(null);
    else navigator.geolocation.getCurrentPosition(
      found => { arrange([found.coords.latitude, found.coords.longitude]); },
      () => { said.textContent = words.nowhere; },
      { maximumAge: 6e4, timeout: 2e4 }
    );
  });

  // --- begin
  items.forEach(item => {
    const label = document.createElement("label"), pick = item.pick = document.createElement("input");
    item.distance = document.createElement("bdi");
    item.distance.className = "far";
    pick.type = "checkbox";
    label.className = "pick";
    label.append(pick, words.pick);
    item.card.append(item.distance, label);
    pick.addEventListener("change", () => {
      chosen = chosen.filter(id => id !== item.id).concat(pick.checked ? item.id : []);
      write();
    });
  });
  form.addEventListener("change", () => { filter(); setTimeout(write); });
  form.addEventListener("reset", () => { setTimeout(() => { filter(); write(); }); });
  addEventListener("hashchange", read);
  form.hidden = false;
  one(".ways").hidden = true;
  near.hidden = !navigator.geolocation;
  read();
})();
