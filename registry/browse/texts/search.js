// Leaves of the list of everything what has all the words in one of its names. Without it the list is whole.
"use strict";
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  const lines = Array.from(document.querySelectorAll("#everything li"), (line) => [line, fold(line.dataset.words)]);
  const show = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [line, names] of lines) {
      line.hidden = !words.every((word) => names.includes(word));
      count += line.hidden ? 0 : 1;
    }
    found.textContent = words.length ? `${count} found` : "";
  };
  field.value = new URLSearchParams(location.search).get("q") || field.value;
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
