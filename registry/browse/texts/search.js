// Leaves of the list of everything what has all the words in one of its names; where nothing has, what is like them.
// Without it the list is whole.
"use strict";
(() => {
  const ALIKE = 0.5; // of the pairs of letters of two words, as a share: from which they may be one word misspelt
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const pairs = (word) => Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2));
  const likeness = (one, other) => {
    const left = [...other];
    let shared = 0;
    for (const pair of one) {
      const at = left.indexOf(pair);
      if (at >= 0) {
        left.splice(at, 1);
        shared += 1;
      }
    }
    return (2 * shared) / (one.length + other.length);
  };
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  const lines = Array.from(document.querySelectorAll("#everything li"), (line) => {
    const names = fold(line.dataset.words);
    return { line, names, words: split(names).filter((word) => word.length > 2).map(pairs) };
  });
  const has = (words) => (each) => words.every((word) => each.names.includes(word));
  const isLike = (words) => {
    const asked = words.flatMap(split).map(pairs);
    return (each) => asked.length > 0
      && asked.every((word) => each.words.some((other) => likeness(word, other) >= ALIKE));
  };
  const show = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let fits = has(words);
    let said = "found";
    if (!lines.some(fits)) {
      fits = isLike(words);
      said = "are like it";
    }
    let count = 0;
    for (const each of lines) {
      each.line.hidden = !fits(each);
      count += each.line.hidden ? 0 : 1;
    }
    found.textContent = words.length ? `${count} ${said}` : "";
  };
  field.value = new URLSearchParams(location.search).get("q") || field.value;
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
