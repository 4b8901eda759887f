// A long list becomes a field that searches it: the combobox pattern of the ARIA practices, over
// the very list that is there without scripts, which keeps the answer.
const MOST = 80;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function entries(select) {
  return [...select.options].filter((each) => each.value).map((each) => ({
    value: each.value,
    detail: each.dataset.detail ?? "",
    label: each.dataset.detail ? each.textContent.slice(0, -each.dataset.detail.length - 3) : each.textContent,
    group: each.parentElement.label ?? "",
    folded: fold(`${each.textContent} ${each.value}`),
  }));
}

function picker(select) {
  const all = entries(select);
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("div");
  const count = document.createElement("span");
  const id = select.id;
  let shown = [];
  let at = -1;

  box.className = "ed-combo";
  input.type = "text";
  input.autocomplete = "off";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", `${id}-list`);
  input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  if (select.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
  list.id = `${id}-list`;
  list.className = "ed-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`).textContent);
  count.className = "vh";
  count.setAttribute("role", "status");
  select.removeAttribute("id");
  select.removeAttribute("aria-describedby");
  select.hidden = true;
  input.id = id;
  input.placeholder = "Type to search";
  select.before(box);
  box.append(input, list, count, select);

  const chosen = () => all.find((each) => each.value === select.value);
  const settle = () => { input.value = chosen()?.label ?? ""; };

  function draw(wanted) {
    const words = fold(wanted).split(/\s+/).filter(Boolean);
    const found = all.filter((each) => words.every((word) => each.folded.includes(word)));
    shown = found.slice(0, MOST);
    const groups = new Map();
    shown.forEach((each, index) => {
      if (!groups.has(each.group)) groups.set(each.group, []);
      const option = document.createElement("div");
      option.id = `${id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(each.label);
      if (each.detail) {
        const detail = document.createElement("span");
        detail.textContent = each.detail;
        option.append(" ", detail);
      }
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index); });
      groups.get(each.group).push(option);
    });
    list.replaceChildren(...[...groups].map(([name, options]) => grouped(name, options)));
    count.textContent = found.length === 1 ? "1 found" : `${found.length} found`;
    go(words.length && shown.length ? 0 : -1);
  }

  function grouped(name, options) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name || "All");
    if (name) {
      const head = document.createElement("div");
      head.className = "ed-head";
      head.setAttribute("aria-hidden", "true");
      head.textContent = name;
      group.append(head);
    }
    group.append(...options);
    return group;
  }

  function open(wanted) {
    draw(wanted);
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function go(to) {
    document.getElementById(`${id}-${at}`)?.setAttribute("aria-selected", "false");
    at = to;
    const here = document.getElementById(`${id}-${at}`);
    if (!here) { input.removeAttribute("aria-activedescendant"); return; }
    here.setAttribute("aria-selected", "true");
    here.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", here.id);
  }

  function put(value) {
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function take(index) {
    put(shown[index].value);
    settle();
    close();
  }

  input.addEventListener("input", (event) => { event.stopPropagation(); open(input.value); });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("click", () => { if (list.hidden) open(""); });
  input.addEventListener("blur", () => {
    if (!input.value.trim()) put("");
    settle();
    close();
  });
  input.addEventListener("keydown", (event) => {
    const last = shown.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) { open(""); go(event.key === "ArrowDown" ? 0 : shown.length - 1); return; }
      const down = event.key === "ArrowDown";
      go(down ? (at >= last ? 0 : at + 1) : at <= 0 ? last : at - 1);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (at >= 0) take(at); else close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      settle();
      close();
    } else if (event.key === "Tab" && !list.hidden && at >= 0 && input.value.trim()) {
      take(at);
    }
  });
  settle();
}

/** Make every long choice of a form searchable. */
export function pickers(form) {
  for (const select of form.querySelectorAll("select[data-pick]")) picker(select);
}
