// The search of a static copy: leaves of the list of everything what is like the words, the likeliest first.
// It compares as the server does (domain/names/keys.py and similarity.py); a test holds the two together.
// Without it the list is whole.
"use strict";
(() => {
  const SHOWN_FROM = 62;
  const PAIRS = [["tsch", "c"], ["shch", "s"], ["sch", "s"], ["tch", "c"], ["kh", "h"], ["zh", "z"], ["ch", "c"],
    ["sh", "s"], ["sz", "s"], ["cz", "c"], ["ts", "c"], ["tz", "c"], ["ph", "f"], ["th", "t"], ["dh", "d"], ["ck", "k"],
    ["gh", "h"], ["w", "v"], ["g", "h"], ["q", "k"], ["x", "ks"], ...Array.from("bdfklmnprstz", (one) => [one + one, one])];
  const VOWEL_PAIRS = [["y", "i"], ["j", "i"], ["ii", "i"], ["ee", "e"], ["aa", "a"], ["ou", "u"], ["oo", "u"]];
  const STYLES = new Set(("jr sr ii iii iv sir lord lady dame baron dr prof mr mrs ms hon rt the of de van von der al el "
    + "bin ibn general lieutenant major colonel brigadier captain admiral vice rear commodore marshal field air chief army")
    .split(" "));
  const SMALL = new Set(["the", "of", "for", "and", "a", "an", "to"]);
  const SPELLINGS = { defence: "defense", centre: "center", labour: "labor", organisation: "organization",
    programme: "program", offence: "offense", harbour: "harbor", defences: "defenses" };
  const list = document.getElementById("everything");
  const LETTERS = new Map(list.dataset.letters.split(" ").map((pair) => [pair[0], pair.slice(1)]));

  const exchange = (text, pairs) => pairs.reduce((left, [from, to]) => left.replaceAll(from, to), text);
  const folded = (key) => exchange(key, PAIRS);
  const spine = (word) => word.replace(/[aeiouyj]/g, "");
  const nameKey = (text) => Array.from(text.toLowerCase(), (sign) => LETTERS.get(sign) ?? sign).join("")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[.'’ʼ`´"“”„«»]/g, "")
    .split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");
  const titleKey = (text) => {
    const words = nameKey(text).split(" ");
    const kept = words.filter((word) => !SMALL.has(word)).map((word) => SPELLINGS[word] ?? word);
    return (kept.length ? kept : words).join(" ");
  };

  // The share of letters that two texts have in common in the same order (the longest common subsequence), 0 to 1.
  const ratio = (one, other) => {
    if (!one.length && !other.length) return 1;
    let row = new Array(other.length + 1).fill(0);
    for (const letter of one) {
      const next = [0];
      for (let at = 0; at < other.length; at += 1) {
        next.push(letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
      }
      row = next;
    }
    return (2 * row[other.length]) / (one.length + other.length);
  };
  const weight = (word) => (word.length === 1 ? 0.4 : STYLES.has(word) ? 0.3 : Math.min(word.length, 8) / 8 + 0.5);
  const parted = (key, surname) => {
    const fold = folded(key);
    const words = key.split(" ");
    const sounds = exchange(fold, VOWEL_PAIRS).split(" ");
    const weights = words.map(weight);
    const names = surname ? [...words.keys()].filter((at) => !STYLES.has(words[at])) : [];
    const last = names.length > 1 ? names[names.length - 1] : null;
    if (last !== null) weights[last] *= 1.6;
    return { key, words, sounds, spines: fold.split(" ").map(spine), weights, last, joined: sounds.join("") };
  };
  const sameWord = (wanted, one, known, other) => {
    const mine = wanted.words[one];
    const its = known.words[other];
    if (mine === its) return 1;
    if (mine.length === 1 || its.length === 1) {
      return other !== known.last && wanted.sounds[one][0] === known.sounds[other][0] ? 0.9 : 0;
    }
    if (wanted.sounds[one] === known.sounds[other]) return 0.99;
    let alike = ratio(wanted.sounds[one], known.sounds[other]);
    const bones = wanted.spines[one];
    const itsBones = known.spines[other];
    if (bones === itsBones && bones.length > 1) {
      alike = Math.max(alike, bones.length > 2 ? 0.9 : 0.75);
    } else if (Math.min(bones.length, itsBones.length) > 2) {
      alike = Math.max(alike, 0.9 * ratio(bones, itsBones));
    }
    const short = Math.min(mine.length, its.length) > 2 && (mine.startsWith(its) || its.startsWith(mine));
    return short ? Math.max(alike, 0.8) : alike;
  };
  const likeness = (wanted, known, title) => {
    if (wanted.key === known.key) return 100;
    const pairs = [];
    for (const one of wanted.words.keys()) {
      for (const other of known.words.keys()) {
        const alike = sameWord(wanted, one, known, other);
        if (alike >= 0.62) pairs.push([alike, one, other]);
      }
    }
    pairs.sort((left, right) => right[0] - left[0] || left[1] - right[1] || left[2] - right[2]);
    const left = new Map(wanted.weights.entries());
    const right = new Map(known.weights.entries());
    let common = 0;
    let whole = 0;
    for (const [alike, one, other] of pairs) {
      if (left.has(one) && right.has(other)) {
        const weights = [left.get(one), right.get(other)];
        left.delete(one);
        right.delete(other);
        const sum = weights[0] + weights[1];
        const initial = wanted.words[one].length === 1 || known.words[other].length === 1;
        const share = initial ? 2 * Math.min(...weights) : sum;
        common += alike * share;
        whole += share + 0.35 * (sum - share);
      }
    }
    for (const each of left.values()) whole += 0.75 * each;
    for (const each of right.values()) whole += (title ? 0.12 : 0.25) * each;
    if (right.has(known.last) && wanted.words.length > 1) whole += 0.75 * right.get(known.last);
    let score = whole ? (100 * common) / whole : 0;
    if (wanted.words.length !== known.words.length) {
      score = Math.max(score, 97 * ratio(wanted.joined, known.joined));
    }
    return Math.min(score, 99.9);
  };

  const lines = Array.from(list.querySelectorAll("li"), (line) => {
    const person = line.dataset.kind === "person";
    const keys = line.dataset.keys.split("|").filter(Boolean);
    const all = line.dataset.place ? [...keys, ...keys.map((key) => `${key} ${line.dataset.place}`)] : keys;
    return { line, person, text: line.textContent.toLowerCase(), names: all.map((key) => parted(key, person)) };
  });
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  const scored = (asked) => {
    const keys = { true: nameKey(asked), false: titleKey(asked) };
    const wanted = { true: parted(keys.true, false), false: parted(keys.false, false) };
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    return lines.map(({ line, person, text, names }) => {
      const scores = keys[person] ? names.map((known) => likeness(wanted[person], known, !person)) : [];
      const written = words.every((word) => text.includes(word)) ? SHOWN_FROM : 0; // a part of a word, any script
      return { line, score: Math.max(written, ...scores) };
    });
  };
  const show = () => {
    const asked = field.value.trim();
    const hits = asked ? scored(asked) : lines.map(({ line }) => ({ line, score: SHOWN_FROM }));
    for (const { line, score } of hits) line.hidden = score < SHOWN_FROM;
    const shown = hits.filter(({ score }) => score >= SHOWN_FROM);
    list.append(...shown.sort((one, other) => other.score - one.score).map(({ line }) => line));
    found.textContent = asked ? `${shown.length} found` : "";
  };
  field.value = new URLSearchParams(location.search).get("q") || field.value;
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
