// The map: zoom and drag, keys along the lines, what leads to and from a box, filters in the address.
// Nothing is laid out here: where boxes stand was worked out when the site was built. Without this
// script the drawing scrolls, and every box is a link.
(() => {
  const map = document.getElementById("map_");
  if (!map) return;
  const find = (id) => document.getElementById(id);
  const view = find("view_"), form = find("filter_"), told = find("found_");
  const boxes = [...map.querySelectorAll(".bx")];
  const lines = [...map.querySelectorAll("[data-a]")];
  const wide = +map.getAttribute("width"), high = +map.getAttribute("height");
  const rtl = document.dir === "rtl";
  const by = new Map(boxes.map((box) => [box.dataset.n, box]));

  for (const box of boxes) {
    [box.x, box.y] = box.getAttribute("transform").match(/[\d.]+/g).map(Number);
    box.up = [];
    box.down = [];
    box.many = +(box.dataset.many || 1);
    box.tabIndex = -1;
  }
  for (const line of lines) {
    line.from = by.get(line.dataset.a);
    line.to = by.get(line.dataset.b);
    line.needs = line.classList.contains("dp");
    if (!line.classList.contains("al")) continue;
    line.from.down.push(line.to);
    line.to.up.push(line.from);
  }
  const goals = boxes.filter((box) => !box.classList.contains("ms"));
  let here = boxes.find((box) => box.classList.contains("ms")), scale = 1;

  // Zoom: the drawing is drawn larger or smaller, and what is pointed at stays where it is.
  function zoom(to, x, y) {
    const seen = view.getBoundingClientRect(), old = map.getBoundingClientRect();
    const atX = x === undefined ? seen.left + seen.width / 2 : x;
    const atY = y === undefined ? seen.top + seen.height / 2 : y;
    scale = Math.min(2.5, Math.max(0.15, to));
    map.setAttribute("width", wide * scale);
    map.setAttribute("height", high * scale);
    const next = map.getBoundingClientRect();
    view.scrollLeft += next.left + ((atX - old.left) / old.width) * next.width - atX;
    view.scrollTop += next.top + ((atY - old.top) / old.height) * next.height - atY;
  }

  function fit() {
    const shown = boxes.filter((box) => !box.classList.contains("gone"));
    const left = Math.min(...shown.map((box) => box.x)), top = Math.min(...shown.map((box) => box.y));
    const area = shown.map((box) => box.getBBox());
    const right = Math.max(...shown.map((box, at) => box.x + area[at].width));
    const end = Math.max(...shown.map((box, at) => box.y + area[at].height));
    zoom(Math.min(1.25, (view.clientWidth - 24) / (right - left), (view.clientHeight - 40) / (end - top)));
    view.scrollLeft = (rtl ? -1 : 1) * (left * scale - 12);
    view.scrollTop = top * scale - 28;
  }

  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.clientX, event.clientY);
  }, { passive: false });

  // Drag with a mouse; fingers scroll by themselves.
  let held = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && !event.button) held = { x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  view.addEventListener("pointermove", (event) => {
    if (!held) return;
    const x = event.clientX - held.x, y = event.clientY - held.y;
    if (!held.moved && Math.hypot(x, y) < 5) return;
    if (!held.moved) {
      view.setPointerCapture(held.id);
      view.classList.add("held");
    }
    held = { x: event.clientX, y: event.clientY, id: held.id, moved: true };
    view.scrollLeft -= x;
    view.scrollTop -= y;
  });
  const drop = () => {
    if (held && held.moved) setTimeout(() => view.classList.remove("held"));
    held = null;
  };
  view.addEventListener("pointerup", drop);
  view.addEventListener("pointercancel", drop);
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("click", (event) => {
    if (view.classList.contains("held")) event.preventDefault();
  }, true);

  // What leads to a box and what it leads to.
  function reach(box, side) {
    const seen = new Set(), waiting = [box];
    while (waiting.length) {
      for (const next of waiting.pop()[side]) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    return seen;
  }

  function trace(box) {
    const up = box ? reach(box, "up") : new Set(), down = box ? reach(box, "down") : new Set();
    for (const each of boxes) {
      each.classList.toggle("up", up.has(each));
      each.classList.toggle("down", down.has(each));
      each.classList.toggle("sel", each === box);
    }
    const above = (each) => each === box || up.has(each), below = (each) => each === box || down.has(each);
    for (const line of lines) {
      const hot = line.needs
        ? line.from === box || line.to === box
        : (above(line.from) && above(line.to)) || (below(line.from) && below(line.to));
      line.classList.toggle("hot", Boolean(box) && hot);
    }
  }

  map.addEventListener("pointerover", (event) => trace(event.target.closest(".bx") || focused()));
  map.addEventListener("pointerleave", () => trace(focused()));
  const focused = () => (map.contains(document.activeElement) ? document.activeElement.closest(".bx") : null);

  // One stop of the Tab key; arrows follow lines and columns.
  function rest(box) {
    here.tabIndex = -1;
    here = box;
    here.tabIndex = 0;
  }
  // On the frame: a drawing that listens for the focus would be a stop itself.
  view.addEventListener("focusin", (event) => {
    const box = event.target.closest(".bx");
    if (!box) return;
    rest(box);
    trace(box);
    if (box.id) history.replaceState(null, "", `#${box.id}`);
  });
  view.addEventListener("focusout", () => trace(null));

  const open = (box) => !box.classList.contains("gone");
  const nearest = (box, some) => {
    const found = some.filter(open);
    return found.sort((a, b) => Math.abs(a.y - box.y) - Math.abs(b.y - box.y))[0];
  };
  const column = (box) => boxes.filter((each) => open(each) && each.x === box.x).sort((a, b) => a.y - b.y);

  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.target.closest(".bx");
    const key = rtl ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] || event.key : event.key;
    if (key === "+" || key === "=") zoom(scale * 1.25);
    else if (key === "-" || key === "−") zoom(scale / 1.25);
    else if (key === "0") fit();
    else if (!box) return;
    else {
      const same = column(box), at = same.indexOf(box);
      const next = {
        ArrowLeft: () => nearest(box, box.up),
        ArrowRight: () => nearest(box, box.down),
        ArrowUp: () => same[at - 1],
        ArrowDown: () => same[at + 1],
        Home: () => same[0],
        End: () => same[same.length - 1],
      }[key];
      if (!next) return;
      const to = next();
      if (to) go(to);
    }
    event.preventDefault();
  });

  function go(box) {
    box.focus({ preventScroll: true });
    const seen = view.getBoundingClientRect(), at = box.getBoundingClientRect(), edge = 24;
    if (at.left < seen.left + edge) view.scrollLeft += at.left - seen.left - edge;
    if (at.right > seen.right - edge) view.scrollLeft += at.right - seen.right + edge;
    if (at.top < seen.top + edge) view.scrollTop += at.top - seen.top - edge;
    if (at.bottom > seen.bottom - edge) view.scrollTop += at.bottom - seen.bottom + edge;
  }

  // Filters keep what leads from each match to the mission, marked as context.
  const fields = ["cycle", "team", "focus"], bad = ["at_risk", "off_track", "silent"];
  const field = (name) => form.elements[name];
  const value = (name) => (field(name) ? field(name).value : "");
  const on = (name) => Boolean(field(name) && field(name).checked);
  const statuses = () => [...form.querySelectorAll("[name=status]:checked")].map((each) => each.value);
  const holds = (box, name, wanted) => wanted.some((each) => (box.dataset[name] || "").split(" ").includes(each));
  const total = goals.reduce((sum, box) => sum + box.many, 0);

  function draw() {
    const wanted = statuses(), asked = fields.filter(value);
    const filtering = wanted.length || asked.length || on("risk");
    const hits = goals.filter((box) =>
      asked.every((name) => holds(box, name, [value(name)])) &&
      (!wanted.length || holds(box, "status", wanted)) &&
      (!on("risk") || holds(box, "status", bad)));
    const shown = new Set(filtering ? hits : boxes), match = new Set(hits);
    if (filtering) for (const box of hits) for (const each of reach(box, "up")) shown.add(each);
    for (const box of boxes) {
      box.classList.toggle("gone", !shown.has(box));
      box.classList.toggle("ctx", Boolean(filtering) && shown.has(box) && !match.has(box) && goals.includes(box));
    }
    const needs = !field("needs") || on("needs");
    for (const line of lines) {
      line.classList.toggle("gone", !shown.has(line.from) || !shown.has(line.to) || (line.needs && !needs));
    }
    told.textContent = say("{some} of {all}", { some: hits.reduce((sum, box) => sum + box.many, 0), all: total });
    if (!open(here)) rest(boxes.find(open) || boxes[0]);
  }

  function remember() {
    const query = new URLSearchParams();
    for (const name of fields) if (value(name)) query.set(name, value(name));
    for (const each of statuses()) query.append("status", each);
    if (on("risk")) query.set("risk", "1");
    if (field("needs") && !on("needs")) query.set("needs", "0");
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const name of fields) if (field(name)) field(name).value = query.get(name) || "";
    for (const name of fields) if (field(name) && field(name).selectedIndex < 0) field(name).value = "";
    for (const box of form.querySelectorAll("[name=status]")) box.checked = query.getAll("status").includes(box.value);
    field("risk").checked = query.get("risk") === "1";
    if (field("needs")) field("needs").checked = query.get("needs") !== "0";
  }

  form.addEventListener("input", () => { draw(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => (+button.dataset.zoom ? zoom(scale * 1.25 ** +button.dataset.zoom) : fit()));
  }

  const aim = () => {
    const box = by.get(decodeURIComponent(location.hash.slice(3)));
    if (box && open(box)) go(box);
  };
  form.hidden = find("keys_").hidden = false;
  view.classList.add("js");
  recall();
  rest(here);
  draw();
  aim();
  addEventListener("hashchange", aim);
  addEventListener("popstate", () => { recall(); draw(); });
})();
