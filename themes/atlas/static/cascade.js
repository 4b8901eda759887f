// The cascade as a tree grid: keys, line of sight, filters whose text stands in the address.
// Without this script the page is a plain, fully expanded table.
(() => {
  const table = document.getElementById("tree_");
  if (!table) return;
  const find = (id) => document.getElementById(id);
  const form = find("filter_"), found = find("found_"), strip = find("sight_");
  const rows = [...table.tBodies[0].rows];
  const mirrored = document.dir === "rtl" ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" } : {};
  const stack = [];
  let focused = rows[0];

  rows.forEach((row, index) => {
    row.index = index;
    row.level = +row.dataset.level;
    row.inner = [];
    row.open = true;
    row.goal = !row.classList.contains("group");
    while (stack.length && stack[stack.length - 1].level >= row.level) stack.pop();
    row.above = stack[stack.length - 1] || null;
    if (row.above) row.above.inner.push(row);
    stack.push(row);
    row.words = row.textContent.toLowerCase();
  });
  const goals = rows.filter((row) => row.goal);
  const tops = rows.filter((row) => !row.above);

  table.setAttribute("role", "treegrid");
  document.documentElement.classList.add("js");
  for (const row of rows) {
    row.tabIndex = -1;
    row.setAttribute("role", "row");
    row.setAttribute("aria-level", row.level);
    const same = row.above ? row.above.inner : tops;
    row.setAttribute("aria-setsize", same.length);
    row.setAttribute("aria-posinset", same.indexOf(row) + 1);
    for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "gridcell");
    if (!row.inner.length) continue;
    row.setAttribute("aria-expanded", "true");
    const mark = document.createElement("span");
    mark.className = "tg";
    mark.setAttribute("aria-hidden", "true");
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      toggle(row);
      focus(row, false);
    });
    row.querySelector(".tg0").replaceWith(mark);
  }

  function toggle(row, open = !row.open) {
    if (!row.inner.length) return;
    row.open = open;
    row.setAttribute("aria-expanded", String(open));
    draw();
  }

  // Filters keep what lies above each match, marked as context.
  const fields = ["q", "cycle", "team", "owner", "focus"];
  const value = (name) => (form.elements[name] ? form.elements[name].value.trim() : "");
  const statuses = () => [...form.querySelectorAll("[name=status]:checked")].map((box) => box.value);

  function draw() {
    const q = value("q").toLowerCase(), wanted = statuses();
    const cycle = value("cycle"), team = value("team"), owner = value("owner"), focus = value("focus");
    const filtering = q || cycle || team || owner || focus || wanted.length;
    const shown = new Set();
    let many = 0;
    for (const row of goals) {
      const data = row.dataset;
      row.match =
        (!q || row.words.includes(q)) &&
        (!cycle || data.cycle === cycle) &&
        (!team || data.team.split(" ").includes(team)) &&
        (!owner || data.owner === owner) &&
        (!focus || data.focus === focus) &&
        (!wanted.length || wanted.includes(data.status));
      if (!row.match) continue;
      many += 1;
      for (let each = row; each && !shown.has(each); each = each.above) shown.add(each);
    }
    for (const row of rows) {
      let hidden = !shown.has(row) && (filtering || row.goal);
      if (!filtering) for (let each = row.above; each && !hidden; each = each.above) hidden = !each.open;
      row.hidden = hidden;
      row.classList.toggle("ctx", Boolean(filtering && row.goal && !row.match));
    }
    found.textContent = `${many} of ${goals.length}`;
    if (focused.hidden) rest(rows.find((row) => !row.hidden) || rows[0]);
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
  function sight(row) {
    for (const each of table.querySelectorAll(".via,.end,.up,.me")) each.classList.remove("via", "end", "up", "me");
    const path = [];
    for (let each = row; each; each = each.above) path.unshift(each);
    path.forEach((each, depth) => {
      each.classList.add(each === row ? "me" : "up");
      const next = path[depth + 1];
      for (let at = each.index + 1; next && at <= next.index; at += 1) {
        const guide = rows[at].querySelectorAll(".gd")[depth];
        if (guide) guide.classList.add(rows[at] === next ? "end" : "via");
      }
    });
    const [label, text] = strip.children;
    text.textContent = path[0].classList.contains("group") ? "" : "Mission";
    path.forEach((each, depth) => {
      if (depth || text.textContent) text.append(" › ");
      const link = each.querySelector(".tx > a");
      if (!link) return text.append("Not aligned");
      const step = document.createElement("a");
      const code = each.querySelector(".tx > .code");
      step.href = link.href;
      step.textContent = (code ? `${code.textContent} ` : "") + link.textContent;
      if (each === row) step.setAttribute("aria-current", "true");
      text.append(step);
    });
    strip.classList.remove("none");
    label.hidden = false;
  }

  function rest(row) {
    focused.tabIndex = -1;
    focused = row;
    row.tabIndex = 0;
  }

  function focus(row, scroll = true) {
    let opened = false;
    for (let each = row.above; each; each = each.above) {
      if (!each.open) {
        each.open = opened = true;
        each.setAttribute("aria-expanded", "true");
      }
    }
    if (opened) draw();
    rest(row);
    row.focus({ preventScroll: !scroll });
    sight(row);
  }

  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && row !== focused) rest(row);
    if (row) sight(row);
  });
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && !event.target.closest("a")) focus(row, false);
  });
  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = rows.filter((each) => !each.hidden);
    const at = seen.indexOf(row);
    let next = null;
    switch (mirrored[event.key] || event.key) {
      case "ArrowDown": next = seen[at + 1]; break;
      case "ArrowUp": next = seen[at - 1]; break;
      case "Home": next = seen[0]; break;
      case "End": next = seen[seen.length - 1]; break;
      case "ArrowRight":
        if (row.inner.length && !row.open) toggle(row, true);
        else next = row.inner.find((each) => !each.hidden);
        break;
      case "ArrowLeft":
        if (row.inner.length && row.open && event.target === row) toggle(row, false);
        else next = row.above;
        break;
      case "Enter":
        if (event.target !== row) return;
        { const link = row.querySelector(".tx > a"); if (link) link.click(); }
        break;
      default: return;
    }
    event.preventDefault();
    if (next) focus(next);
  });

  form.addEventListener("input", () => { draw(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-depth]")) {
    button.addEventListener("click", () => {
      for (const row of rows) {
        if (!row.inner.length) continue;
        row.open = row.level < +button.dataset.depth;
        row.setAttribute("aria-expanded", String(row.open));
      }
      draw();
    });
  }
  const dock = document.querySelector(".dock");
  // On the head alone: what is set on the table, every row inherits and is styled again.
  new ResizeObserver(() => table.tHead.style.setProperty("--dock", `${dock.offsetHeight}px`)).observe(dock);

  const aim = () => {
    const row = find(decodeURIComponent(location.hash.slice(1)));
    if (row && row.goal && row.closest("#tree_")) focus(row);
  };
  form.hidden = strip.hidden = find("keys_").hidden = false;
  recall();
  rest(rows[0]);
  draw();
  aim();
  addEventListener("hashchange", aim);
  addEventListener("popstate", () => { recall(); draw(); });
})();
