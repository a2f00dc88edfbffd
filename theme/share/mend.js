/* Some mail gateways write the # of a link as %23, or the % of that as %25 once more: go to what was meant. */
"use strict";

(() => {
  const [, before, code] = /^(.*?)%(?:25)?23([\w-]{43})$/.exec(location.pathname) || [];
  if (code) location.replace(`${before}#${code}`);
})();
