// Checks while typing: the form is sent as it would be, and what the rules say stands at its field.
import { pickers } from "./pick.js";

const PATIENCE = 500;
const form = document.querySelector(".ed-form");

function noteOf(note) {
  const item = document.createElement("li");
  item.className = note.error ? "ed-error" : "ed-advice";
  const kind = document.createElement("b");
  kind.textContent = note.error ? "To mend:" : "Advice:";
  item.append(kind, ` ${note.message} `);
  if (note.hint) {
    const hint = document.createElement("span");
    hint.className = "meta";
    hint.textContent = note.hint;
    item.append(hint);
  }
  return item;
}

const rowOf = (name) => (/^kr\d+\./.test(name) ? name.slice(0, name.indexOf(".") + 1) : name);

/** What is not filled in yet is no fault: only fields that somebody has been at are told of. */
function watch(form) {
  const lists = new Map([...form.querySelectorAll("[data-notes]")].map((e) => [e.dataset.notes, e]));
  const live = form.querySelector("[data-live]");
  const begun = new Set();
  let asked = new AbortController();
  let timer = 0;

  function show(notes) {
    const seen = notes.filter((n) => (n.field ? begun.has(rowOf(n.field)) : n.rule));
    for (const [name, list] of lists) {
      const here = seen.filter((n) => (lists.has(n.field) ? n.field : "") === name);
      const text = here.map((n) => n.message).join("\n");
      if (list.dataset.shown === text) continue;
      list.dataset.shown = text;
      list.replaceChildren(...here.map(noteOf));
      const field = document.querySelector(`[aria-describedby="${CSS.escape(list.id)}"]:is(input,select,textarea)`);
      field?.toggleAttribute("aria-invalid", false);
      if (here.some((n) => n.error)) field?.setAttribute("aria-invalid", "true");
    }
    const faults = seen.filter((n) => n.error).length;
    const advice = seen.length - faults;
    const count = (n, one, many) => (n ? [n === 1 ? `1 ${one}` : `${n} ${many}`] : []);
    const said = [...count(faults, "thing to mend", "things to mend"), ...count(advice, "piece of advice", "pieces of advice")];
    const words = said.length ? `${said.join(", ")}, at the fields.` : notes.some((n) => n.error) ? "" : "The checks find nothing to mend.";
    if (live.textContent !== words) live.textContent = words;
  }

  async function look() {
    asked.abort();
    asked = new AbortController();
    const said = new URLSearchParams(new FormData(form));
    said.set("step", "look");
    try {
      const answer = await fetch(form.action, { method: "POST", body: said, signal: asked.signal });
      if (answer.ok) show((await answer.json()).notes);
    } catch (fault) {
      if (fault.name !== "AbortError") live.textContent = "The preview does not answer. What you wrote is still here.";
    }
  }

  function later(event) {
    if (!event.target.name) return;
    if (event.type === "change" || event.target.value) begun.add(rowOf(event.target.name));
    clearTimeout(timer);
    timer = setTimeout(look, PATIENCE);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
}

/** The reason of a goal that moves is asked for when it moves. */
function reasons(form) {
  for (const field of form.querySelectorAll(".ed-measure .ed-f-because")) {
    const group = field.closest("fieldset");
    const posts = [...group.querySelectorAll(":is(.ed-f-from,.ed-f-to,.ed-f-low,.ed-f-high) input")];
    const reason = field.querySelector("input");
    const settle = () => {
      field.hidden = !reason.value && posts.every((each) => each.value === each.defaultValue);
    };
    group.addEventListener("input", settle);
    if (!document.querySelector(".ed-sum:not(.ed-none)")) settle();
  }
}

if (form) {
  pickers(form);
  reasons(form);
  watch(form);
}
document.querySelector(".ed-sum[role=alert]")?.focus();
