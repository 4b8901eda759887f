// Suggestions under the field in the head: a combobox. Loaded when the field is first used.
const MOST = 8;

export async function attach(form) {
  const here = (name) => new URL(form.dataset[name], document.baseURI).href;
  const { open, marked } = await import(here("lookup"));
  const index = open(new URL("index.json", form.action).href), root = new URL("..", form.action);
  const field = form.elements.q, list = document.createElement("ul"), told = document.createElement("p");
  list.id = "found_list_";
  list.className = "hits";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("Suggestions"));
  told.className = "vh";
  told.setAttribute("role", "status");
  form.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    field.setAttribute(name, value);
  }
  let at = -1, turn = 0, shown = "";

  const results = (text) => `${form.action}?${new URLSearchParams({ q: text })}`;
  function show(visible) {
    list.hidden = !visible;
    field.setAttribute("aria-expanded", String(visible));
    if (!visible) choose(-1);
  }
  function choose(next) {
    const options = list.children;
    if (options[at]) options[at].setAttribute("aria-selected", "false");
    at = next < -1 ? options.length - 1 : next >= options.length ? -1 : next;
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }
  function option(href) {
    const item = document.createElement("li");
    item.id = `hit_${list.children.length}_`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.href = href;
    list.append(item);
    return item;
  }
  const part = (parent, name, text) => {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    parent.append(span, " ");
    return span;
  };

  async function suggest() {
    const text = field.value.trim(), mine = ++turn;
    if (!text) return show(false);
    const { hits, numbers } = await index.find(text);
    const [found, { statuses }] = await Promise.all([index.things(numbers.slice(0, MOST)), index.about()]);
    if (mine !== turn) return;
    list.replaceChildren();
    at = -1;
    for (const thing of found.filter(Boolean)) {
      const item = option(new URL(thing.address, root).href);
      if (thing.code) part(item, "code", thing.code);
      marked(part(item, "ht", ""), thing.title, hits, text);
      const status = thing.status && statuses[thing.status - 1];
      part(item, "meta", thing.kind === "Objective"
        ? [thing.holder, status && status[1], thing.figure].filter(Boolean).join(" · ")
        : [thing.named, thing.note].filter(Boolean).join(" · "));
    }
    option(results(text)).textContent = numbers.length > found.length
      ? sayMany("All {count} results", "All {count} results", numbers.length)
      : numbers.length ? say("Show as a page") : say("Nothing has “{text}”. Look for similar words", { text });
    told.textContent = sayMany("{count} suggestion", "{count} suggestions", found.length);
    shown = text;
    show(true);
  }

  let soon;
  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => suggest().catch(() => show(false)), 60);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const visible = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!visible && shown && shown === field.value.trim()) show(true);
      if (!list.hidden) choose(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && visible && at >= 0) {
      event.preventDefault();
      location.href = list.children[at].dataset.href;
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (visible) show(false);
      else field.value = "";
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) location.href = item.dataset.href;
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  if (field.value.trim()) suggest().catch(() => show(false));
}
