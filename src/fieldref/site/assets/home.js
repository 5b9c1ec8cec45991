// Finds a State by any of its names; the names load when somebody begins to look.
"use strict";
(() => {
  const finder = document.querySelector(".finder");
  if (!finder) return;
  const input = finder.querySelector("input");
  const list = document.createElement("ul");
  const count = finder.querySelector("#count");
  for (const [name, value] of [["id", "found"], ["role", "listbox"], ["aria-label", "States"]]) {
    list.setAttribute(name, value);
  }
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"],
    ["aria-controls", "found"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  finder.hidden = false;
  let loading = null;
  let states = [];
  let chosen = 0;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const load = () => {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = "assets/states.js";
      script.onload = () => {
        states = globalThis.fieldrefStates.map(([path, name, others]) => ({
          path, name, names: [name, ...others.split(" · ")].map((each) => [fold(each), each]),
        }));
        done();
      };
      document.head.append(script);
    });
    return loading;
  };

  const rank = (state, asked) => {
    let best = null;
    state.names.forEach(([folded, name], place) => {
      const at = folded.indexOf(asked);
      if (at < 0) return;
      const begins = at === 0 ? 0 : folded[at - 1] === " " ? 1 : 2;
      const score = begins * 2 + (place ? 1 : 0);
      if (!best || score < best.score) best = { score, name: place ? name : "" };
    });
    return best;
  };

  const found = (asked) =>
    states.map((state) => ({ state, match: rank(state, asked) }))
      .filter((each) => each.match)
      .sort((a, b) => a.match.score - b.match.score || a.state.name.localeCompare(b.state.name))
      .slice(0, 8);

  const choose = (index) => {
    const items = [...list.children];
    chosen = items.length ? (index + items.length) % items.length : 0;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    const item = items[chosen];
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = async () => {
    await load();
    const asked = fold(input.value.trim());
    const hits = asked ? found(asked) : [];
    list.replaceChildren(...hits.map(({ state, match }, place) => {
      const item = document.createElement("li");
      item.id = `found-${place}`;
      item.setAttribute("role", "option");
      item.dataset.path = state.path;
      item.append(state.name);
      if (match.name) {
        const other = document.createElement("small");
        other.append(match.name);
        item.append(other);
      }
      item.addEventListener("pointerdown", () => { location.href = state.path; });
      return item;
    }));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    count.textContent = asked ? `${hits.length || "No"} State${hits.length === 1 ? "" : "s"} found` : "";
    choose(0);
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") show().then(() => {
      const item = list.children[chosen];
      if (item) location.href = item.dataset.path;
    });
    else return;
    event.preventDefault();
  });
})();
