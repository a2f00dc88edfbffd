/* Opens a sealed brief with the key in the address's fragment, which no browser sends to a server. The construction
   is that of docs/sharing.md. What comes out is put together from a few known elements without their attributes. */
(() => {
  const brief = document.getElementById("brief");
  const paste = document.getElementById("paste");
  const wrong = document.getElementById("wrong");
  const unfit = document.getElementById("unfit");
  const LABEL = "deal-playbook share v1 ";
  const KNOWN = new Set(
    ["article", "header", "footer", "section", "h1", "h2", "p", "span", "strong", "b", "small", "ul", "li", "dl", "div"]
      .concat(["dt", "dd", "table", "tbody", "tr", "th", "td", "img"])
      .map((name) => name.toUpperCase()),
  );
  /* The only picture is the sender's logo, whose bytes are in its address. */
  const PICTURE = /^data:image\/(?:svg\+xml|png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/;

  const bytes = (base64) =>
    Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
  const digits = (raw) => [...raw].map((byte) => (byte + 256).toString(16).slice(1)).join("");
  const utf8 = (words) => new TextEncoder().encode(words);

  const show = (state) => {
    brief.textContent = "";
    for (const each of document.querySelectorAll("[data-state]")) {
      each.hidden = each.dataset.state !== state;
      each.classList.remove("late");
    }
    paste.hidden = state !== "incomplete" && state !== "wrong-key";
  };

  /* What cannot be decoded, parsed or unsealed was changed; any other failure is a function that the browser lacks. */
  const changed = (error) =>
    error instanceof SyntaxError || error.name === "OperationError" || error.name === "InvalidCharacterError";
  const failed = (error) => show(changed(error) ? "damaged" : "unable");

  const derived = async (material, salt, purpose, length) => {
    const from = await crypto.subtle.importKey("raw", material, "HKDF", false, ["deriveBits"]);
    const terms = { name: "HKDF", hash: "SHA-256", salt, info: utf8(LABEL + purpose) };
    return new Uint8Array(await crypto.subtle.deriveBits(terms, from, length * 8));
  };

  const stretched = async (passphrase, salt, iterations) => {
    const normal = utf8(passphrase.normalize("NFKC"));
    const from = await crypto.subtle.importKey("raw", normal, "PBKDF2", false, ["deriveBits"]);
    const terms = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return new Uint8Array(await crypto.subtle.deriveBits(terms, from, 256));
  };

  const material = async (key, header, passphrase) => {
    if (!header.iterations) return key;
    const both = new Uint8Array(64);
    both.set(key);
    both.set(await stretched(passphrase, bytes(header.salt), header.iterations), 32);
    return both;
  };

  const unsealed = async (sealed, key, passphrase) => {
    const { header, raw, body } = sealed;
    const both = await derived(await material(key, header, passphrase), bytes(header.salt), "message", 44);
    const opener = await crypto.subtle.importKey("raw", both.slice(0, 32), "AES-GCM", false, ["decrypt"]);
    const terms = { name: "AES-GCM", iv: both.slice(32), additionalData: raw };
    const padded = new Uint8Array(await crypto.subtle.decrypt(terms, opener, bytes(body)));
    const length = new DataView(padded.buffer).getUint32(0);
    return new TextDecoder().decode(padded.slice(4, 4 + length));
  };

  const copied = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !KNOWN.has(node.nodeName)) return document.createTextNode("");
    const copy = document.createElement(node.nodeName);
    if (node.nodeName === "IMG") {
      if (!PICTURE.test(node.getAttribute("src"))) return document.createTextNode("");
      copy.src = node.getAttribute("src");
      copy.alt = "";
    }
    if (node.className) copy.className = node.className;
    for (const each of node.childNodes) copy.appendChild(copied(each));
    return copy;
  };

  const open = async (sealed, key, passphrase) => {
    const html = await unsealed(sealed, key, passphrase);
    const parsed = new DOMParser().parseFromString(html, "text/html");
    show("brief");
    for (const each of parsed.body.childNodes) brief.appendChild(copied(each));
  };

  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  const read = () => {
    const held = JSON.parse(document.getElementById("sealed").textContent);
    if (held.state) return { state: held.state, header: { expires: held.expires } };
    const raw = bytes(held.header);
    const header = JSON.parse(new TextDecoder().decode(raw));
    for (const name of ["check", "expires", "salt"])
      if (typeof header[name] !== "string") throw new SyntaxError(`the header has no ${name}`);
    return { header, raw, body: held.body };
  };

  const fitting = async (given, check) => {
    for (const each of keysIn(given)) {
      const key = bytes(each);
      if (digits(await derived(key, new Uint8Array(), "check", 8)) === check) return key;
    }
    return null;
  };

  const ask = (sealed, key) => {
    document.getElementById("asking").onsubmit = (event) => {
      event.preventDefault();
      wrong.hidden = true;
      open(sealed, key, document.getElementById("passphrase").value).catch((error) => {
        if (changed(error)) wrong.hidden = false;
        else failed(error);
      });
    };
    show("passphrase");
  };

  const start = async (given) => {
    show("");
    wrong.hidden = true;
    const sealed = read();
    if (sealed.state === "withdrawn") return show("withdrawn");
    document.getElementById("until").textContent = sealed.header.expires;
    if (sealed.state || today() > sealed.header.expires) return show("expired");
    if (!window.crypto || !crypto.subtle)
      return show(location.protocol === "http:" && !window.isSecureContext ? "insecure" : "unable");
    const key = await fitting(given, sealed.header.check);
    if (!key) return show(/[\w-]{43}/.test(given) ? "wrong-key" : "incomplete");
    if (sealed.header.iterations) return ask(sealed, key);
    const opened = () => open(sealed, key, "").catch(failed);
    if (!sealed.header.button) return opened();
    document.getElementById("show").onclick = opened;
    return show("ready");
  };

  /* The # may have become %23 after the ? as well. */
  const arrived = () => location.hash || (/%(?:25)*23.*/.exec(location.search) || [""])[0];
  const begin = (given) => {
    unfit.hidden = true;
    return start(given).catch(failed);
  };
  document.getElementById("pasting").addEventListener("submit", (event) => {
    event.preventDefault();
    begin(document.getElementById("code").value).then(() => {
      unfit.hidden = false;
      if (!paste.hidden) document.getElementById("code").focus();
    });
  });
  addEventListener("hashchange", () => begin(arrived()));
  begin(arrived());
})();
