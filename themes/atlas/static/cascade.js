// The cascade as a tree grid: keys, line of sight, filters whose text stands in the address.
// Without this script the page is a plain, fully expanded table. Of a large one only the top stands
// on the page: branches.js brings the rest when it is first shown.
(() => {
  const table = document.getElementById("tree_");
  if (!table) return;
  const find = (id) => document.getElementById(id);
  const form = find("filter_"), found = find("found_"), strip = find("sight_"), rest = find("rest_");
  const body = table.tBodies[0], STEP = 300;
  const mirrored = document.dir === "rtl" ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" } : {};
  const { tree: large, of: below, part } = table.dataset;
  // The page of a branch is for reading without scripts: with them the whole opens at its place.
  if (large && (below || part !== "1")) {
    const here = location.hash || `#${below || body.rows[0].id}`;
    location.replace(new URL(".", new URL(large, document.baseURI)).pathname + location.search + here);
    return;
  }

  let order, goals, source = null, focused = null, shown = [], filtered = false, limit = large ? STEP : Infinity, turn = 0;

  // A node a row: what stands above and below it, whether it is open, and its place among all.
  function planted() {
    const stack = [];
    return [...body.rows].map((row, index) => {
      const node = { row, index, level: +row.dataset.level, above: null, inner: [], open: true };
      while (stack.length && stack[stack.length - 1].level >= node.level) stack.pop();
      node.above = stack[stack.length - 1] || null;
      if (node.above) node.above.inner.push(node);
      stack.push(node);
      node.words = row.textContent.toLowerCase();
      return node;
    });
  }

  function dress(node) {
    const { row } = node;
    row.node = node;
    row.tabIndex = -1;
    row.hidden = true;
    row.setAttribute("role", "row");
    row.setAttribute("aria-level", node.level);
    row.setAttribute("aria-setsize", node.among);
    row.setAttribute("aria-posinset", node.place);
    for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "gridcell");
    if (!node.inner.length) return;
    row.setAttribute("aria-expanded", String(node.open));
    const mark = document.createElement("span");
    mark.className = "tg";
    mark.setAttribute("aria-hidden", "true");
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      toggle(node);
      focus(node, false);
    });
    row.querySelector(".tg0").replaceWith(mark);
  }
  const isGoal = (node) => !node.row || !node.row.classList.contains("group");

  function set(node, open) {
    node.open = open;
    if (node.row) node.row.setAttribute("aria-expanded", String(open));
  }
  function toggle(node, open = !node.open) {
    if (!node.inner.length) return;
    set(node, open);
    const work = draw();
    if (!work) return;
    node.row.setAttribute("aria-busy", "true");
    work.catch(() => set(node, false)).finally(() => node.row.removeAttribute("aria-busy"));
  }

  // Filters keep what lies above each match, marked as context.
  const fields = ["q", "cycle", "team", "owner", "focus"];
  const value = (name) => (form.elements[name] ? form.elements[name].value.trim() : "");
  const statuses = () => [...form.querySelectorAll("[name=status]:checked")].map((box) => box.value);

  // The nodes that all filters let through; null where there is none, a promise where it takes time.
  function matches() {
    const q = value("q"), wanted = statuses(), asked = {};
    for (const name of fields.slice(1)) if (value(name)) asked[name] = [value(name)];
    if (wanted.length) asked.status = wanted;
    if (!q && !Object.keys(asked).length) return null;
    if (source) return source.match(q, asked);
    const text = q.toLowerCase();
    const passes = ({ row: { dataset: data }, words }) =>
      (!text || words.includes(text)) && Object.entries(asked).every(([name, values]) =>
        (name === "team" ? data.team.split(" ").includes(values[0]) : values.includes(data[name])));
    return new Set(order.filter((node) => isGoal(node) && passes(node)));
  }

  // Gives a promise where rows or matches have to be fetched first.
  function draw(reach = null) {
    const mine = ++turn, wanted = matches();
    if (!(wanted instanceof Promise)) return paint(mine, wanted, reach);
    return wanted.then((hits) => (mine === turn ? paint(mine, hits, reach) : null)).catch(unreached);
  }
  function unreached(fault) {
    found.textContent = say("Cannot be reached just now");
    throw fault;
  }

  function paint(mine, hits, reach) {
    const seen = new Set();
    if (hits) for (const hit of hits) for (let each = hit; each && !seen.has(each); each = each.above) seen.add(each);
    const closed = (node) => { for (let each = node.above; each; each = each.above) if (!each.open) return true; return false; };
    const all = hits ? order.filter((node) => seen.has(node)) : source ? opened() : order.filter((node) => !closed(node));
    if (reach) limit = Math.max(limit, all.indexOf(reach) + 50);
    const next = all.slice(0, limit), missing = next.filter((node) => !node.row);
    if (missing.length) {
      table.setAttribute("aria-busy", "true");
      return source.load(missing, dress).then(() => (mine === turn ? paint(mine, hits, reach) : null))
        .finally(() => { if (mine === turn) table.removeAttribute("aria-busy"); }).catch(unreached);
    }
    const staying = new Set(next);
    for (const node of order) {
      if (!node.row) continue;
      node.row.hidden = !staying.has(node);
      node.row.classList.toggle("ctx", Boolean(hits && isGoal(node) && !hits.has(node)));
      // What a filter shows is open, be it closed without one.
      if (node.inner.length) node.row.setAttribute("aria-expanded", String(hits ? node.inner.some((each) => seen.has(each)) : node.open));
    }
    filtered = hits !== null;
    shown = next;
    found.textContent = say("{some} of {all}", { some: hits ? hits.size : goals, all: goals });
    if (rest) {
      rest.hidden = all.length <= limit;
      rest.firstElementChild.textContent = sayMany("Show more: {count} row is left", "Show more: {count} rows are left", all.length - next.length);
    }
    if (!focused || focused.row.hidden) stop(shown[0] || order[0]);
    return null;
  }

  // What is seen where nothing is filtered, without looking at what is closed.
  function opened() {
    const list = [], waiting = order.filter((node) => !node.above).reverse();
    while (waiting.length) {
      const node = waiting.pop();
      list.push(node);
      if (node.open) for (let at = node.inner.length - 1; at >= 0; at -= 1) waiting.push(node.inner[at]);
    }
    return list;
  }

  function remember() {
    const query = new URLSearchParams();
    for (const name of fields) if (value(name)) query.set(name, value(name));
    for (const each of statuses()) query.append("status", each);
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const name of fields) if (form.elements[name]) form.elements[name].value = query.get(name) || "";
    for (const box of form.querySelectorAll("[name=status]")) box.checked = query.getAll("status").includes(box.value);
  }

  // The line of sight: what lies above a row, and the guides that join them.
  function sight(node) {
    for (const each of table.querySelectorAll(".via,.end,.up,.me")) each.classList.remove("via", "end", "up", "me");
    const path = [];
    for (let each = node; each; each = each.above) path.unshift(each);
    path.forEach((each, depth) => {
      each.row.classList.add(each === node ? "me" : "up");
      const next = path[depth + 1];
      for (let at = each.index + 1; next && at <= next.index; at += 1) {
        const guide = order[at].row && order[at].row.querySelectorAll(".gd")[depth];
        if (guide) guide.classList.add(order[at] === next ? "end" : "via");
      }
    });
    const [label, text] = strip.children;
    text.textContent = isGoal(path[0]) ? say("Mission") : "";
    path.forEach((each, depth) => {
      if (depth || text.textContent) text.append(" › ");
      const link = each.row.querySelector(".tx > a:not(.ct)");
      if (!link) return text.append(say("Not aligned"));
      const step = document.createElement("a");
      const code = each.row.querySelector(".tx > .code");
      step.href = link.href;
      step.textContent = (code ? `${code.textContent} ` : "") + link.textContent;
      if (each === node) step.setAttribute("aria-current", "true");
      text.append(step);
    });
    strip.classList.remove("none");
    label.hidden = false;
  }

  // One row is a stop for Tab.
  function stop(node) {
    if (focused) focused.row.tabIndex = -1;
    focused = node;
    node.row.tabIndex = 0;
  }

  function focus(node, scroll = true) {
    let opened = false;
    for (let each = node.above; each; each = each.above) {
      if (!each.open) {
        opened = true;
        set(each, true);
      }
    }
    const go = () => {
      if (!node.row || node.row.hidden) return;
      stop(node);
      node.row.focus({ preventScroll: !scroll });
      sight(node);
    };
    const work = opened || !node.row || node.row.hidden ? draw(node) : null;
    return work ? work.then(go) : go();
  }

  const nodeOf = (event) => { const row = event.target.closest("tbody tr"); return row && row.node; };
  function listen() {
    table.addEventListener("focusin", (event) => {
      const node = nodeOf(event);
      if (node && node !== focused) stop(node);
      if (node) sight(node);
    });
    table.addEventListener("click", (event) => {
      const node = nodeOf(event);
      if (node && !event.target.closest("a")) focus(node, false);
    });
    table.addEventListener("keydown", (event) => {
      const node = nodeOf(event);
      if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = shown.indexOf(node);
      let next = null;
      switch (mirrored[event.key] || event.key) {
        case "ArrowDown": next = shown[at + 1]; break;
        case "ArrowUp": next = shown[at - 1]; break;
        case "Home": next = shown[0]; break;
        case "End": next = shown[shown.length - 1]; break;
        case "ArrowRight":
          if (node.inner.length && !node.open && !filtered) toggle(node, true);
          else next = node.inner.find((each) => each.row && !each.row.hidden);
          break;
        case "ArrowLeft":
          if (node.inner.length && node.open && !filtered && event.target === node.row) toggle(node, false);
          else next = node.above;
          break;
        case "Enter":
          if (event.target !== node.row) return;
          { const link = node.row.querySelector(".tx > a"); if (link) link.click(); }
          break;
        default: return;
      }
      event.preventDefault();
      if (next) focus(next);
    });

    const redraw = () => { limit = source ? STEP : Infinity; const work = draw(); if (work) work.catch(() => {}); };
    form.addEventListener("input", () => { redraw(); remember(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of form.querySelectorAll("[data-depth]")) {
      button.addEventListener("click", () => {
        for (const node of order) if (node.inner.length) set(node, node.level < +button.dataset.depth);
        redraw();
      });
    }
    if (rest) {
      rest.firstElementChild.addEventListener("click", () => {
        const last = shown.length;
        limit += STEP;
        Promise.resolve(draw()).then(() => { if (shown[last]) focus(shown[last]); }, () => {});
      });
    }
    const dock = document.querySelector(".dock");
    // On the head alone: what is set on the table, every row inherits and is styled again.
    new ResizeObserver(() => table.tHead.style.setProperty("--dock", `${dock.offsetHeight}px`)).observe(dock);
    addEventListener("hashchange", aim);
    addEventListener("popstate", () => { recall(); redraw(); });
  }

  function aim() {
    const id = decodeURIComponent(location.hash.slice(1)), row = id && find(id);
    if (row && row.node) return isGoal(row.node) || source ? focus(row.node) : null;
    if (id && source && !row) source.byId(id).then((node) => node && focus(node)).catch(() => {});
  }

  function begin() {
    const tops = order.filter((node) => !node.above);
    for (const same of [tops, ...order.map((node) => node.inner)]) {
      same.forEach((node, at) => { node.among = same.length; node.place = at + 1; });
    }
    goals = source ? source.goals : order.filter(isGoal).length;
    table.setAttribute("role", "treegrid");
    document.documentElement.classList.add("js");
    for (const node of order) if (node.row) dress(node);
    form.hidden = strip.hidden = find("keys_").hidden = false;
    stop(order[0]);
    listen();
  }

  if (!large) {
    order = planted();
    begin();
    recall();
    draw();
    aim();
    return;
  }
  import(new URL(table.dataset.branches, document.baseURI)).then(({ grow }) => grow(table, form)).then(async (grown) => {
    source = grown;
    order = grown.order;
    find("parts_").hidden = true;
    begin();
    for (const kind of ["pointerenter", "focusin"]) form.addEventListener(kind, () => grown.offer().catch(() => {}), { once: true });
    const query = new URLSearchParams(location.search);
    if (query.has("team") || query.has("owner")) await grown.offer();
    recall();
    await draw();
    aim();
  });
})();
