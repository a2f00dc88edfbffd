/* Values as a form shows them: a block, or a list, wherever one is meant and a bare value is written. */

import { isBlock } from "../draft.js";
import { isText } from "./scalars.js";

const has = (places, at) => places.find((each) => each.length === at.length && each.every((key, depth) => key === "*" || key === at[depth]));

/** Return data spelled out (generator/model/shapes.py, `spelled`); `format` has the places where that is meant. */
export function spelled(data, format, at = []) {
  let found = data;
  const [, key] = format.bare.find(([place]) => has([place], at)) || [];
  if (key && !isBlock(found)) found = { [key]: found };
  if (isBlock(found)) return Object.fromEntries(Object.entries(found).map(([name, below]) => [name, spelled(below, format, [...at, name])]));
  return isText(found) && has(format.lists, at) ? [found] : found;
}
