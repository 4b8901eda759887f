// The check-in page: asks what is due from whom the address names, and hands on what is said.
// Nothing leaves the page but by the links and buttons that its reader presses.
(() => {
  const form = document.getElementById("checkin_");
  if (!form) return;
  const at = (id) => document.getElementById(`${id}_`);
  const LONGEST = 6000; // Hosts refuse addresses of 8 KB.
  let data = null, asked = [];

  form.hidden = false;
  const params = new URLSearchParams(location.search);
  for (const kind of ["team", "person"]) {
    if (params.has(kind)) at("who").value = `${kind}/${params.get(kind)}`;
  }
  at("day").value = form.dataset.day || today();
  load();

  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  async function load() {
    const who = at("who").value;
    data = null;
    for (const id of ["asked", "out", "day_p", "by_p"]) at(id).hidden = true;
    at("say").textContent = who ? say("One moment …") : "";
    if (!who) {
      if (params.has("team") || params.has("person")) at("say").textContent = say("Nothing is under way there. Choose somebody else.");
      return;
    }
    try {
      const answer = await fetch(`${form.dataset.base}${who}.json`);
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (who !== at("who").value) return; // Somebody else was chosen meanwhile.
      data = found;
    } catch {
      at("say").textContent = say("What is due could not be loaded. Look at your connection, and choose again.");
      return;
    }
    draw();
  }

  function draw() {
    at("by").replaceChildren(at("by").options[0], ...data.members.map((each) => new Option(each.name, each.id)));
    asked = [];
    at("groups").replaceChildren(...data.groups.map(group));
    for (const id of ["asked", "out", "day_p"]) at(id).hidden = false;
    at("by_p").hidden = !data.members.length;
    const goal = params.get("objective");
    const here = goal && data.groups.find((each) => each.id === goal);
    choose(here || !count("due") ? "all" : "due");
    if (here) document.getElementById(goal).scrollIntoView();
  }

  // What is asked ---------------------------------------------------------------------------------

  function group(each) {
    const made = at("group_t").content.firstElementChild.cloneNode(true), link = made.querySelector("a");
    if (each.id) {
      made.id = each.id;
      link.textContent = each.title;
      link.href = `${form.dataset.objectives}${each.id}/`;
    } else link.replaceWith(say("KPIs"));
    made.append(...each.words.map(word));
    return made;
  }

  function word(each) {
    const made = at("word_t").content.firstElementChild.cloneNode(true), number = asked.length;
    const is = (name) => made.querySelector(`[data-is=${name}]`);
    const take = (sort) => made.querySelector(`.ci-${sort}`).remove();
    made.querySelector("legend").textContent = each.title;
    made.querySelector(".ci-now").textContent = now(each);
    const share = each.kind === "done" || each.kind === "judged";
    is("unit").textContent = share ? "%" : each.unit;
    if (share) made.querySelector(".ci-fig label").textContent = say("How far");
    if (each.kind === "milestones") take("fig");
    if (each.kind !== "done") take("done");
    if (each.kind === "kpi") { take("conf"); take("stat"); }
    const steps = made.querySelector(".ci-steps");
    steps.append(...each.milestones.map(step));
    if (!each.milestones.length) steps.remove();
    for (const label of made.querySelectorAll("p > label:not(.chip)")) {
      const control = label.parentElement.querySelector("input,select");
      label.htmlFor = control.id = `w${number}_${control.dataset.is}_`;
    }
    made.querySelector(".ci-wrong").id = `w${number}_wrong_`;
    asked.push({ word: each, made, is });
    return made;
  }

  function step(each) {
    const label = document.createElement("label"), box = document.createElement("input");
    label.className = "chip";
    box.type = "checkbox";
    box.dataset.step = each.id;
    label.append(box, each.title);
    return label;
  }

  const lang = document.documentElement.lang;
  const day = (text) => new Date(`${text}T12:00`)
    .toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "short", numberingSystem: "latn" });

  function now(each) {
    const last = each.last_word && day(each.last_word), due = day(each.due_on), parts = [];
    if (each.stands) parts.push(last ? say("{figure} on {day}", { figure: each.stands, day: last }) : each.stands);
    else parts.push(last ? say("Last word {day}", { day: last }) : say("No word yet"));
    if (each.aims) parts.push(say("going for {aim}", { aim: each.aims }));
    parts.push(isDue(each) ? say("due since {day}", { day: due }) : say("next due {day}", { day: due }));
    return parts.reduce((first, second) => say("{first}; {second}", { first, second }));
  }

  const isDue = (each) => each.due_on <= at("day").value;
  const count = (scope) => asked.filter(({ word: each }) => scope === "all" || isDue(each)).length;

  function choose(scope) {
    form.elements.scope.value = scope;
    at("due_n").textContent = count("due");
    at("all_n").textContent = count("all");
    for (const { word: each, made } of asked) {
      made.querySelector(".ci-now").textContent = now(each);
      made.hidden = scope === "due" && !isDue(each) && !said(made);
    }
    for (const made of at("groups").children) made.hidden = !made.querySelector(".ci-word:not([hidden])");
    const due = count("due"), name = data.name;
    at("say").textContent = due
      ? sayMany("{count} figure is due from {name}.", "{count} figures are due from {name}.", due, { name })
      : say("Nothing is due from {name} yet; you can say something all the same.", { name });
    compose();
  }

  const said = (made) => [...made.querySelectorAll("input,select")]
    .some((each) => each.type === "checkbox" ? each.checked : each.value.trim());

  // What is said ----------------------------------------------------------------------------------

  function fields({ word: each, made, is }) {
    const found = {}, typed = is("figure") ? is("figure").value.trim() : "";
    const steps = [...made.querySelectorAll("[data-step]:checked")].map((box) => box.dataset.step);
    if (is("done") && is("done").checked) found.done = true;
    else if (typed) Object.assign(found, checkInText.figure(typed, each, "comma" in form.dataset));
    if (steps.length) found.done = steps;
    if (is("confidence") && is("confidence").value) found.confidence = Number(is("confidence").value);
    if (is("status") && is("status").value) found.status = is("status").value;
    if (is("note").value.trim()) found.note = is("note").value.trim();
    return found;
  }

  function words() {
    const found = [];
    let wrong = 0;
    for (const one of asked) {
      const input = one.is("figure"), note = one.made.querySelector(".ci-wrong");
      let problem = "";
      try {
        const each = fields(one);
        if (Object.keys(each).length) found.push({ reference: one.word.reference, kpi: one.word.kind === "kpi", fields: each });
      } catch (sentence) {
        if (typeof sentence !== "string") throw sentence;
        problem = sentence;
        wrong += 1;
      }
      if (!input) continue;
      if (note.textContent !== problem) note.textContent = problem;
      note.hidden = !problem;
      input.toggleAttribute("aria-invalid", Boolean(problem));
      if (problem) input.setAttribute("aria-describedby", note.id);
      else input.removeAttribute("aria-describedby");
    }
    return { found, wrong };
  }

  function fileName() {
    const stem = `${at("day").value}-${data.id}`;
    let name = `${stem}.md`;
    for (let n = 2; data.names.includes(name); n += 1) name = `${stem}-${n}.md`;
    return name;
  }

  function compose() {
    if (!data) return;
    const { found, wrong } = words(), name = fileName(), folder = data.folder;
    const path = folder ? `${folder}/${name}` : name;
    const day = at("day").value, free = at("text").value;
    const empty = !found.length && !free.trim();
    const ready = !wrong && !empty && Boolean(day);
    const text = checkInText.text({ day, kind: data.kind, id: data.id, by: at("by").value, words: found, text: free });
    at("path").textContent = path;
    at("doc").value = text;
    at("doc").rows = Math.min(24, Math.max(8, text.split("\n").length + 1));
    at("copy").disabled = !ready;
    at("hand").hidden = !ready;
    at("hint").textContent = hint(wrong, empty, day);
    if (ready) handOver(text, path, folder, name);
  }

  function hint(wrong, empty, day) {
    if (!day) return say("Say which day it is of.");
    if (wrong) return sayMany("One figure cannot be read yet.", "{count} figures cannot be read yet.", wrong);
    return empty ? say("Nothing is said yet.") : "";
  }

  function handOver(text, path, folder, name) {
    const encoded = (each) => encodeURIComponent(each).replaceAll("%2F", "/");
    const host = at("host"), takes = data.new.includes("{text}"), on = { host: data.host };
    const put = { path: encoded(path), folder: encoded(folder), name: encoded(name), text: encodeURIComponent(text) };
    const address = data.new.replace(/\{(\w+)\}/g, (whole, each) => put[each] ?? whole);
    host.hidden = !data.new || address.length > LONGEST;
    if (!host.hidden) {
      host.href = address;
      host.textContent = takes ? say("Propose it on {host}", on) : say("New file on {host}", on);
    }
    if (!data.new) at("hint").textContent = folder
      ? say("Put it into the folder {folder} of the repository, or send it to whoever keeps it.", { folder })
      : say("Put it into the folder of the content of the repository, or send it to whoever keeps it.");
    else if (!takes) at("hint").textContent = say("Copy it first: on {host} you put it into the new file.", on);
    else if (host.hidden) at("hint").textContent = say("It is too long for a link to {host}: copy it, or download it.", on);
    const save = at("save");
    URL.revokeObjectURL(save.href);
    save.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    save.download = name;
  }

  async function copy() {
    at("doc").select();
    try {
      await navigator.clipboard.writeText(at("doc").value);
    } catch {
      document.execCommand("copy"); // Without https there is no clipboard but this one.
    }
    at("hint").textContent = say("Copied.");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (["who_", "doc_"].includes(event.target.id)) return;
    if (event.target.name === "scope" || event.target.id === "day_") choose(form.elements.scope.value);
    else compose();
  });
  at("who").addEventListener("change", () => {
    const [kind, id] = at("who").value.split("/");
    history.replaceState(null, "", id ? `?${new URLSearchParams({ [kind]: id })}` : location.pathname);
    params.delete("team");
    params.delete("person");
    load();
  });
  at("copy").addEventListener("click", copy);
})();
