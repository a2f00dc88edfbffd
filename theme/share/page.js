/* Opens a sealed brief with the key in the address's fragment, which no browser sends to a server. The construction
   is that of docs/sharing.md. What comes out is put together from a few known elements without their attributes. */
"use strict";

(() => {
  const sealed = JSON.parse(document.getElementById("sealed").textContent);
  const brief = document.getElementById("brief");
  const paste = document.getElementById("paste");
  const wrong = document.getElementById("wrong");
  const LABEL = "deal-playbook share v1 ";
  const CODE = /(?:^|#|%23|%2523)([\w-]{43})$/;
  const KNOWN = new Set(
    ["article", "header", "footer", "section", "h1", "h2", "p", "span", "strong", "b", "small", "ul", "li", "dl", "div"]
      .concat(["dt", "dd", "table", "tbody", "tr", "th", "td"])
      .map((name) => name.toUpperCase()),
  );
  const text = new TextEncoder();
  let key = null;

  const bytes = (base64) =>
    Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

  const show = (state) => {
    brief.replaceChildren();
    for (const each of document.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== state;
    paste.hidden = state !== "incomplete" && state !== "wrong-key";
  };

  const derived = async (material, salt, purpose, length) => {
    const from = await crypto.subtle.importKey("raw", material, "HKDF", false, ["deriveBits"]);
    const terms = { name: "HKDF", hash: "SHA-256", salt, info: text.encode(LABEL + purpose) };
    return new Uint8Array(await crypto.subtle.deriveBits(terms, from, length * 8));
  };

  const stretched = async (passphrase, salt, iterations) => {
    const normal = text.encode(passphrase.normalize("NFKC"));
    const from = await crypto.subtle.importKey("raw", normal, "PBKDF2", false, ["deriveBits"]);
    const terms = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return new Uint8Array(await crypto.subtle.deriveBits(terms, from, 256));
  };

  const unsealed = async (header, raw, passphrase) => {
    const salt = bytes(header.salt);
    const material = header.iterations ? joined(key, await stretched(passphrase, salt, header.iterations)) : key;
    const both = await derived(material, salt, "message", 44);
    const opener = await crypto.subtle.importKey("raw", both.slice(0, 32), "AES-GCM", false, ["decrypt"]);
    const terms = { name: "AES-GCM", iv: both.slice(32), additionalData: raw };
    const padded = new Uint8Array(await crypto.subtle.decrypt(terms, opener, bytes(sealed.body)));
    const length = new DataView(padded.buffer).getUint32(0);
    return new TextDecoder().decode(padded.slice(4, 4 + length));
  };

  const copied = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !KNOWN.has(node.nodeName)) return document.createTextNode("");
    const copy = document.createElement(node.nodeName);
    if (node.className) copy.className = node.className;
    copy.append(...[...node.childNodes].map(copied));
    return copy;
  };

  const open = async (header, raw, passphrase) => {
    const html = await unsealed(header, raw, passphrase);
    const parsed = new DOMParser().parseFromString(html, "text/html");
    show("brief");
    brief.append(...[...parsed.body.childNodes].map(copied));
  };

  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  const start = async (given) => {
    show("");
    wrong.hidden = true;
    if (sealed.state === "withdrawn") return show("withdrawn");
    const raw = sealed.header ? bytes(sealed.header) : null;
    const header = raw ? JSON.parse(new TextDecoder().decode(raw)) : { expires: sealed.expires };
    document.getElementById("until").textContent = header.expires;
    if (!raw || today() > header.expires) return show("expired");
    if (!window.crypto || !crypto.subtle) return show("insecure");
    const code = CODE.exec(given.trim());
    if (!code) return show("incomplete");
    key = bytes(code[1]);
    const check = await derived(key, new Uint8Array(), "check", 8);
    if ([...check].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== header.check) return show("wrong-key");
    if (header.iterations) {
      document.getElementById("asking").onsubmit = (event) => {
        event.preventDefault();
        wrong.hidden = true;
        open(header, raw, document.getElementById("passphrase").value).catch(() => {
          wrong.hidden = false;
        });
      };
      return show("passphrase");
    }
    const opened = () => open(header, raw, "").catch(() => show("damaged"));
    if (!header.button) return opened();
    document.getElementById("show").onclick = opened;
    return show("ready");
  };

  document.getElementById("pasting").addEventListener("submit", (event) => {
    event.preventDefault();
    begin(document.getElementById("code").value);
  });
  const begin = (given) => start(given).catch(() => show("damaged"));
  addEventListener("hashchange", () => begin(location.hash));
  begin(location.hash);
})();
