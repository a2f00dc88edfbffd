/* A change as a file or as a mail that `git am` takes: for whoever has no token, or no network. */

import { structuredPatch } from "../vendor/diff.js";

const CONTEXT = 3;
const LONGEST_MAIL = 1_800;
const WORD_BYTES = 39;

const hex = (bytes) => [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, "0")).join("");

/** Return the id that git gives to a text; empty where this page may not compute it, as over plain http. */
async function blobOf(text) {
  const bytes = new TextEncoder().encode(text);
  const head = new TextEncoder().encode(`blob ${bytes.length}\0`);
  return crypto.subtle ? hex(await crypto.subtle.digest("SHA-1", new Uint8Array([...head, ...bytes]))) : "";
}

/** Return the changed places of a text, each `{start, lines}` with its first line's number and every line's sign. */
export const hunksOf = (before, after, context = CONTEXT) => structuredPatch("", "", before, after, "", "", { context }).hunks;

/** Return the unified difference of a file as git writes it; `blob` is the id of the text before, where it is known. */
export async function patchOf({ path, before, after, blob = "" }) {
  const now = await blobOf(after);
  const was = blob || (await blobOf(before));
  const hunks = hunksOf(before, after).flatMap((each) => [`@@ -${range(each.oldStart, each.oldLines)} +${range(each.newStart, each.newLines)} @@`, ...each.lines]);
  const index = was && now ? [`index ${was}..${now} 100644`] : [];
  return [`diff --git ${named("a", path)} ${named("b", path)}`, ...index, `--- ${named("a", path)}`, `+++ ${named("b", path)}`, ...hunks].join("\n") + "\n";
}

const range = (start, count) => (count === 1 ? `${start}` : `${start},${count}`);

/** Return a path as git names it: in quotes where it holds more than plain letters. */
function named(side, path) {
  const plain = `${side}/${path}`;
  if (/^[\x20-\x7e]+$/.test(plain) && !/["\\]/.test(plain)) return plain;
  const bytes = [...new TextEncoder().encode(plain)];
  return `"${bytes.map((each) => (each < 0x20 || each > 0x7e ? `\\${each.toString(8).padStart(3, "0")}` : String.fromCharCode(each).replace(/["\\]/g, "\\$&"))).join("")}"`;
}

/** Return a mail that `git am` applies: who made the change, its message, the difference. */
export async function mailOf({ name, address, message, date, ...change }) {
  const [subject, , ...body] = message.trimEnd().split("\n");
  const sender = `${word(name)} <${address.replace(/[^\x21-\x7e]|[<>]/g, "")}>`;
  return [
    "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001",
    `From: ${sender}`, `Date: ${date.toUTCString().replace("GMT", "+0000")}`, `Subject: ${folded(`[PATCH] ${subject}`)}`,
    "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
    "", ...body.map((each) => (/^(?:---|diff |Index: )/.test(each) ? ` ${each}` : each)), "---", "", (await patchOf(change)) + "-- ", "playbook", "",
  ].join("\n");
}

/** Return the address that opens a mail with a patch in it; empty for one that mail programs would cut. */
export function mailLink(message, patch) {
  const address = `mailto:?subject=${encodeURIComponent(`[PATCH] ${message.split("\n")[0]}`)}&body=${encodeURIComponent(patch)}`;
  return address.length <= LONGEST_MAIL ? address : "";
}

const isPlain = (text) => /^[\x20-\x7e]*$/.test(text) && !text.includes("=?");
const word = (name) => (isPlain(name) && /^[\w .'-]*$/.test(name) ? name : folded(name, true));

/** Return a header's text: as it is, or in encoded words that each hold whole letters. */
function folded(text, always = false) {
  if (isPlain(text) && !always) return text;
  const words = [""];
  for (const letter of text) {
    if (new TextEncoder().encode(words.at(-1) + letter).length > WORD_BYTES) words.push("");
    words[words.length - 1] += letter;
  }
  return words.map((each) => `=?UTF-8?B?${btoa(String.fromCharCode(...new TextEncoder().encode(each)))}?=`).join("\n ");
}
