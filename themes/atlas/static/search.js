// The page of the search: what is asked stands in the address, answers are drawn as they are found.
// Without this script the page is an index of all objectives.
(() => {
  const form = document.getElementById("search_");
  if (!form) return;
  const find = (id) => document.getElementById(id);
  const answer = find("answer_"), told = find("told_"), finds = find("finds_"), further = find("further_"), all = find("all_");
  const at = (name) => new URL(name, document.baseURI).href;
  const root = new URL("..", form.action), STEP = 20, FACETS = ["cycle", "team", "owner", "focus"];
  form.hidden = false;

  const create = (name, kind = "", text = "") => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.textContent = text;
    return element;
  };
  const glyph = (key) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", `g ${key}`);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#${key}`);
    svg.append(use);
    return svg;
  };

  function asked() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.append(name, value.trim());
    return query;
  }
  function recall() {
    const query = new URLSearchParams(location.search);
    for (const name of ["q", "kind", ...FACETS]) form.elements[name].value = query.get(name) || "";
    for (const box of form.querySelectorAll("[name=status]")) box.checked = query.getAll("status").includes(box.value);
  }

  let marked, index, turn = 0, answered = null, shown = 0;

  async function ready() {
    const module = await import(at(form.dataset.lookup));
    marked = module.marked;
    index = module.open(new URL("index.json", form.action).href);
    const [{ kinds }, choices] = await Promise.all([index.about(), index.choices()]);
    const fill = (name, options) => {
      const select = form.elements[name];
      for (const [value, text] of options) select.append(new Option(text, value));
      select.closest("label").hidden = !options.length;
    };
    fill("kind", kinds.map(([kind, , named]) => [kind, named]));
    for (const facet of FACETS) {
      const sorted = facet === "cycle" || facet === "focus" ? choices[facet] : [...choices[facet]].sort(([, one], [, other]) => one.localeCompare(other));
      fill(facet, sorted);
    }
  }

  function standing(statuses, status, figure) {
    const box = create("span", "stands");
    const known = statuses[status - 1];
    if (known) {
      const word = create("span", `st st-${known[0]}`, known[1]);
      word.prepend(glyph(known[2]));
      box.append(word);
    }
    if (figure) box.append(create("span", "n", figure));
    return box;
  }

  function drawn(thing, statuses, hits, text) {
    const item = create("li"), head = create("p", "fh"), link = marked(create("a"), thing.title, hits, text);
    link.href = new URL(thing.address, root).href;
    if (thing.code) head.append(marked(create("span", "code"), thing.code, hits, text), " ");
    head.append(link);
    item.append(head);
    if (thing.kind !== "Objective") {
      item.append(create("p", "meta", [thing.named, thing.note].filter(Boolean).join(" · ")));
      return item;
    }
    head.append(standing(statuses, thing.status, thing.figure));
    const where = [thing.holder, thing.owner !== thing.holder && thing.owner, thing.cycle].filter(Boolean).join(" · ");
    const place = marked(create("p", "meta"), where, hits, text);
    if (thing.above) place.append(" · ", ...around(say("serves {objective}"), "objective", [create("q", "", thing.above)]));
    item.append(place);
    const inside = thing.results.map(([id, title, status, figure]) => {
      const name = create("a");
      marked(name, title, hits, text);
      name.href = `${link.href}#kr-${id}`;
      return [name, status, figure];
    }).filter(([name]) => name.querySelector("mark"));
    if (inside.length) {
      const list = create("ul", "fk");
      for (const [name, status, figure] of inside.slice(0, 3)) {
        const line = create("li");
        line.append(name, standing(statuses, status, figure));
        list.append(line);
      }
      item.append(list);
    }
    return item;
  }

  async function more() {
    const mine = turn, { numbers, hits, text } = answered;
    const [found, { statuses }] = await Promise.all([index.things(numbers.slice(shown, shown + STEP)), index.about()]);
    if (mine !== turn) return;
    const from = finds.children.length;
    finds.append(...found.filter(Boolean).map((thing) => drawn(thing, statuses, hits, text)));
    shown += STEP;
    further.hidden = shown >= numbers.length;
    return finds.children[from];
  }

  // A sentence with elements where it has a hole.
  const around = (sentence, hole, parts) => {
    const [before, after = ""] = sentence.split(`{${hole}}`);
    return [before, ...parts, after];
  };
  const quoted = (words) => words.map((word) => say("“{word}”", { word })).join(say(", "));

  // How many there are, and what of the words asked for was not found.
  function reading(many, { missing, near, whole }) {
    if (missing.length) {
      return sayMany("{count} result, without {words}, which stands nowhere.", "{count} results, without {words}, which stands nowhere.", many, { words: quoted(missing) });
    }
    if (near.length && whole) {
      return sayMany("{count} result, with words like {words}, which itself stands nowhere.", "{count} results, with words like {words}, which itself stands nowhere.", many, { words: quoted(near) });
    }
    if (near.length) {
      return sayMany("{count} result, with words like {words}, which itself stands nowhere; none has all of these words.", "{count} results, with words like {words}, which itself stands nowhere; none has all of these words.", many, { words: quoted(near) });
    }
    if (whole) return sayMany("{count} result.", "{count} results.", many);
    return sayMany("{count} result; none has all of these words.", "{count} results; none has all of these words.", many);
  }

  function tell(parts) { told.replaceChildren(...parts); }
  const leads = (text) => {
    const link = create("a", "", text), query = asked();
    query.set("q", text);
    link.href = `?${query}`;
    return link;
  };

  async function search() {
    const mine = ++turn, query = asked(), text = query.get("q") || "", kind = query.get("kind");
    query.delete("q");
    query.delete("kind");
    const facets = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
    const idle = !text && !kind && !Object.keys(facets).length;
    answer.hidden = idle;
    all.hidden = !idle;
    if (idle) return;
    const { count, kinds } = await index.about();
    const [result, passes] = await Promise.all([
      text ? index.find(text) : { numbers: [...Array(count).keys()], hits: new Set(), near: [], missing: [], whole: true, terms: [] },
      index.filter(facets),
    ]);
    if (mine !== turn) return;
    let numbers = result.numbers;
    if (passes) numbers = numbers.filter(passes);
    if (kind) {
      const place = kinds.findIndex(([name]) => name === kind);
      const from = place < 0 ? 0 : kinds[place][1], to = place < 0 ? count : (kinds[place + 1] || [0, count])[1];
      numbers = numbers.filter((number) => number >= from && number < to);
    }
    answered = { ...result, numbers, text };
    shown = 0;
    finds.replaceChildren();
    further.hidden = true;
    if (!numbers.length) {
      const near = text ? await index.nearest(text) : [];
      if (mine !== turn) return;
      const parts = [result.numbers.length
        ? sayMany("Nothing passes these filters, but {count} without them would.", "Nothing passes these filters, but {count} without them would.", result.numbers.length)
        : text ? say("Nothing has “{text}”.", { text }) : say("Nothing passes these filters.")];
      if (!result.numbers.length && near.length) {
        const links = near.flatMap((word, place) => [...(place ? [say(", ")] : []), leads(word)]);
        parts.push(" ", ...around(say("Words that are here and look like it: {words}."), "words", links));
      }
      return tell(parts);
    }
    await more();
    if (mine === turn) tell([reading(numbers.length, result)]);
  }

  function remember(kept) {
    const text = asked().toString();
    history[kept ? "pushState" : "replaceState"](null, "", text ? `?${text}` : location.pathname);
  }
  const faulty = () => { told.textContent = say("The search cannot be reached just now."); answer.hidden = false; };
  const run = () => search().catch(faulty);

  let soon;
  form.addEventListener("input", () => {
    remember(false);
    clearTimeout(soon);
    soon = setTimeout(run, 60);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(soon);
    run();
  });
  further.addEventListener("click", async () => {
    const next = await more();
    if (next) next.querySelector("a").focus();
  });
  addEventListener("popstate", () => { recall(); run(); });
  all.hidden = Boolean(location.search);
  form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
  ready().then(() => { recall(); return run(); }).catch(faulty);
  if (location.search.length < 2 || location.search === "?q=") form.elements.q.focus();
})();
