// What every page does, with its head and its texts. It is read before the page is, and begins when that is
// there: of a script that runs at the end, the browser has the layout of the whole page wait.
"use strict";

// What scripts say, in the site's language. English stands in the scripts, the rest in the page.
(() => {
  let known;
  const words = () => {
    if (known) return known;
    const told = [...document.querySelectorAll("script[data-words]")].map((each) => JSON.parse(each.textContent));
    const { forms, group = "\u202f" } = told[0] ?? {};
    return known = { forms, group, messages: Object.assign({}, ...told.map((each) => each.messages)) };
  };
  // From 10,000 on thousands are set apart, as in the sentences of the page.
  const apart = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, words().group);
  const told = (value) => value >= 1e4 && Number.isInteger(value) ? apart(value) : value;
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => name in values ? told(values[name]) : hole);

  // say("{name} leads it", {name: "Ann"})
  window.say = (message, values = {}) => filled((words().messages[message] ?? [message])[0], values);

  // sayMany("{count} goal", "{count} goals", 3): the number stands where the message has {count}.
  window.sayMany = (one, many, count, values = {}) => {
    const { forms, messages } = words();
    const said = messages[one] ?? [one, many];
    const form = messages[one] ? +forms[count < forms.length ? count : 100 + count % 100] : +(count !== 1);
    return filled(said[Math.min(form, said.length - 1)], { count, ...values });
  };
})();

document.addEventListener("DOMContentLoaded", () => {

// The field in the head of every page: leads to the search. What suggests is loaded with its first use.
(() => {
  const form = document.getElementById("find_");
  if (!form) return;
  const field = form.elements.q;
  form.hidden = false;
  let awake;
  const wake = () => {
    awake ||= import(new URL(form.dataset.suggest, document.baseURI)).then(({ attach }) => attach(form)).catch(() => {});
  };
  field.addEventListener("focus", wake);
  if (document.activeElement === field) wake();
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input,select,textarea,[contenteditable]")) return;
    event.preventDefault();
    const own = document.querySelector("main [data-find]") || field;
    if (own.getClientRects().length) own.select(), own.focus();
    else location.href = form.action;
  });
})();

// On a narrow screen the links scroll in their row: the one of this page is brought into view.
// The browser tells where it stands; asking for it would lay the page out once more.
(() => {
  const row = document.querySelector(".mast nav > ul"), here = row && row.querySelector("[aria-current]");
  if (!here) return;
  const watch = new IntersectionObserver(([seen]) => {
    const link = seen.boundingClientRect, whole = seen.rootBounds;
    if (seen.intersectionRatio < 1) row.scrollLeft += link.left - whole.left - (whole.width - link.width) / 2;
    watch.disconnect();
  }, { root: row });
  watch.observe(here);
})();

// The list under More closes like a menu; without this script its own mark closes it.
(() => {
  const rest = document.querySelector(".rest");
  if (!rest) return;
  addEventListener("click", (event) => {
    if (!rest.contains(event.target)) rest.open = false;
  });
  rest.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !rest.contains(event.relatedTarget)) rest.open = false;
  });
  rest.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !rest.open) return;
    rest.open = false;
    rest.querySelector("summary").focus();
  });
})();

// A site that is older than it should be says so: only the reader's own clock can know.
(() => {
  const told = document.getElementById("aged_");
  if (told) told.hidden = Date.now() - Date.parse(told.dataset.day) < (1 + +told.dataset.patience) * 864e5;
})();

});
