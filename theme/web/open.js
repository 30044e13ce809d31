// Open now, or when next: what livret/hours/compact.py wrote, by the place's own clock, whatever the phone's zone.
// Silent where it is not sure, and after the last day that was told.
(function () {
  "use strict";
  var clock = document.querySelector("[data-clock]"), say = clock && clock.dataset, told = clock && say.clock.split(" ");

  // Minutes since the first day began there.
  function now() {
    var utc = Date.now() / 6e4, offset = told[2];
    told.slice(3).forEach(function (change) {
      if (utc >= change.split(":")[0]) offset = change.split(":")[1];
    });
    return utc + +offset - told[0] * 1440;
  }

  function tell(place) {
    var hours = place.dataset.hours.split("<"), known = hours[1] || told[1], others = hours[0].split(";"), week = others.shift().split("/");
    var time = now(), today = Math.floor(time / 1440), day = today, spans = [], text = "", state = "", last, next;
    for (; day >= 0 && day < known && day < today + 8; day++) {
      var written = week[day % week.length];
      others.forEach(function (other) {
        if (other.split(":")[0] == day) written = other.split(":")[1];
      });
      if (written) written.split(".").forEach(function (span) {
        var sure = span[0] != "?", ends = span.slice(!sure).split("-"), from = day * 1440 + +ends[0], until = day * 1440 + +ends[1];
        if (last && last[1] == from && last[2] == sure) last[1] = until;
        else spans.push(last = [from, until, sure]);
      });
    }
    last = spans.filter(function (span) { return span[1] > time; })[0];
    if (last && last[2]) {
      day = Math.floor(last[0] / 1440) - today;
      next = last[0];
      state = next <= time ? "now" : day > 0 ? "later" : "today";
      last = last[state == "now" ? 1 : 0];
      text = (state == "now" && (last - time > 1440 || last == known * 1440) ? say.still : day < 7 ? say[state] : "")
        .replace("{day}", say.days.split("|")[(today + day) % 7]).replace("{time}", "\u2066" + new Date(last * 6e4).toJSON().slice(11, 16) + "\u2069");
    }
    place.textContent = text;
    place.dataset.open = text && state;
    place.dataset.next = text && next;
  }

  function all() { document.querySelectorAll("[data-hours]").forEach(tell); }
  if (clock) setInterval(all, 6e4, all());
})();
