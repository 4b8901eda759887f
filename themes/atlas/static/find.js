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
