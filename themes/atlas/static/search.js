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
    fill("kind", kinds.map(([kind]) => [kind, kind]));
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
      item.append(create("p", "meta", [thing.kind, thing.note].filter(Boolean).join(" · ")));
      return item;
    }
    head.append(standing(statuses, thing.status, thing.figure));
    const where = [thing.holder, thing.owner !== thing.holder && thing.owner, thing.cycle].filter(Boolean).join(" · ");
    const place = marked(create("p", "meta"), where, hits, text);
    if (thing.above) place.append(" · serves ", create("q", "", thing.above));
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
      const parts = [result.numbers.length ? `Nothing passes these filters, but ${result.numbers.length} without them would.` : text ? `Nothing has “${text}”.` : "Nothing passes these filters."];
      if (!result.numbers.length && near.length) {
        parts.push(" Words that are here and look like it: ");
        near.forEach((word, place) => parts.push(...(place ? [", "] : []), leads(word)));
        parts.push(".");
      }
      return tell(parts);
    }
    const said = [`${numbers.length} ${numbers.length === 1 ? "result" : "results"}`];
    if (result.missing.length) said.push(`, without ${result.missing.map((word) => `“${word}”`).join(", ")}, which stands nowhere`);
    else if (result.near.length) said.push(`, with words like ${result.near.map((word) => `“${word}”`).join(", ")}, which itself stands nowhere`);
    if (!result.whole && !result.missing.length) said.push("; none has all of these words");
    await more();
    if (mine === turn) tell([`${said.join("")}.`]);
  }

  function remember(kept) {
    const text = asked().toString();
    history[kept ? "pushState" : "replaceState"](null, "", text ? `?${text}` : location.pathname);
  }
  const faulty = () => { told.textContent = "The search cannot be reached just now."; answer.hidden = false; };
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
