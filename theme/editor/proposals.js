/* The page that proposes changes. */

document.getElementById("proposals").hidden = false;
