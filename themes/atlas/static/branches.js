// The branches of a large cascade: how they hang together, their rows when these are first shown,
// and its filters, which the search's index answers. The form of tree.json is told in
// docs/reference/search-index.md.
export async function grow(table, form) {
  const at = (name) => new URL(table.dataset[name], document.baseURI).href;
  const get = async (url) => {
    const response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response;
  };
  const { rows: size, runs, levels } = await (await get(at("tree"))).json();
  const base = new URL(".", at("tree")), body = table.tBodies[0];

  const nodes = levels.map((level, number) => ({ number, level, above: null, inner: [], open: false, row: null }));
  runs.forEach(([, below, first], place) => {
    const end = place + 1 < runs.length ? runs[place + 1][2] : nodes.length;
    const over = below < 0 ? [] : [nodes[below]];
    for (let number = first; number < end; number += 1) {
      const node = nodes[number];
      while (over.length && over[over.length - 1].level >= node.level) over.pop();
      node.above = over[over.length - 1] || null;
      if (node.above) node.above.inner.push(node);
      node.run = place;
      over.push(node);
    }
  });
  const order = [], waiting = nodes.filter((node) => !node.above).reverse();
  while (waiting.length) {
    const node = waiting.pop();
    node.index = order.push(node) - 1;
    for (let inner = node.inner.length - 1; inner >= 0; inner -= 1) waiting.push(node.inner[inner]);
  }

  // The page that a row stands on, as [run, part].
  const page = (node) => [node.run, Math.floor((node.number - runs[node.run][2]) / size) + 1];
  const pages = new Map();
  function take(run, part, rows) {
    const first = runs[run][2] + (part - 1) * size, taken = [];
    rows.forEach((row, place) => {
      const node = nodes[first + place];
      if (!node || node.row) return;
      node.row = row;
      const link = row.querySelector("a.ct");
      if (link) {
        const many = document.createElement("span");
        many.className = "ct";
        many.title = link.textContent;
        many.textContent = link.textContent.match(/\d+/)[0];
        link.replaceWith(many);
      }
      taken.push(node);
    });
    return taken;
  }
  async function fetched(run, part) {
    const [owner] = runs[run], url = new URL(`${owner ? `${owner}/` : ""}${part > 1 ? `part_${part}/` : ""}`, base);
    const found = new DOMParser().parseFromString(await (await get(url)).text(), "text/html");
    for (const link of found.querySelectorAll("#tree_ a[href]")) link.href = new URL(link.getAttribute("href"), url);
    return take(run, part, [...found.querySelectorAll("#tree_ tbody tr:not(.ctx)")]);
  }

  // Rows of some nodes, each page asked for once; they are put where they belong, as `dress` made them.
  async function load(missing, dress) {
    const wanted = new Map(missing.map((node) => [page(node).join(" "), page(node)]));
    const work = [...wanted].map(([key, [run, part]]) => {
      if (!pages.has(key)) {
        pages.set(key, fetched(run, part).catch((fault) => { pages.delete(key); throw fault; }));
        pages.get(key).then((taken) => taken.forEach(dress), () => {});
      }
      return pages.get(key);
    });
    await Promise.all(work);
    if (missing.some((node) => !node.row)) location.reload(); // the site was built anew meanwhile
    let next = null;
    for (let index = order.length - 1; index >= 0; index -= 1) {
      const { row } = order[index];
      if (!row) continue;
      if (row.parentNode !== body) body.insertBefore(document.adoptNode(row), next);
      next = row;
    }
  }
  pages.set("0 1", Promise.resolve(take(0, 1, [...body.rows])));
  for (const node of nodes) node.open = node.inner.length > 0 && node.inner[0].row !== null;

  // Filters, answered by the search's index, which is loaded with their first use.
  let search, offered;
  const index = () => (search ||= import(at("lookup")).then(({ open }) => open(at("index"))));
  const offer = () => (offered ||= index().then((found) => found.choices()).then((choices) => {
    for (const name of ["team", "owner"]) {
      const options = [...choices[name]].sort(([, one], [, other]) => one.localeCompare(other));
      form.elements[name].append(...options.map(([id, title]) => new Option(title, id)));
    }
  }));
  async function match(text, facets) {
    const found = await index();
    const [words, passes] = await Promise.all([text ? found.find(text) : null, found.filter(facets)]);
    let hits = words ? words.numbers.filter((number) => number < nodes.length && words.whole) : nodes.map((node) => node.number);
    if (passes) hits = hits.filter(passes);
    return new Set(hits.map((number) => nodes[number]).filter((node) => node !== group));
  }
  const named = body.querySelector("tr.group"), group = named && order.find((node) => node.row === named);
  const byId = async (id) => nodes[await (await index()).numberOf(id)];
  return { order, load, match, offer, byId, goals: nodes.length - (group ? 1 : 0) };
}
