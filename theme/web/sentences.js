// A sentence to show is said, too, where the phone has a voice of its own for it: one that asks a server would tell it what is said.
(function () {
  "use strict";
  var voices = window.speechSynthesis, buttons = [].slice.call(document.querySelectorAll("[data-say]"));
  function base(tag) { return tag.replace("_", "-").split("-")[0].toLowerCase(); }
  function text(button) { return button.closest("section").querySelector(".said"); }
  function voice(tag) {
    return voices.getVoices().filter(function (each) { return each.localService && base(each.lang) === base(tag); })[0];
  }
  function offer() { buttons.forEach(function (button) { button.hidden = !voice(text(button).lang); }); }
  if (!voices || !buttons.length) return;
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var own = voice(text(button).lang), said = new SpeechSynthesisUtterance(text(button).textContent);
      said.voice = own; said.lang = own.lang;
      voices.cancel();
      voices.speak(said);
    });
  });
  if (voices.addEventListener) voices.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", function () { voices.cancel(); });
  offer();
})();
