/* Light or dark, as it was chosen on the other pages, before anything of the page is seen. */

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  let chosen = null;
  try {
    const key = Object.keys(localStorage).find((each) => each.endsWith(".__palette") && location.pathname.startsWith(each.slice(0, -".__palette".length)));
    chosen = JSON.parse(localStorage.getItem(key))?.color;
  } catch {
    /* A browser that stores nothing has nothing chosen. */
  }
  const followed = !chosen || chosen.media === "(prefers-color-scheme)";
  document.body.dataset.mdColorScheme = followed ? (dark ? "slate" : "default") : chosen.scheme;
})();
