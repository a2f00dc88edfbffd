/* Edits taken by `playbook serve`. */

import { Refusal, takeEditsBy } from "./receiver.js";

const meta = document.querySelector('meta[name="playbook-edit"]');

async function asked(path, options) {
  let answer;
  try {
    answer = await fetch(`${meta.dataset.base}${path}`, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, { says: "The playbook does not answer", remedy: "start `playbook serve` again; what was typed is kept" });
  }
  const data = await answer.json().catch(() => ({ says: "The answer cannot be read", remedy: "reload the page; what was typed is kept" }));
  if (!answer.ok) throw new Refusal(answer.status, data);
  return data;
}

const sent = (path, data, signal) => asked(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Playbook-Edit": meta.content },
  body: JSON.stringify(data),
  signal,
});

takeEditsBy({
  place: meta ? meta.dataset.base : "",
  file: meta ? meta.dataset.file || "" : "",
  kind: meta ? meta.dataset.kind || "" : "",
  form: (file) => asked(`form?file=${encodeURIComponent(file)}`),
  accounts: async () => (await asked("accounts")).accounts,
  preview: (changes, signal) => sent("preview", changes, signal),
  save: (changes) => sent("save", changes),
  undo: (file) => sent("undo", { file }),
  propose: (title, changes) => sent("propose", { title, changes }),
  notes: async (text, file) => (await sent("notes", { text, file })).html,
  map: async (changes, signal) => (await sent("map", changes, signal)).map,
  create: (wanted) => sent("new", wanted),
  saveAtOnce: (changes) => sent("save", changes),
});
