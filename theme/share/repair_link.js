/* Where nothing is, the # of a link may have become %23 on its way, or the % of that %25. Leads on only to the folder
   of a brief that stands in the address itself, whose name is 32 digits; nothing is decoded but the key. */
(() => {
  const place = /^((?:\/[\w~-][\w.~-]*)*\/[\da-f]{32})(\/index\.html)?(?![\w.~-])/.exec(location.pathname);
  if (!place) return;
  const [before, folder, file] = place;
  const [key] = keysIn(location.pathname.slice(before.length) + location.search + location.hash);
  const meant = `${location.protocol}//${location.host}${folder}${file || "/"}#${key}`;
  if (key && meant !== location.href) location.replace(meant);
})();
