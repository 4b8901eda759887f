// The search: loads what is needed of the index (docs/reference/search-index.md) and answers.
// Words are folded as okrsite/pages/_fold.py folds them.
const DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const dense = new RegExp(`[${DENSE}]`, "u"), runs = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
const SPECIAL = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ",
  "\u0629": "\u0647", "\u0649": "\u064a", "\u0640": "",
};
const special = new RegExp(`[${Object.keys(SPECIAL).join("")}]`, "gu");
const LONGEST = 40, ARTICLE = "\u0627\u0644";

const fold = (text) => text.normalize("NFKD").toLowerCase()
  .replace(/(?![\u3099\u309a])\p{Mn}/gu, "").replace(special, (letter) => SPECIAL[letter])
  .replace(/[^\p{L}\p{N}\p{Mc}\u3099\u309a]+/gu, " ").normalize("NFC").trim();
const short = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);

// As the index holds them; asked for, a pair needs no single letter after it.
export function words(text, asked = false) {
  const found = [];
  for (const word of fold(text).split(" ")) {
    if (!word) continue;
    if (!dense.test(word)) {
      found.push(short(word.length > 3 && word.startsWith(ARTICLE) ? word.slice(2) : word));
    } else {
      for (const run of word.match(runs)) {
        const letters = [...run];
        if (!dense.test(run)) found.push(short(run));
        else for (let at = 0; at < letters.length; at += 1) {
          if (asked && at && at === letters.length - 1) break;
          found.push(letters[at] + (letters[at + 1] || ""));
        }
      }
    }
  }
  return found;
}

// Typing errors between a term and the word that it begins, or is: up to `most`, else more than it.
function apart(term, word, most) {
  const wide = Math.min(word.length, term.length + most);
  let before = null, last = Array.from({ length: wide + 1 }, (_, at) => at);
  for (let i = 1; i <= term.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= wide; j += 1) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (term[i - 1] !== word[j - 1]));
      if (before && i > 1 && j > 1 && term[i - 1] === word[j - 2] && term[i - 2] === word[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(...last);
}
const tolerance = (term) => (term.length < 3 || /^\p{N}+$/u.test(term) ? 0 : term.length < 8 ? 1 : 2);

export function open(address) {
  const base = new URL(".", address);
  const kept = new Map();
  let known;
  const keep = (name, load) => {
    if (!kept.has(name)) {
      kept.set(name, load().catch((fault) => { kept.delete(name); throw fault; }));
    }
    return kept.get(name);
  };
  const fetched = async (url) => {
    const response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response.json();
  };
  const about = async () => (known ||= await keep("", () => fetched(address)));
  const file = async (name) => {
    const { version } = await about();
    return keep(name, () => fetched(`${base}${name}.json?${version}`));
  };

  // The files of words among which those stand that begin so; of a single letter only the first few.
  async function shelves(start) {
    const { words: firsts } = await about();
    const last = (text) => { let at = 0; while (at + 1 < firsts.length && firsts[at + 1] <= text) at += 1; return at; };
    const from = last(start), to = Math.min(last(`${start}\uffff`), from + 7);
    return Promise.all(Array.from({ length: to - from + 1 }, (_, at) => file(`words/${from + at}`)));
  }

  async function entries(wanted) {
    const found = new Map();
    await Promise.all(wanted.map(async (word) => {
      for (const shelf of await shelves(word)) {
        const entry = shelf.find((each) => each[0] === word);
        if (entry) found.set(word, entry);
      }
    }));
    return found;
  }

  // Words for a term with how well they fit: itself, those it begins, itself without an ending of
  // one or two letters; else parts and near misses.
  async function fitting(term) {
    const found = [], stem = term.length > 4 ? term.slice(0, -2) : term;
    for (const shelf of await shelves(stem)) {
      for (const entry of shelf) {
        const [word] = entry;
        if (word === term) found.push([entry, 1]);
        else if (word.startsWith(term)) found.push([entry, 0.5 + 0.4 * term.length / word.length]);
        else if (word.length > 3 && word.length >= stem.length && term.startsWith(word)) found.push([entry, 0.7]);
      }
    }
    if (found.length || term.length < 3) return { found, near: false };
    const most = tolerance(term), close = [];
    for (const word of await file("vocabulary")) {
      if (term.length > 3 && word.includes(term)) close.push([word, 0.4]);
      else if (most && word.length >= term.length - most) {
        const off = apart(term, word, most);
        if (off <= most) close.push([word, 0.35 / off - 0.01 * Math.abs(word.length - term.length)]);
      }
    }
    const best = close.sort((one, other) => other[1] - one[1]).slice(0, 24);
    const there = await entries(best.map(([word]) => word));
    for (const [word, fit] of best) if (there.has(word)) found.push([there.get(word), Math.max(fit, 0.02)]);
    return { found, near: true };
  }

  // What a text finds, best first. `whole`: everything asked for was found together somewhere.
  async function find(text) {
    const terms = [...new Set(words(text, true))].slice(0, 12);
    const { count } = await about();
    const scores = new Map(), hits = new Set(), near = [], missing = [];
    for (const [term, { found, near: odd }] of await Promise.all(terms.map(async (each) => [each, await fitting(each)]))) {
      if (!found.length) missing.push(term);
      else if (odd) near.push(term);
      const best = new Map();
      for (const [[word, titles, rest], fit] of found) {
        hits.add(word);
        const worth = fit * (1 + Math.log(1 + count / (1 + titles.length + rest.length)));
        for (const [steps, weight] of [[titles, 3 * worth], [rest, worth]]) {
          let number = 0;
          for (const step of steps) {
            number += step;
            if (!(best.get(number) >= weight)) best.set(number, weight);
          }
        }
      }
      for (const [number, weight] of best) {
        const score = scores.get(number);
        if (score) { score[0] += 1; score[1] += weight; } else scores.set(number, [1, weight]);
      }
    }
    const most = Math.max(0, ...[...scores.values()].map(([many]) => many));
    const numbers = [...scores].filter(([, [many]]) => many === most)
      .sort(([one, a], [other, b]) => b[1] - a[1] || one - other).map(([number]) => number);
    return { numbers, hits, near, missing, whole: most === terms.length, terms };
  }

  // Words that are spelled most like those of a text.
  async function nearest(text) {
    const terms = words(text, true).filter((term) => term.length > 2), found = [];
    const vocabulary = terms.length ? await file("vocabulary") : [];
    for (const term of terms) {
      const near = vocabulary.filter((word) => word.length > 2 && !/^\p{N}/u.test(word))
        .map((word) => [apart(term, word, 4) + Math.abs(word.length - term.length) / 4, word])
        .filter(([off]) => off <= 4 && off < term.length);
      near.sort(([one], [other]) => one - other);
      found.push(...near.slice(0, 3).map(([, word]) => word));
    }
    return [...new Set(found)].slice(0, 6);
  }

  // Things by number; what is no objective has fewer fields.
  async function things(numbers) {
    const { things: size, kinds } = await about();
    return Promise.all(numbers.map(async (number) => {
      const [address, code, title, ...rest] = (await file(`things/${Math.floor(number / size)}`))[number % size] || [];
      if (address === undefined) return null;
      const [kind, , named] = kinds.findLast(([, first]) => first <= number);
      if (kind !== "Objective") return { number, kind, named, address, code, title, note: rest[0] };
      const [holder, owner, cycle, status, figure, above, results] = rest;
      return { number, kind, named, address, code, title, holder, owner, cycle, status, figure, above, results };
    }));
  }

  // Whether an objective passes: each facet has values of which one is enough; a team stands for
  // those below it too. What a site does not have lets everything through.
  async function filter(asked) {
    const choices = await file("choices"), tests = [];
    for (const [facet, values] of Object.entries(asked)) {
      const listed = choices[facet] || [];
      const places = new Set(values.map((value) => listed.findIndex(([id]) => id === value) + 1).filter(Boolean));
      if (!places.size) continue;
      if (facet === "team") {
        for (let grown = 0; grown !== places.size;) {
          grown = places.size;
          listed.forEach(([, , above], at) => { if (places.has(above)) places.add(at + 1); });
        }
      }
      const column = await file(`by/${facet}`);
      tests.push((number) => places.has(column[number]));
    }
    return tests.length ? (number) => tests.every((test) => test(number)) : null;
  }

  const choices = () => file("choices");
  const numberOf = async (id) => {
    const entry = (await entries([`#${id}`])).get(`#${id}`);
    return entry ? entry[1][0] : -1;
  };
  return { about, choices, filter, find, nearest, numberOf, things };
}

// A text in an element, with what was hit marked.
export function marked(element, text, hits, asked) {
  const runs = asked.toLowerCase().split(/\s+/u).filter((run) => dense.test(run));
  let at = 0;
  const mark = (from, to) => {
    const strong = document.createElement("mark");
    strong.textContent = text.slice(from, to);
    element.append(text.slice(at, from), strong);
    at = to;
  };
  for (const { 0: token, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (dense.test(token)) {
      const low = token.toLowerCase();
      for (const run of runs) {
        const from = low.length === token.length ? low.indexOf(run, Math.max(0, at - index)) : -1;
        if (from >= 0) mark(index + from, index + from + run.length);
      }
    } else if (words(token).some((word) => hits.has(word))) mark(index, index + token.length);
  }
  element.append(text.slice(at));
  return element;
}
