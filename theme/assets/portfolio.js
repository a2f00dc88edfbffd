/* Sorts and filters the tables of deals. Without this script the tables stand as they are; with it the address
   remembers what is shown, and rows that the page did not hold are fetched from the export folder. */
"use strict";

(() => {
  const FIRST = matchMedia("(max-width: 44.98em)").matches ? 20 : 50;
  const MORE = 200;
  const ON_PAPER = 1000;
  const MONEY = /^([A-Z]{3})\s([\u2212-]?[\d,.]+)$/;
  const FORMULA = /^[ \u00A0]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const fetched = new Map();

  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  /* The <template> of a row is printed like the rows of the page, with slots where the parts of a cell go: {0} for the
     first, and {*} in an element that is there once for each part. What has no part is left out; a part stays a text. */
  const EACH = "{*}";
  const slots = (text) => [...(text ?? "").matchAll(/\{(\d)\}/g)].map(([, place]) => place);

  const fill = (node, parts) => {
    const filled = (text) => text.replace(/\{(\d)\}/g, (slot, place) => parts[place] ?? "");
    const lacks = (text) => slots(text).length > 0 && slots(text).every((place) => (parts[place] ?? "") === "");
    for (const attribute of [...node.attributes]) {
      if (lacks(attribute.value)) node.removeAttribute(attribute.name);
      else attribute.value = filled(attribute.value);
    }
    for (const child of [...node.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE) child.data = filled(child.data);
      else if (child.textContent === EACH) child.replaceWith(...parts.map((part) => repeat(child, part)));
      else if (lacks(child.outerHTML)) child.remove();
      else fill(child, parts);
    }
  };

  const repeat = (node, part) => {
    const one = node.cloneNode();
    one.textContent = part;
    return one;
  };

  /* A cell is {values, sort}: what filters look for, and what orders its column. A cell of the file has its parts, too. */
  const readCell = (td) => {
    const sort = td.dataset.sort ?? null;
    const values = [...td.childNodes].filter((node) => node.localName !== "small").map((node) => node.textContent);
    return { values: values.filter(Boolean), sort: sort && !Number.isNaN(Number(sort)) ? Number(sort) : sort };
  };

  const cellOf = (packed, column) => {
    const parts = packed === null ? [] : Array.isArray(packed) ? packed : [packed];
    return { parts, values: (column.many ? parts : parts.slice(0, 1)).filter(Boolean), sort: parts[column.sorted] ?? null };
  };

  const grouped = (number) => number.toLocaleString("en");

  const written = (cell) => cell.values.join("; ");

  const compare = (a, b) => {
    const [left, right] = [a.sort ?? written(a), b.sort ?? written(b)];
    const missing = (left === "") - (right === "");
    if (missing) return { missing };
    if (typeof left === "number" && typeof right === "number") return { order: left - right };
    return { order: String(left).localeCompare(String(right), "en", { numeric: true }) };
  };

  const NONE = "(none)";
  const ANY = "(any)";

  const fits = (cell, value) => {
    if (value === NONE) return !cell.values.length;
    return value === ANY ? cell.values.length > 0 : cell.values.includes(value);
  };

  /* A reader's own columns; a browser that keeps nothing shows the usual ones. */
  const remembered = (key) => {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return "";
    }
  };

  const remember = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      return;
    }
  };

  const LIST = "playbook list";
  const AROUND = 100;

  /* The list of a link that is followed, for this tab (see neighbours.js): a browser that keeps nothing leads nowhere. */
  const keepList = (list) => {
    try {
      sessionStorage.setItem(LIST, JSON.stringify(list));
    } catch {
      return;
    }
  };

  /* Sums are exact: amounts in hundredths, rates as a whole number and the power of ten below it. */
  const hundredths = (amount) => {
    const [whole, part = ""] = amount.replaceAll(",", "").replace("\u2212", "-").split(".");
    return BigInt(whole + part.padEnd(2, "0"));
  };

  const rateOf = (rate) => {
    const [whole, part = ""] = rate.split(".");
    return [BigInt(whole + part), 10n ** BigInt(part.length)];
  };

  const money = (code, over, under) => `${code}\u00A0${grouped((over * 2n + under) / (under * 2n))}`;

  class Deals {
    constructor(root) {
      this.root = root;
      this.total = Number(root.dataset.total);
      this.rates = JSON.parse(root.dataset.rates || "{}");
      this.table = root.querySelector("table");
      this.body = this.table.tBodies[0];
      this.form = root.querySelector("form");
      this.choices = root.querySelector(".pb-choice");
      this.grouping = root.querySelector("[data-group]");
      this.none = root.querySelector("[data-none]");
      this.kept = `playbook columns ${root.dataset.deals} ${new URL(root.dataset.top || ".", location).pathname}`;
      this.count = root.querySelector("[data-count]");
      this.more = root.querySelector("[data-more]");
      this.shown = FIRST;
      this.pattern = root.querySelector("template[data-row]").content.querySelector("tr");
      this.columns = [...this.table.tHead.rows[0].cells].map((th, i) => ({
        th,
        key: th.dataset.col,
        kind: th.dataset.kind,
        many: this.pattern.cells[i].textContent === EACH,
        sorted: slots(this.pattern.cells[i].dataset.sort)[0],
        label: th.textContent,
        first: !th.hidden,
      }));
      this.places = new Map(this.columns.map((column, place) => [column.key, place]));
      this.rows = [...this.body.rows].map((tr) => ({ tr, cells: [...tr.cells].map(readCell) }));
      const { rows, parts } = root.dataset;
      this.files = parts ? JSON.parse(parts) : rows ? [{ file: rows }] : [];
      this.held = new Map();
      this.readAddress();
      addEventListener("beforeprint", () => this.toPaper());
      addEventListener("afterprint", () => this.fromPaper());
      addEventListener("resize", () => this.stick());
    }

    /* Whether the address asks for some of the rows, or for an order of them. */
    get asked() {
      return Boolean(this.sort || this.group || Object.values(this.filters).some(Boolean));
    }

    async start() {
      const { asked } = this;
      this.columns.forEach((column) => this.makeSortable(column));
      this.listen();
      if (this.files.length === 1) await this.wanted();
      await this.fetchRows();
      this.fillChoices();
      this.fillForm();
      this.root.querySelector(".pb-tools").hidden = false;
      this.show();
      if (asked && !location.hash && this.root.getBoundingClientRect().top > innerHeight) this.root.scrollIntoView();
    }

    /* Rows that the page does not hold are fetched when the address asks for some of them, when the table comes near
       to be seen, or when somebody reaches for it. */
    wanted() {
      if (this.asked) return Promise.resolve();
      return new Promise((resolve) => {
        const near = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && resolve(), {
          rootMargin: "400px",
        });
        near.observe(this.root);
        for (const reach of ["focusin", "pointerenter", "click"]) this.root.addEventListener(reach, resolve, { once: true });
      });
    }

    /* The files that hold what is asked for and are not here: a file may say which values of a column its rows have. Of
       several files none is fetched before anything is asked for. */
    get missing() {
      if (this.files.length > 1 && !this.asked && this.shown <= FIRST) return [];
      const wanted = Object.entries(this.filters).filter(([, value]) => value && value !== ANY);
      return this.files.filter(
        (each) => !this.held.has(each.file) && wanted.every(([name, value]) => each[name]?.includes(value) ?? true),
      );
    }

    get whole() {
      return this.held.size === this.files.length;
    }

    async fetchRows() {
      try {
        await Promise.all(
          this.missing.map(async ({ file }) => {
            if (!fetched.has(file)) fetched.set(file, fetch(file).then((answer) => answer.json()));
            this.hold(file, await fetched.get(file));
          }),
        );
        this.takeRows();
      } catch {
        this.files = [];
        this.held.clear();
        this.total = this.rows.length;
      }
    }

    /* A file has rows, or parts with what their rows share. */
    hold(file, tables) {
      const { columns, rows, parts = [{ rows }] } = tables[this.root.dataset.deals];
      const places = this.columns.map(({ key }) => columns.indexOf(key));
      const cells = (row, same) => this.columns.map((column, i) => cellOf(same[column.key] ?? row[places[i]] ?? null, column));
      this.held.set(file, parts.flatMap((part) => part.rows.map((row) => ({ tr: null, cells: cells(row, part.same ?? {}) }))));
    }

    takeRows() {
      if (!this.held.size) return;
      this.rows = this.files.flatMap(({ file }) => this.held.get(file) ?? []);
      this.root.querySelector("[data-rest]").hidden = true;
    }

    /* On paper stand all rows that the filters let through. A printer waits for no promise, so rows that are not here
       yet are fetched at once; where they cannot be, the page says how many it prints. */
    toPaper() {
      this.fetchAtOnce();
      this.onScreen = this.shown;
      this.shown = Math.max(this.shown, ON_PAPER);
      this.show();
      const rest = this.root.querySelector("[data-rest]");
      if (!rest || this.current.length <= this.shown) return;
      rest.firstChild.data = `The first ${grouped(this.shown)} of ${grouped(this.current.length)}. `;
      rest.hidden = false;
    }

    fromPaper() {
      this.shown = this.onScreen;
      if (this.held.size) this.root.querySelector("[data-rest]").hidden = true;
      this.show();
    }

    fetchAtOnce() {
      try {
        for (const { file } of this.missing) {
          const request = new XMLHttpRequest();
          request.open("GET", file, false);
          request.send();
          this.hold(file, JSON.parse(request.responseText));
        }
        this.takeRows();
      } catch {
        return;
      }
    }

    cell(row, key) {
      return row.cells[this.places.get(key)];
    }

    /* --- What the address remembers; links of before bear the table's name before each of their keys --- */

    readAddress() {
      const given = new URLSearchParams(location.search);
      const get = (name) => given.get(name) || given.get(`${this.root.dataset.deals}-${name}`) || "";
      this.filters = {};
      for (const field of this.form.elements) if (field.name) this.filters[field.name] = get(field.name);
      const sort = get("sort");
      this.sort = { key: sort.replace(/^-/, ""), down: sort.startsWith("-") };
      if (!this.places.has(this.sort.key)) this.sort = null;
      this.group = this.grouping && this.places.has(get("group")) ? get("group") : "";
      const columns = (get("cols") || remembered(this.kept)).split(",").filter((key) => this.places.has(key));
      this.visible = new Set(columns.length ? columns : this.columns.filter((c) => c.first).map((c) => c.key));
    }

    writeAddress() {
      const address = new URL(location.href);
      const set = (name, value) => {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      };
      for (const [name, value] of Object.entries(this.filters)) set(name, value);
      set("sort", this.sort && (this.sort.down ? "-" : "") + this.sort.key);
      set("group", this.group);
      const visible = this.columns.filter((column) => this.visible.has(column.key));
      const usual = this.columns.every((column) => this.visible.has(column.key) === column.first);
      this.chosen = usual ? "" : visible.map((column) => column.key).join(",");
      set("cols", this.chosen);
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
        if (this.grouping) this.group = this.grouping.value;
        this.changed();
      });
      this.form.addEventListener("reset", () => {
        for (const name of Object.keys(this.filters)) this.filters[name] = "";
        this.sort = null;
        this.group = "";
        this.changed();
      });
      this.none.querySelector("button").addEventListener("click", () => this.form.reset());
      this.choices.addEventListener("change", (event) => {
        if (event.target.checked) this.visible.add(event.target.name);
        else if (this.visible.size > 1) this.visible.delete(event.target.name);
        else event.target.checked = true;
        this.changed();
        remember(this.kept, this.chosen);
      });
      this.body.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        if (link) this.keepList(link);
      });
      this.more.querySelector("button").addEventListener("click", async () => {
        this.shown += MORE;
        await this.bring();
        this.show();
      });
      this.root.querySelector("[data-csv]").addEventListener("click", (event) => {
        event.preventDefault();
        this.download();
      });
    }

    async changed() {
      this.shown = FIRST;
      this.writeAddress();
      await this.bring();
      this.show();
    }

    /* Rows that are asked for and are not here come, and with them the choices among their values. */
    async bring() {
      if (!this.missing.length) return;
      await this.fetchRows();
      this.fillChoices();
      this.fillForm();
    }

    fillChoices() {
      for (const select of this.form.querySelectorAll("select[name]")) {
        select.length = 1;
        if ("quiet" in select.dataset && !this.filters[select.name]) {
          select.hidden = true;
          continue;
        }
        const found = this.rows.map((row) => this.cell(row, select.name).values);
        const values = new Set([...found, ...this.files.map((each) => each[select.name] ?? [])].flat());
        const none = found.some((each) => !each.length) && (values.size || this.filters[select.name]) ? [NONE] : [];
        const asked = this.filters[select.name];
        if (asked && asked !== NONE && asked !== ANY) values.add(asked);
        if (asked === ANY) none.unshift(ANY);
        const sorted = [...values].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
        const named = none.map((value) => make("option", { value }, `${select.ariaLabel}: ${value}`));
        select.append(...sorted.map((value) => make("option", { value }, value)), ...named);
        const same = sorted.length < 2 && found.every((each) => each.length === sorted.length);
        select.hidden = !asked && same;
      }
    }

    /* A field that says so already is left alone: somebody may be typing the blank before the next word. */
    fillForm() {
      for (const [name, value] of Object.entries(this.filters)) {
        const field = this.form.elements[name];
        if (field.value.trim() !== value) field.value = value;
      }
      if (this.grouping) this.grouping.value = this.group;
      for (const box of this.choices.querySelectorAll("input")) box.checked = this.visible.has(box.name);
    }

    /* --- What is shown --- */

    matching() {
      const { text, ...exact } = this.filters;
      const words = (text || "").toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = Object.entries(exact).filter(([, value]) => value);
      return this.rows.filter((row) => {
        if (!wanted.every(([name, value]) => fits(this.cell(row, name), value))) return false;
        if (!words.length) return true;
        row.text ??= row.cells.flatMap((cell) => cell.values).join(" ").toLowerCase();
        return words.every((word) => row.text.includes(word));
      });
    }

    sorted(rows) {
      if (!this.sort && !this.group) return rows;
      const orders = [];
      if (this.group) orders.push([this.group, this.columns[this.places.get(this.group)].kind === "verdict"]);
      if (this.sort) orders.push([this.sort.key, this.sort.down]);
      return [...rows].sort((a, b) => {
        for (const [key, down] of orders) {
          const { missing, order } = compare(this.cell(a, key), this.cell(b, key));
          if (missing || order) return missing || (down ? -order : order);
        }
        return 0;
      });
    }

    /* Rows with a line before each group that counts and sums all of its rows, also those not shown yet. */
    grouped(rows) {
      if (!this.group) return rows.map((row) => this.line(row));
      const groups = Map.groupBy
        ? Map.groupBy(this.current, (row) => written(this.cell(row, this.group)))
        : this.current.reduce((map, row) => {
            const name = written(this.cell(row, this.group));
            return map.set(name, [...(map.get(name) || []), row]);
          }, new Map());
      let last = null;
      return rows.flatMap((row) => {
        const name = written(this.cell(row, this.group));
        if (name === last) return [this.line(row)];
        last = name;
        return [this.headOf(name, groups.get(name)), this.line(row)];
      });
    }

    headOf(name, rows) {
      const { noun } = this.root.dataset;
      const counted = `${grouped(rows.length)} ${rows.length === 1 ? noun.replace(/s$/, "") : noun}`;
      const sum = this.places.has("amount") ? `, ${this.sum(rows) || "without an amount"}` : "";
      const said = make("span", { className: "pb-soft" }, ` ${counted}${sum}`);
      const th = make("th", { scope: "rowgroup", colSpan: this.visible.size }, name || NONE, said);
      return make("tr", { className: "pb-group" }, th);
    }

    makeRow(cells) {
      const tr = this.pattern.cloneNode(true);
      cells.forEach((cell, i) => fill(tr.cells[i], cell.parts));
      return tr;
    }

    line(row) {
      row.tr ??= this.makeRow(row.cells);
      this.columns.forEach((column, i) => {
        row.tr.cells[i].hidden = !this.visible.has(column.key);
      });
      return row.tr;
    }

    show() {
      this.current = this.sorted(this.matching());
      this.body.replaceChildren(...this.grouped(this.current.slice(0, this.shown)));
      for (const select of this.form.querySelectorAll("select")) select.classList.toggle("pb-used", select.value !== "");
      for (const { th, key } of this.columns) {
        th.hidden = !this.visible.has(key);
        if (this.sort && this.sort.key === key) {
          th.setAttribute("aria-sort", this.sort.down ? "descending" : "ascending");
        } else th.removeAttribute("aria-sort");
      }
      const found = this.asked || this.whole ? this.current.length : this.total;
      this.none.hidden = found > 0 || !this.rows.length;
      this.say(found);
      this.stick();
      const rest = found - this.shown;
      this.more.hidden = rest <= 0;
      if (rest > 0) this.more.querySelector("button").textContent = `Show ${Math.min(rest, MORE)} more of ${grouped(found)}`;
    }

    /* The headings stay in sight where the table fits its box; in a box that scrolls they could not. */
    stick() {
      const box = this.table.parentElement;
      box.classList.remove("pb-fits");
      box.classList.toggle("pb-fits", box.scrollWidth <= box.clientWidth);
    }

    say(found) {
      const all = grouped(this.total);
      const { noun } = this.root.dataset;
      if (this.places.has("amount")) this.root.querySelector("[data-sum]").textContent = `Sum of amounts: ${this.sum(this.current) || "none"}.`;
      const counted = this.places.has("count") && (this.asked || this.whole) ? `, ${grouped(this.counted())} in all` : "";
      this.count.textContent = `${found === this.total ? all : `${grouped(found)} of ${all}`} ${noun}${counted}.`;
    }

    counted() {
      return this.current.reduce((sum, row) => sum + this.cell(row, "count").sort, 0);
    }

    /* The sum of some rows: in the base currency, and what has no rate beside it; empty where none has an amount. */
    sum(rows) {
      const sums = new Map();
      let silent = 0;
      for (const row of rows) {
        const amounts = written(this.cell(row, "amount")).split(" + ").map((text) => MONEY.exec(text)).filter(Boolean);
        for (const [, code, amount] of amounts) sums.set(code, (sums.get(code) ?? 0n) + hundredths(amount));
        if (!amounts.length) silent += 1;
      }
      const apart = (codes) => codes.sort().map((code) => money(code, sums.get(code), 100n));
      const rated = [...sums.keys()].filter((code) => code in this.rates);
      const base = this.inBase(rated, sums);
      const of = base && rated.join() !== Object.keys(this.rates)[0] ? ` (${apart(rated).join(" + ")})` : "";
      const lacking = apart([...sums.keys()].filter((code) => !(code in this.rates)));
      const sum = [...(base ? [base + of] : []), ...lacking].join(" + ");
      return `${sum}${silent && sums.size ? `, ${grouped(silent)} without an amount` : ""}`;
    }

    inBase(codes, sums) {
      if (!codes.length) return "";
      const rates = codes.map((code) => rateOf(this.rates[code]));
      const under = rates.reduce((most, [, each]) => (each > most ? each : most), 1n);
      const parts = codes.map((code, i) => (sums.get(code) * rates[i][0] * under) / rates[i][1]);
      return money(Object.keys(this.rates)[0], parts.reduce((a, b) => a + b), 100n * under);
    }

    /* Remembers the rows around that of a link by the links in the same column; neighbours of one page are one. */
    keepList(link) {
      const { cellIndex } = link.closest("td, th");
      const listed = this.current ?? this.rows;
      const row = listed.findIndex(({ tr }) => tr === link.closest("tr"));
      const before = Math.max(0, row - AROUND);
      const rows = listed.slice(before, row + AROUND + 1);
      const pages = [];
      let at = 0;
      rows.forEach((each, place) => {
        const { href, pathname, textContent } = this.line(each).cells[cellIndex].querySelector("a") || {};
        const isNew = href && pathname !== (pages.length ? new URL(pages[pages.length - 1][0]).pathname : "");
        if (isNew) pages.push([href, textContent]);
        if (before + place === row) at = pages.length - 1;
      });
      const total = listed.length - rows.length + pages.length;
      keepList({ from: location.href, at, pages, before, total });
    }

    download() {
      const columns = this.columns.filter((column) => this.visible.has(column.key));
      const quoted = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
      const field = (cell, kind) => {
        if (typeof cell.sort === "number" && (kind === "number" || kind === "score")) return String(cell.sort);
        const text = kind === "number" && DAY.test(cell.sort) ? cell.sort : written(cell);
        return quoted(text.replaceAll("\u00A0", " "));
      };
      const money = (cell) => (MONEY.exec(written(cell)) || ["", "", ""]).slice(1).map((part) => part.replaceAll(",", "").replace("\u2212", "-"));
      const fields = (cell, { key, kind }) => {
        if (key !== "amount") return [field(cell, kind)];
        const [currency, amount] = money(cell);
        return [quoted(currency), amount];
      };
      const head = columns.flatMap(({ key, label }) => (key === "amount" ? ["Currency", label] : [label]).map(quoted));
      const lines = this.current.map((row) => columns.flatMap((column) => fields(this.cell(row, column.key), column)));
      const csv = [head, ...lines].map((line) => line.join(",") + "\r\n").join("");
      const url = URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv" }));
      make("a", { href: url, download: `${this.root.dataset.noun}.csv` }).click();
      URL.revokeObjectURL(url);
    }
  }

  document.querySelectorAll("[data-deals]").forEach((root) => new Deals(root).start());
})();
