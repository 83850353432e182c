"use strict";

// Dates on plain numbers: day 1 is 1 January of year 1, the calendar is Gregorian throughout and years are
// astronomical (44 BCE is -43). JavaScript's own Date ends where history and geology go on.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const MINUTES_A_DAY = 1440;

function dayNumber(year, month, day) {
  const shifted = month < 3 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + dayOfYear - 306;
}

function dateOf(number) {
  const days = Math.floor(number) + 305;
  const era = Math.floor(days / 146097);
  const ofEra = days - era * 146097;
  const leapDays = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36524) + Math.floor(ofEra / 146096);
  const yearOfEra = Math.floor((ofEra - leapDays) / 365);
  const dayOfYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((fromMarch + 2) % 12) + 1;
  return {
    year: era * 400 + yearOfEra + (month < 3 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** A year as historians write it; `both` names the era of the common one too. */
function yearName(year, both) {
  const count = year > 0 ? year : 1 - year;
  const era = year <= 0 ? " BCE" : both ? " CE" : "";
  if (count >= 1e6) return `${Number((count / 1e6).toPrecision(6))} million${era}`;
  return (count >= 1e4 ? String(count).replace(/(?=(\d{3})+$)\B/g, "\u202f") : String(count)) + era;
}

// Levels of the axis, finest first. Each has the length of its steps in days, the name of its steps from one
// moment to another as [{at, label}], and the coarser level that is written below it.

function clockSteps(step, from, to) {
  const steps = [];
  for (let n = Math.floor((from * MINUTES_A_DAY) / step); (n * step) / MINUTES_A_DAY <= to; n += 1) {
    const minute = (((n * step) % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
    const label = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    steps.push({ at: (n * step) / MINUTES_A_DAY, label });
  }
  return steps;
}

function daySteps(step, from, to) {
  const steps = [];
  for (const { at, year, month } of monthsBetween(from, to)) {
    const length = dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - at;
    // The last step of a month is never a stump: 1, 6, ... 26, not 31.
    for (let day = 1; day <= length - step / 2 + 0.5; day += step) {
      if (at + day - 1 >= from - step && at + day - 1 <= to) steps.push({ at: at + day - 1, label: String(day) });
    }
  }
  return steps;
}

function monthSteps(step, from, to) {
  return monthsBetween(from, to)
    .filter(({ month }) => (month - 1) % step === 0)
    .map(({ at, month }) => ({ at, label: MONTHS[month - 1].slice(0, 3) }));
}

function* monthsFrom(moment) {
  let { year, month } = dateOf(moment);
  month = month - ((month - 1) % 6);
  for (;;) {
    yield { at: dayNumber(year, month, 1), year, month };
    month = (month % 12) + 1;
    if (month === 1) year += 1;
  }
}

function monthsBetween(from, to) {
  const months = [];
  for (const each of monthsFrom(from)) {
    if (each.at > to) return months;
    months.push(each);
  }
  return months;
}

/** Round years: 100 CE and 100 BCE, and year 1 where the round year would be the year 0 that there is not. */
function yearSteps(step, from, to) {
  const both = from < 1 && to > 1;
  const steps = [];
  for (let n = Math.floor(dateOf(from).year / step) - 1; ; n += 1) {
    const round = n * step;
    const year = step === 1 || round > 0 ? round : round + 1;
    const at = dayNumber(year, 1, 1);
    if (at > to) return steps;
    steps.push({ at, label: yearName(year, both) });
  }
}

function fullDays(from, to) {
  return daySteps(1, from, to).map(({ at }) => {
    const { year, month, day } = dateOf(at);
    return { at, label: `${day} ${MONTHS[month - 1]} ${yearName(year)}` };
  });
}

function fullMonths(from, to) {
  return monthsBetween(from, to).map(({ at, year, month }) => ({ at, label: `${MONTHS[month - 1]} ${yearName(year)}` }));
}

function axisLevel(days, names, room, above) {
  return { days, names, room, above };
}

const LEVELS = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((n) =>
    axisLevel(n / MINUTES_A_DAY, (from, to) => clockSteps(n, from, to), 50, fullDays)),
  ...[1, 5, 10].map((n) => axisLevel(n, (from, to) => daySteps(n, from, to), 30, fullMonths)),
  ...[1, 3, 6].map((n) =>
    axisLevel(30.4 * n, (from, to) => monthSteps(n, from, to), 42, (from, to) => yearSteps(1, from, to))),
  ...Array.from({ length: 39 }, (_, n) => [1, 2, 5][n % 3] * 10 ** Math.floor(n / 3)).map((n) =>
    axisLevel(365.2425 * n, (from, to) => yearSteps(n, from, to), 0, null)),
];

/** The finest level whose steps are at least `room` pixels long, or as long as its labels need. */
function levelFor(scale, from, to, room) {
  const years = Math.max(...[from, to].map((moment) => yearName(dateOf(moment).year, from < 1).length));
  const enough = (level) => level.days * scale >= (room || level.room || 24 + 7 * Math.min(years, 14));
  return LEVELS.find(enough) || LEVELS[LEVELS.length - 1];
}
