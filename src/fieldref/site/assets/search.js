// Searches names, programmes and documents; library and index load when somebody begins to type.
"use strict";
(() => {
  const form = document.querySelector("#search");
  const input = form.querySelector("input");
  const hits = document.querySelector("#hits");
  const told = document.querySelector("#told");
  const most = 40;
  let loading = null;

  const script = (name) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = `assets/${name}`;
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

  const load = () => {
    loading ??= Promise.all([script("minisearch.js"), script("search-index.js")]).then(() => {
      const index = new globalThis.MiniSearch({
        fields: ["name", "where", "text"],
        processTerm: (term) => term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),
        searchOptions: { boost: { name: 3 }, prefix: true, combineWith: "AND" },
      });
      const rows = globalThis.fieldrefIndex;
      index.addAll(rows.map(([, name, where, text], id) => ({ id, name, where, text })));
      return { index, rows };
    });
    return loading;
  };

  const shown = ([path, name, where, text]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = path;
    link.append(name);
    const place = document.createElement("small");
    place.append(where);
    const words = document.createElement("div");
    words.append(text);
    item.append(link, place, words);
    return item;
  };

  const search = async () => {
    const asked = input.value.trim();
    const { index, rows } = await load();
    if (asked !== input.value.trim()) return;
    const results = asked ? index.search(asked) : [];
    hits.replaceChildren(...results.slice(0, most).map((result) => shown(rows[result.id])));
    const more = results.length > most ? `, the best ${most} shown` : "";
    told.textContent = asked ? `${results.length} found${more}` : "";
  };

  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
})();
