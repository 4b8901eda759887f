// Keeps a page of the preview as its files are, without losing the reader's place.
//
// A tab hears of each version, asks for its own page if that is another one now, and changes what
// differs: scroll, focus, open branches and what was typed stay.
import {Idiomorph} from "./vendor/idiomorph.js";

const tag = () => document.querySelector("meta[name=okrsite-tag]")?.content ?? "";
const OWN_STATE = new Set(["open", "hidden", "aria-expanded", "aria-pressed", "value", "checked"]);
let heard = null;
let asking = false;
let again = false;

function hear(version) {
  if (version === heard) return;
  heard = version;
  if (!document.hidden) look();
  else again = true;
}

async function look() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(location.href, {
      cache: "no-store",
      headers: {"If-None-Match": `"${tag()}"`},
    });
    if (answer.status === 200 || answer.status === 404) await show(await answer.text());
  } catch {
    // The preview has ended, or is about to begin again: its next word is waited for.
  } finally {
    asking = false;
  }
  if (again && !document.hidden) look();
}

async function show(text) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const scripts = (page) => [...page.scripts].map((each) => each.getAttribute("src")).join();
  if (scripts(next) !== scripts(document)) return location.reload();
  await restyle(next);
  Idiomorph.morph(document.head, next.head, {
    head: {style: "merge", shouldPreserve: (each) => each.matches("link[rel=stylesheet]")},
  });
  Idiomorph.morph(document.body, next.body, {
    ignoreActiveValue: true,
    callbacks: {beforeAttributeUpdated: (name) => !OWN_STATE.has(name)},
  });
  document.documentElement.lang = next.documentElement.lang;
  document.documentElement.dir = next.documentElement.dir;
  document.dispatchEvent(new Event("okrsite:shown"));
}

// A new style sheet is loaded before the old one goes: nothing is ever seen without.
async function restyle(next) {
  const sheets = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];
  const known = new Set(sheets(document).map((each) => each.href));
  const wanted = sheets(next).map((each) => new URL(each.getAttribute("href"), location.href).href);
  await Promise.all(
    wanted.filter((href) => !known.has(href)).map(
      (href) =>
        new Promise((done) => {
          const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href});
          link.onload = link.onerror = done;
          document.head.append(link);
        }),
    ),
  );
  for (const each of sheets(document)) if (!wanted.includes(each.href)) each.remove();
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && again) look();
});

if (self.SharedWorker) {
  const {port} = new SharedWorker(new URL("listen.js", import.meta.url), "okrsite");
  port.onmessage = (event) => hear(event.data);
  addEventListener("pagehide", () => port.postMessage("goodbye"));
} else {
  const source = new EventSource(new URL("events", import.meta.url));
  source.onmessage = (event) => hear(event.data);
  addEventListener("pagehide", () => source.close());
}
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // out of the browser's memory, and no longer connected
});
