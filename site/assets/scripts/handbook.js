/* Small repairs to the search and the printing of the theme, and details that open for what an address names. */
(function () {
  "use strict";

  var input = document.querySelector(".md-search__input");

  // The theme listens to keys only: text that is pasted or dictated has to search as well.
  document.addEventListener("input", function (event) {
    if (event.target === input) event.target.dispatchEvent(new Event("keyup"));
  });

  // The theme passes on the words it cut the query into; the page should mark what was typed.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".md-search-result__link");
    if (!link || !input.value.trim()) return;
    var url = new URL(link.href);
    url.searchParams.set("h", input.value.trim());
    link.href = url.href;
  }, true);

  // On a phone the search opens by a label; typing should then go there.
  var toggle = document.getElementById("__search");
  if (toggle && input) toggle.addEventListener("change", function () {
    if (toggle.checked) input.focus();
  });

  // Escape takes the meaning of a term away; it comes back with the next term (WCAG 1.4.13).
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.body.classList.add("no-meanings");
  });
  ["focusin", "mouseover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!event.target.closest("a.term")) document.body.classList.remove("no-meanings");
    });
  });

  // A review date that has passed is said to have passed.
  var now = new Date();
  var today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) {
    return String(n).padStart(2, "0");
  }).join("-");
  document.querySelectorAll("[data-due]").forEach(function (element) {
    if (element.dataset.due >= today) return;
    var badge = document.createElement("span");
    badge.className = "pending";
    badge.textContent = "已过";
    element.append(badge);
  });

  // The theme opens all details to print: keep, before it does, which ones the reader opened.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (element) {
      element.classList.toggle("was-open", element.open);
    });
  }, true);

  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", openTarget);
  if (location.hash) window.addEventListener("load", openTarget);
})();
