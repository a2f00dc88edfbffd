/* The influence map as the plan's page draws it; a line is drawn by dragging from one person to another. */

import { h, button, newId } from "./dom.js";

const PAUSE = 150;
const FAR = 6;
const EDGE = 32;
const SMALLEST = 0.8;

/** Return the map; `kind` tells what a new line means, `chosen` takes who is chosen, `drawn` a line that was dragged. */
export function peopleMap(form, { kind, chosen, drawn }) {
  const sheet = h("div", { class: "pb-drawing__sheet" });
  const scroll = h("div", { class: "pb-drawing__scroll", role: "region", "aria-label": "Influence map", tabIndex: 0 }, sheet);
  const note = h("p", { class: "pb-field__help", role: "status" });
  const place = h("div", { class: "pb-drawing" }, scroll, note);
  let timer;
  let asking;

  form.onChange((at) => {
    if (at[0] !== "players" || !place.isConnected) return;
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
  scroll.addEventListener("pointerdown", (event) => grabbed(event, sheet, scroll, (from, to) => drawn({ kind: kind(), from, to })));
  draw();
  return place;

  async function draw() {
    asking?.abort();
    asking = new AbortController();
    try {
      const map = await form.receiver.map(form.changes("players"), asking.signal);
      const isEmpty = !Object.keys(form.get(["players"]) || {}).length;
      note.textContent = map || isEmpty ? "" : "The map is drawn again once this deal has no mistake.";
      if (map) show(map, place, sheet, chosen);
      else if (isEmpty) sheet.replaceChildren();
      scroll.hidden = !sheet.childElementCount;
    } catch (fault) {
      if (fault.name !== "AbortError") note.textContent = fault.message;
    }
  }
}

/** Put a map in the place of the one before; who had the focus keeps it. */
function show(map, place, sheet, chosen) {
  const page = new DOMParser().parseFromString(map.html, "text/html");
  const focused = sheet.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  sheet.style.width = `${map.width}px`;
  sheet.style.maxWidth = `max(100%, ${Math.round(SMALLEST * map.width)}px)`;
  sheet.replaceChildren(document.adoptNode(alone(page.querySelector("svg"))), ...map.people.map((each) => person(each, map, chosen)));
  place.querySelector(".pb-legend")?.remove();
  place.append(document.adoptNode(page.querySelector(".pb-legend")));
  sheet.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** Return a drawing whose names are none of the page's, and which leaves it to the buttons on it to be read aloud. */
function alone(svg) {
  for (const each of svg.querySelectorAll(":scope > :is(title, desc)")) each.remove();
  for (const each of svg.querySelectorAll("a")) each.removeAttribute("href");
  const marker = svg.querySelector("marker");
  marker.id = newId("tip");
  for (const each of svg.querySelectorAll("[marker-end]")) each.setAttribute("marker-end", `url(#${marker.id})`);
  for (const name of ["role", "aria-labelledby"]) svg.removeAttribute(name);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

function person(of, map, chosen) {
  const made = button("", () => chosen(of.key), { class: "pb-person", "aria-label": of.says, "data-key": of.key, title: of.says });
  made.append(h("span", { class: "pb-person__grip", "aria-hidden": "true" }));
  made.style.left = `${(100 * of.x) / map.width}%`;
  made.style.top = `${(100 * of.y) / map.height}%`;
  made.style.width = `${(100 * map.box[0]) / map.width}%`;
  made.style.height = `${(100 * map.box[1]) / map.height}%`;
  return made;
}

/** Follow a hand from one person to another: a mouse takes hold of the whole box, a finger of its grip, as the rest scrolls. */
function grabbed(event, sheet, scroll, drawn) {
  const from = event.target.closest(".pb-person");
  if (!from || event.button || (event.pointerType === "touch" && !event.target.closest(".pb-person__grip"))) return;
  const thread = h("div", { class: "pb-drawing__thread", hidden: true });
  const following = new AbortController();
  let over = null;
  sheet.append(thread);
  const listen = (name, does) => document.addEventListener(name, does, { signal: following.signal });
  listen("pointermove", (moved) => {
    const away = Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY);
    if (thread.hidden && away < FAR) return;
    stretch(thread, from, sheet, moved);
    scrollAtEdge(scroll, moved);
    over?.classList.remove("pb-person--over");
    over = document.elementFromPoint(moved.clientX, moved.clientY)?.closest(".pb-person");
    if (over === from || !sheet.contains(over)) over = null;
    over?.classList.add("pb-person--over");
  });
  const end = (does) => () => {
    following.abort();
    thread.remove();
    over?.classList.remove("pb-person--over");
    if (over && does) drawn(from.dataset.key, over.dataset.key);
  };
  listen("pointerup", end(true));
  listen("pointercancel", end(false));
}

function stretch(thread, from, sheet, to) {
  const box = from.getBoundingClientRect();
  const ground = sheet.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  thread.hidden = false;
  thread.style.left = `${x - ground.left}px`;
  thread.style.top = `${y - ground.top}px`;
  thread.style.width = `${Math.hypot(to.clientX - x, to.clientY - y)}px`;
  thread.style.rotate = `${Math.atan2(to.clientY - y, to.clientX - x)}rad`;
}

function scrollAtEdge(scroll, { clientX }) {
  const { left, right } = scroll.getBoundingClientRect();
  if (clientX > right - EDGE) scroll.scrollLeft += EDGE / 2;
  if (clientX < left + EDGE) scroll.scrollLeft -= EDGE / 2;
}
