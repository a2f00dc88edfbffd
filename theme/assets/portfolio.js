/* Sorts and filters the tables of deals. Without this script the tables stand as they are; with it the address
   remembers what is shown, and rows that the page did not hold are fetched from the export folder. */
"use strict";

(() => {
  const FIRST = 50;
  const MORE = 200;
  const FORMULA = /^ *[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const fetched = new Map();

  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  /* A cell is {text, sort, small, link, word, items}, whether it was read from the page or from the file. */
  const readCell = (td) => {
    const link = td.querySelector("a");
    const small = td.querySelector("small");
    const items = [...td.querySelectorAll(".pb-item")].map((item) => item.textContent);
    const sort = td.dataset.sort;
    return {
      text: small ? td.textContent.slice(0, -small.textContent.length) : items.length ? "" : td.textContent,
      sort: sort === undefined ? null : sort !== "" && !Number.isNaN(Number(sort)) ? Number(sort) : sort,
      small: small ? small.textContent : "",
      link: link ? link.getAttribute("href") : "",
      word: td.dataset.word || "",
      items,
    };
  };

  const unpackCell = (packed, kind) => {
    const cell = { text: "", sort: null, small: "", link: "", word: "", items: [] };
    if (packed === null) return cell;
    if (kind === "list") return { ...cell, items: packed };
    if (!Array.isArray(packed)) return { ...cell, text: packed };
    const [text, second, third] = packed;
    if (kind === "link") return { ...cell, text, link: second };
    if (kind === "verdict") return { ...cell, text, sort: second, word: third };
    return { ...cell, text, sort: second, small: third || "" };
  };

  const makeCell = (cell, column) => {
    const td = make("td", { className: column.right ? "pb-cell pb-right" : "pb-cell" });
    td.dataset.col = column.key;
    if (column.named) td.dataset.label = column.label;
    if (cell.sort !== null) td.dataset.sort = cell.sort;
    if (cell.word) td.dataset.word = cell.word;
    if (cell.link) td.append(make("a", { href: cell.link }, cell.text));
    else if (cell.word) td.append(make("span", { className: `pb-verdict pb-verdict--${cell.word}` }, cell.text));
    else if (cell.items.length) td.append(...cell.items.map((item) => make("span", { className: "pb-item" }, item)));
    else td.append(cell.text);
    if (cell.small) td.append(make("small", {}, cell.small));
    return td;
  };

  const grouped = (number) => number.toLocaleString("en");

  const valuesOf = (cell) => (cell.items.length ? cell.items : cell.text ? [cell.text] : []);

  const compare = (a, b) => {
    const [left, right] = [a.sort ?? a.text, b.sort ?? b.text];
    const missing = (left === "") - (right === "");
    if (missing) return { missing };
    if (typeof left === "number" && typeof right === "number") return { order: left - right };
    return { order: String(left).localeCompare(String(right), "en", { numeric: true }) };
  };

  class Deals {
    constructor(root) {
      this.root = root;
      this.prefix = root.dataset.deals === "open" ? "" : `${root.dataset.deals}-`;
      this.total = Number(root.dataset.total);
      this.table = root.querySelector("table");
      this.body = this.table.tBodies[0];
      this.form = root.querySelector("form");
      this.choices = root.querySelector(".pb-columns");
      this.count = root.querySelector("[data-count]");
      this.more = root.querySelector("[data-more]");
      this.shown = FIRST;
      this.columns = [...this.table.tHead.rows[0].cells].map((th) => ({
        th,
        key: th.dataset.col,
        kind: th.dataset.kind,
        right: th.classList.contains("pb-right"),
        label: th.textContent,
        named: "named" in th.dataset,
        first: !th.hidden,
      }));
      this.places = new Map(this.columns.map((column, place) => [column.key, place]));
      this.rows = [...this.body.rows].map((tr) => ({ tr, cells: [...tr.cells].map(readCell) }));
      this.readAddress();
    }

    async start() {
      this.columns.forEach((column) => this.makeSortable(column));
      this.listen();
      if (this.root.dataset.rows) {
        await this.wanted();
        await this.fetchRows();
      }
      this.fillChoices();
      this.fillForm();
      this.root.querySelector(".pb-tools").hidden = false;
      this.show();
    }

    /* Rows that the page does not hold are fetched when the address asks for some of them, when the table comes near
       to be seen, or when somebody reaches for it. */
    wanted() {
      if (this.sort || Object.values(this.filters).some(Boolean)) return Promise.resolve();
      return new Promise((resolve) => {
        const near = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && resolve(), {
          rootMargin: "400px",
        });
        near.observe(this.root);
        for (const reach of ["focusin", "pointerenter", "click"]) this.root.addEventListener(reach, resolve, { once: true });
      });
    }

    async fetchRows() {
      const address = this.root.dataset.rows;
      try {
        if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => answer.json()));
        const table = (await fetched.get(address))[this.root.dataset.deals];
        const places = this.columns.map((column) => table.columns.indexOf(column.key));
        this.rows = table.rows.map((row) => ({
          tr: null,
          cells: this.columns.map((column, i) => unpackCell(row[places[i]], column.kind)),
        }));
        this.root.querySelector("[data-rest]").hidden = true;
      } catch {
        this.total = this.rows.length;
      }
    }

    cell(row, key) {
      return row.cells[this.places.get(key)];
    }

    /* --- What the address remembers --- */

    readAddress() {
      const given = new URLSearchParams(location.search);
      const get = (name) => given.get(this.prefix + name) || "";
      this.filters = {};
      for (const field of this.form.elements) if (field.name) this.filters[field.name] = get(field.name);
      const sort = get("sort");
      this.sort = { key: sort.replace(/^-/, ""), down: sort.startsWith("-") };
      if (!this.places.has(this.sort.key)) this.sort = null;
      const columns = get("cols").split(",").filter((key) => this.places.has(key));
      this.visible = new Set(columns.length ? columns : this.columns.filter((c) => c.first).map((c) => c.key));
    }

    writeAddress() {
      const address = new URL(location.href);
      const set = (name, value) => {
        if (value) address.searchParams.set(this.prefix + name, value);
        else address.searchParams.delete(this.prefix + name);
      };
      for (const [name, value] of Object.entries(this.filters)) set(name, value);
      set("sort", this.sort && (this.sort.down ? "-" : "") + this.sort.key);
      const visible = this.columns.filter((column) => this.visible.has(column.key));
      const usual = this.columns.every((column) => this.visible.has(column.key) === column.first);
      set("cols", usual ? "" : visible.map((column) => column.key).join(","));
      history.replaceState(history.state, "", address);
    }

    /* --- What the reader touches --- */

    makeSortable(column) {
      const button = make("button", { type: "button", className: "pb-sort" }, column.label);
      column.th.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = this.sort && this.sort.key === column.key ? !this.sort.down : column.kind === "score";
        this.sort = { key: column.key, down };
        this.changed();
      });
    }

    listen() {
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", () => {
        for (const name of Object.keys(this.filters)) this.filters[name] = this.form.elements[name].value.trim();
        this.changed();
      });
      this.form.addEventListener("reset", () => {
        for (const name of Object.keys(this.filters)) this.filters[name] = "";
        this.sort = null;
        this.changed();
      });
      this.choices.addEventListener("change", (event) => {
        if (event.target.checked) this.visible.add(event.target.name);
        else if (this.visible.size > 1) this.visible.delete(event.target.name);
        else event.target.checked = true;
        this.changed();
      });
      this.more.querySelector("button").addEventListener("click", () => {
        this.shown += MORE;
        this.show();
      });
      this.root.querySelector("[data-csv]").addEventListener("click", (event) => {
        event.preventDefault();
        this.download();
      });
    }

    changed() {
      this.shown = FIRST;
      this.writeAddress();
      this.show();
    }

    fillChoices() {
      for (const select of this.form.querySelectorAll("select")) {
        const found = this.rows.map((row) => valuesOf(this.cell(row, select.name)));
        const values = new Set(found.flat());
        if (this.filters[select.name]) values.add(this.filters[select.name]);
        const sorted = [...values].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
        select.append(...sorted.map((value) => make("option", { value }, value)));
        select.parentElement.hidden = sorted.length < 2 && found.every((each) => each.length === sorted.length);
      }
    }

    fillForm() {
      for (const [name, value] of Object.entries(this.filters)) this.form.elements[name].value = value;
      for (const box of this.choices.querySelectorAll("input")) box.checked = this.visible.has(box.name);
    }

    /* --- What is shown --- */

    matching() {
      const { text, ...exact } = this.filters;
      const words = (text || "").toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = Object.entries(exact).filter(([, value]) => value);
      return this.rows.filter((row) => {
        if (!wanted.every(([name, value]) => valuesOf(this.cell(row, name)).includes(value))) return false;
        if (!words.length) return true;
        row.text ??= row.cells.flatMap(valuesOf).join(" ").toLowerCase();
        return words.every((word) => row.text.includes(word));
      });
    }

    sorted(rows) {
      if (!this.sort) return rows;
      const { key, down } = this.sort;
      return [...rows].sort((a, b) => {
        const { missing, order } = compare(this.cell(a, key), this.cell(b, key));
        return missing || (down ? -order : order);
      });
    }

    line(row) {
      row.tr ??= make("tr", {}, ...row.cells.map((cell, i) => makeCell(cell, this.columns[i])));
      this.columns.forEach((column, i) => {
        row.tr.cells[i].hidden = !this.visible.has(column.key);
      });
      return row.tr;
    }

    show() {
      this.current = this.sorted(this.matching());
      this.body.replaceChildren(...this.current.slice(0, this.shown).map((row) => this.line(row)));
      for (const { th, key } of this.columns) {
        th.hidden = !this.visible.has(key);
        if (this.sort && this.sort.key === key) {
          th.setAttribute("aria-sort", this.sort.down ? "descending" : "ascending");
        } else th.removeAttribute("aria-sort");
      }
      const found = this.current.length;
      this.say(found);
      const rest = found - this.shown;
      this.more.hidden = rest <= 0;
      if (rest > 0) this.more.querySelector("button").textContent = `Show ${Math.min(rest, MORE)} more of ${grouped(found)}`;
    }

    say(found) {
      const all = grouped(this.total);
      const { noun } = this.root.dataset;
      this.count.textContent = found === this.total ? `${all} ${noun}.` : `${grouped(found)} of ${all} ${noun}.`;
    }

    download() {
      const columns = this.columns.filter((column) => this.visible.has(column.key));
      const quoted = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const written = (cell, kind) => {
        if (typeof cell.sort === "number" && (kind === "number" || kind === "score")) return String(cell.sort);
        const text = kind === "number" && DAY.test(cell.sort) ? cell.sort : valuesOf(cell).join("; ");
        return quoted(text.replaceAll("\u00A0", " "));
      };
      const head = columns.map((column) => quoted(column.label));
      const lines = this.current.map((row) => columns.map(({ key, kind }) => written(this.cell(row, key), kind)));
      const csv = [head, ...lines].map((line) => line.join(",") + "\r\n").join("");
      const url = URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv" }));
      make("a", { href: url, download: `${this.root.dataset.noun}.csv` }).click();
      URL.revokeObjectURL(url);
    }
  }

  document.querySelectorAll("[data-deals]").forEach((root) => new Deals(root).start());
})();
