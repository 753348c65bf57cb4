"use strict";
// The page works without this. It keeps the statement being read marked and in sight in the text, and opens all details
// for print.
(function () {
  function mark() {
    var id = decodeURIComponent(location.hash.slice(1)).replace(/^text-/, "");
    document.querySelectorAll(".stretch").forEach(function (stretch) {
      stretch.classList.toggle("current", stretch.dataset.claims.split(" ").indexOf(id) >= 0);
    });
    var pane = document.querySelector(".text");
    var first = pane.querySelector(".stretch.current");
    if (first && pane.scrollHeight > pane.clientHeight) {
      var above = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      if (above < 0 || above > pane.clientHeight * 0.8) pane.scrollTop += above - pane.clientHeight / 3;
    }
  }
  var opened = [];
  addEventListener("hashchange", mark);
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });
  mark();
})();
