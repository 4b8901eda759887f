// A presentation: one section of the page at a time, turned with keys or buttons.
// Without this script the page is all of its sections, one below the other.
(() => {
  const go = document.getElementById("go_"), deck = document.getElementById("deck_");
  if (!go || !deck) return;
  const root = document.documentElement, at = document.getElementById("at_");
  const slides = [...document.querySelectorAll(".slide")];
  const mirrored = document.dir === "rtl";
  let here = 0, on = false;

  const name = (role, level) => {
    const heading = slides[here].querySelector("h1, h2");
    for (const [key, value] of [["role", role], ["aria-level", level]]) {
      if (value) heading.setAttribute(key, value);
      else heading.removeAttribute(key);
    }
    return heading;
  };
  const show = (index) => {
    name();
    here = Math.max(0, Math.min(slides.length - 1, index));
    slides.forEach((slide, i) => slide.classList.toggle("now", i === here));
    at.textContent = `${here + 1} / ${slides.length}`;
    deck.querySelector("[data-do=back]").disabled = here === 0;
    deck.querySelector("[data-do=on]").disabled = here === slides.length - 1;
    history.replaceState(null, "", `#${slides[here].id}`);
    scrollTo(0, 0);
    // A screen reader reads the heading of the slide that is shown: it is the page's first now.
    const heading = name("heading", "1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const start = () => {
    on = true;
    root.classList.add("show");
    deck.hidden = false;
    const named = slides.findIndex((slide) => `#${slide.id}` === location.hash);
    show(Math.max(0, named));
  };
  const end = () => {
    on = false;
    if (document.fullscreenElement) document.exitFullscreen();
    root.classList.remove("show");
    deck.hidden = true;
    name();
    slides[here].scrollIntoView();
    go.focus({ preventScroll: true });
  };
  const proof = () => {
    const found = slides[here].querySelector(".evid");
    if (found) found.open = !found.open;
  };
  const fill = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  };
  const deeds = { back: () => show(here - 1), on: () => show(here + 1), proof, fill, end };
  const keys = {
    ArrowRight: mirrored ? "back" : "on", ArrowLeft: mirrored ? "on" : "back",
    PageDown: "on", PageUp: "back", " ": "on", e: "proof", f: "fill", Escape: "end",
  };

  go.addEventListener("click", start);
  deck.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do]();
  });
  addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey) return;
    const held = event.target.closest("a, button, summary, input");
    if (held && [" ", "Enter"].includes(event.key)) return;
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else {
      const deed = event.key === " " && event.shiftKey ? "back" : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!deed) return;
      deeds[deed]();
    }
    event.preventDefault();
  });
})();
