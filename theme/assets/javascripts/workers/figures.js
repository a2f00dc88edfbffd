/* Amounts and days in a text as the search compares them, the same as generator/site/search/figures.py has them. */
"use strict";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZEROS = { mio: 6, mrd: 9, mn: 6, bn: 9, k: 3, m: 6 };
const FIGURE = new RegExp(
  [
    "([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?![0-9])",
    `([0-9]{1,2})(?:st|nd|rd|th|\\.)?[ \\xa0](${MONTHS.join("|")})[a-z]*\\.?,?[ \\xa0]([0-9]{4})`,
    "([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})(?![0-9])",
    "([0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9])|[0-9][0-9,.'\\u2019\\xa0\\u202f]*)" +
      `(?:[ \\xa0]?(${Object.keys(ZEROS).join("|")})(?![a-z0-9]))?`,
  ].join("|"),
  "gi",
);
const GROUPED = /^([0-9]{1,3}(?:[,.'\u2019\xa0\u202f ][0-9]{3})+)(?:[.,][0-9]{1,2})?$/;
const DECIMAL = /^([0-9]+)(?:[.,]([0-9]+))?$/;

const amount = (number, zeros) => {
  const grouped = number.match(GROUPED);
  if (grouped) return grouped[1].replace(/[^0-9]/g, "").replace(/^0+/, "") + "0".repeat(zeros);
  const decimal = zeros && number.match(DECIMAL);
  return decimal ? (decimal[1] + (decimal[2] || "").padEnd(zeros, "0").slice(0, zeros)).replace(/^0+/, "") : "";
};

const figure = ([, year, month, day, day2, name, year2, day3, month3, year3, number, unit]) => {
  if (number) return amount(number.replace(/[,.'\u2019\xa0\u202f]+$/, ""), unit ? ZEROS[unit.toLowerCase()] : 0);
  const ofMonth = month || month3 || String(MONTHS.indexOf(name.toLowerCase()) + 1);
  if (Number(ofMonth) < 1 || Number(ofMonth) > 12) return "";
  const ofDay = day || day2 || day3;
  return (year || year2 || year3) + ofMonth.padStart(2, "0") + (ofDay ? ofDay.padStart(2, "0") : "");
};

/* Every amount and day of a text with the place where it stands: [digits, start, end]. */
const placedFigures = (text) =>
  Array.from(text.matchAll(FIGURE), (match) => [figure(match), match.index, match.index + match[0].length]).filter(
    ([digits]) => digits,
  );

const figures = (text) => placedFigures(text).map(([digits]) => digits);

/* What is asked for: amounts and days as such, of the rest the words. */
const asking = (query) => {
  let at = 0;
  const parts = placedFigures(query).flatMap(([digits, start, end]) => {
    const before = query.slice(at, start);
    at = end;
    return [...wanted(before), digits];
  });
  return [...parts, ...wanted(query.slice(at))];
};
