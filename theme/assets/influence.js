/* The lines of a person on an influence map light up while the pointer or the focus is on them; without this script all stand alike. */
(() => {
  "use strict";
  for (const map of document.querySelectorAll("svg.pb-map")) {
    const people = [...map.querySelectorAll(":scope > a")];
    const lines = [...map.querySelectorAll(":scope > path")].map((path) => [path, path.dataset.ends.split(" ")]);

    const light = (person) => {
      const at = String(people.indexOf(person));
      const near = new Set();
      for (const [path, ends] of lines) {
        const isLit = ends.includes(at);
        path.classList.toggle("lit", isLit);
        if (isLit) ends.forEach((end) => near.add(end));
      }
      people.forEach((each, place) => each.classList.toggle("lit", near.has(String(place))));
      map.classList.toggle("pb-map--lit", near.size > 0);
    };

    for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      map.addEventListener(on, (event) => light(event.target.closest("a")));
      map.addEventListener(off, () => light(people.find((each) => each.contains(document.activeElement))));
    }
  }
})();
