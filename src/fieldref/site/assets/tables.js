// Lets a table be sorted by its heads, and copied; without this it is read as it stands.
"use strict";
(() => {
  const months = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const dated = /^(?:about )?(?:(\d{1,2}) )?([A-Z][a-z]+)? ?(\d{4})\b/;

  const key = (text) => {
    const match = dated.exec(text);
    if (match && (!match[2] || months.includes(match[2]))) {
      return Number(match[3]) * 10000 + (months.indexOf(match[2]) + 1) * 100 + Number(match[1] ?? 0);
    }
    return /^[\d,.]+$/.test(text) ? Number(text.replaceAll(",", "")) : text.toLowerCase();
  };

  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));

  // A row and the rows that stand under it stay together.
  const groups = (body) => {
    const all = [];
    for (const row of body.rows) {
      if (row.cells.length === 1 && all.length) all.at(-1).push(row);
      else all.push([row]);
    }
    return all;
  };

  const sort = (table, head, column) => {
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = table.tBodies[0];
    const ranked = groups(body).map((rows) => [key(rows[0].cells[column]?.innerText.trim() ?? ""), rows]);
    ranked.sort((a, b) => (falling ? -1 : 1) * compare(a[0], b[0]));
    body.append(...ranked.flatMap(([, rows]) => rows));
  };

  const copyable = (table) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.append("Copy table");
    button.addEventListener("click", async () => {
      const lines = [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()).join("\t"));
      await navigator.clipboard.writeText(lines.join("\n"));
      button.textContent = "Copied";
    });
    table.parentElement.before(button);
  };

  // What can be scrolled can be reached by keyboard.
  for (const wide of document.querySelectorAll(".wide")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }

  for (const table of document.querySelectorAll("table")) {
    if (!table.tHead || table.tBodies[0].rows.length < 4) continue;
    if (table.tHead.rows[0].cells[0].tagName !== "TH") continue; // a chart, in its own order
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (head.tagName !== "TH") return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, column));
      head.append(button);
    });
    if (navigator.clipboard) copyable(table);
  }
})();
