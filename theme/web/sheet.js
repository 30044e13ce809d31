// A sheet of one's own: of all the leaves, those that the address names after the #; without any, all. Nothing is stored.
(function () {
  "use strict";
  var all = function (query) { return Array.prototype.slice.call(document.querySelectorAll(query)); };
  var leaves = all(".leaf"), tools = document.querySelector(".own"), title = document.querySelector("#title"), head = document.querySelector("h1"), named = head.textContent;
  function show() {
    var found = /(?:^#|&)sheet=([a-z0-9_,]+)/.exec(location.hash), ids = found ? found[1].split(",") : [];
    leaves.forEach(function (leaf) { leaf.hidden = !!found && ids.indexOf(leaf.id) < 0; });
    all(".crumbs a.carry").forEach(function (link) { link.href = link.href.split("#")[0] + location.hash; });
  }
  // Where the browser does not know the language, figures that nobody can mistake.
  var tag = document.documentElement.lang, now = new Date(), known = Intl.DateTimeFormat.supportedLocalesOf([tag]).length;
  var day = new Intl.DateTimeFormat(tag + "-u-nu-latn", { year: "numeric", month: "long", day: "numeric" });
  document.querySelector("#day").textContent = known ? day.format(now) : new Date(now - now.getTimezoneOffset() * 6e4).toJSON().slice(0, 10);
  document.querySelector("#print").addEventListener("click", function () { print(); });
  title.addEventListener("input", function () { document.title = head.textContent = title.value || named; });
  addEventListener("hashchange", show);
  tools.hidden = false;
  show();
})();
