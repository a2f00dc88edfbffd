// The scoring of a deal from its ratings, and the sentences that the pages print of it.
const MINUS = "−";
const VERDICTS = { "walk-away": "Walk away", qualify: "Qualify", strengthen: "Strengthen", pursue: "Pursue" };

const plain = (value) => {
  const size = Math.round(Math.abs(value) * 10 + 1e-9) / 10;
  return (value < 0 && size ? MINUS : "") + size;
};
const signed = (value) => (Math.abs(value) < 0.05 || value < 0 ? plain(value) : `+${plain(value)}`);
const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join(""));
const range = (of) => `${signed(of.low)} to ${signed(of.high)}`;
const mean = (tallies, figure) => tallies.reduce((sum, each) => sum + each[figure], 0) / tallies.length;
const total = (tallies, figure) => tallies.reduce((sum, each) => sum + each[figure], 0);

function tally(question, ratings, whose) {
  const counts = { "+": 0, "-": 0, "?": 0 };
  const weights = { "+": 0, "-": 0, "?": 0 };
  let proven = 0;
  for (const { name, weight } of question.criteria) {
    const rating = ratings[name][whose];
    counts[rating] += 1;
    weights[rating] += weight;
    if (ratings[name].proven) proven += 1;
  }
  const all = weights["+"] + weights["-"] + weights["?"];
  const lead = weights["+"] - weights["-"];
  return {
    question, weights, all, proven,
    plus: counts["+"], minus: counts["-"], unknown: counts["?"],
    low: (100 * (lead - weights["?"])) / all,
    score: (100 * lead) / all,
    high: (100 * (lead + weights["?"])) / all,
    known: (weights["+"] + weights["-"]) / all,
  };
}

function together(tallies) {
  const sums = {};
  for (const figure of ["plus", "minus", "unknown", "proven"]) sums[figure] = total(tallies, figure);
  for (const figure of ["low", "score", "high", "known"]) sums[figure] = mean(tallies, figure);
  return sums;
}

function scores(method, ratings, whose) {
  const tallies = {};
  for (const question of method.questions) tallies[question.name] = tally(question, ratings, whose);
  const winnable = Object.values(tallies).filter((each) => each.question.axis === "winnable");
  return { tallies, asked: winnable, winnable: together(winnable), worth: tallies.worth };
}

function known(of) {
  const proven = of.plus ? `${of.proven} of ${of.plus} + proven` : "no + to prove";
  return `${of.plus + of.minus} of ${of.plus + of.minus + of.unknown} known, ${proven}`;
}

function marks(of, ratings) {
  return of.question.criteria.map(({ name, number }) => `${number} ${ratings[name].us.replace("-", MINUS)}`).join("");
}

function counts(of) {
  const bounds = of.unknown ? range(of) : "nothing unknown";
  return [`+${of.plus} ${MINUS}${of.minus} ?${of.unknown} ${signed(of.score)} ${bounds}`, known(of)];
}

function weakest(asked, figure) {
  const least = asked.reduce((worst, each) => (each[figure] < worst[figure] ? each : worst));
  return [least[figure], `the weakest question (${least.question.label})`];
}

function verdict(mine, gates) {
  const { opportunity, compete, win, worth } = mine.tallies;
  const [low, lowest] = weakest(mine.asked, "low");
  const [high, highest] = weakest(mine.asked, "high");
  const inState = (state) => gates.filter((gate) => gate.state === state).length;
  const [proven, against, unknown] = ["proven", "against", "unknown"].map(inState);
  const of = (number) => `${number} of ${gates.length} gates ${number === 1 ? "is" : "are"}`;
  const best = (each) => `${each.question.label} is at best ${plain(each.high)} (below 0)`;
  const rules = [
    [worth.high < 0, "walk-away", "Not worth winning", () => [best(worth)]],
    [opportunity.high < 0, "walk-away", "No opportunity", () => [best(opportunity)]],
    [compete.high < 0 && win.high < 0, "walk-away", "We can neither compete nor win", () => [best(compete), best(win)]],
    [high <= -60, "walk-away", "Shut out on one question", () => [`${highest} is at best ${plain(high)} (at most ${MINUS}60)`]],
    [against >= 2, "walk-away", "Two gates are against us", () => [`${of(against)} against us`]],
    [mine.winnable.known < 0.6 - 1e-9, "qualify", "Too little is known",
      () => [`${plain(mine.winnable.known * 100)}% of what decides whether we win is known (below 60%)`]],
    [unknown >= 2, "qualify", "Two gates are unknown", () => [`${of(unknown)} not known`]],
    [worth.known < 0.4, "qualify", "Its worth is not known",
      () => [`${plain(worth.known * 100)}% of ${worth.question.label} is known (below 40%)`]],
    [proven === gates.length && low >= 20 && worth.low >= 0, "pursue", "Clear", () => [
      `${of(proven)} proven`, `${lowest} is at worst ${plain(low)} (at least 20)`,
      `${worth.question.label} is at worst ${plain(worth.low)} (at least 0)`]],
    [true, "strengthen", "Something is missing", () => [
      ...(proven < gates.length ? [`${of(proven)} proven (wanted: all)`] : []),
      ...(low < 20 ? [`${lowest} is at worst ${plain(low)} (wanted: at least 20)`] : []),
      ...(worth.low < 0 ? [`${worth.question.label} is at worst ${plain(worth.low)} (wanted: at least 0)`] : [])]],
  ];
  const [, word, label, why] = rules.find(([holds]) => holds);
  const lacking = gates.filter((gate) => gate.state !== "proven").map((gate) => gate.says);
  const green = lacking.length && word !== "pursue" ? ` No "pursue" while ${listed(lacking)}.` : "";
  return `${VERDICTS[word]} ${label}, since ${listed(why())}.${green}`;
}

function worked({ question, weights, all, low, score, high }) {
  const { "+": plus, "-": minus, "?": unknown } = weights;
  const lead = `${plus} ${MINUS} ${minus}`;
  const head = `${question.letter}: weights + ${plus}, ${MINUS} ${minus}, ? ${unknown}.`;
  const middle = `100 × (${lead}) / ${all} = ${signed(score)}`;
  if (!unknown) return `${head} Score ${middle}, low and high alike.`;
  return `${head} Low 100 × (${lead} ${MINUS} ${unknown}) / ${all} = ${signed(low)}; score ${middle}; ` +
    `high 100 × (${lead} + ${unknown}) / ${all} = ${signed(high)}.`;
}

function arithmetic(mine) {
  const figures = ["low", "score", "high"].map((figure) => {
    const each = mine.asked.map((of) => (of[figure] < 0 ? `(${plain(of[figure])})` : plain(of[figure])));
    return `${figure} (${each.join(" + ")}) / ${each.length} = ${signed(mine.winnable[figure])}`;
  });
  return [...Object.values(mine.tallies).map(worked), `Winnable: ${figures.join("; ")}.`];
}

function knownTo(does, criteria) {
  const names = criteria.map(({ number, label }) => `${number} ${label}`);
  return names.length ? `${does} on ${names.join(", ")}` : `are not known to ${does}`;
}

function lead(method, ratings, rival, theirs) {
  const compared = method.questions.filter((question) => question.compared);
  const criteria = compared.flatMap((question) => question.criteria);
  const where = (pair) => criteria.filter(({ name }) => ratings[name].us + ratings[name][rival] === pair);
  const of = theirs.winnable;
  return `On ${listed(compared.map((question) => question.letter))} we ` +
    `${knownTo("trail", where("-+"))} and ${knownTo("lead", where("+-"))}. Of theirs, ${of.plus + of.minus} of ${of.plus + of.minus + of.unknown} are known.`;
}

function gap(ours, theirs) {
  const [low, high] = [ours.low - theirs.high, ours.high - theirs.low];
  if (low === 0 && high === 0) return "level";
  return `${low > 0 ? "ahead" : high < 0 ? "behind" : "open"}: ${signed(low)} to ${signed(high)}`;
}

function position(method, mine, theirs) {
  const short = (of) => (of.unknown ? `${signed(of.score)} (${range(of)})` : signed(of.score));
  const row = (label, ours, rivals) => [label, short(ours), short(rivals), gap(ours, rivals)];
  return [
    ["Question", "Us", "Them", "Our range less theirs"],
    ...method.questions.map(({ name, ask }) => row(ask, mine.tallies[name], theirs.tallies[name])),
    row("Winnable", mine.winnable, theirs.winnable),
  ];
}

export { scores, marks, counts, verdict, arithmetic, lead, position };
