import { describe, expect, test } from "vitest";
import {
  asked,
  chosenComparison,
  chosenRange,
  comparable,
  comparedFrom,
  type Horizon,
  type Preset,
  rangeOf,
  stepped,
  tooEarly,
  tooLong,
  trendOf,
  wordsOf,
} from "./ranges";

const today = "2026-11-18";
const manager: Horizon = { today, earliest: "2026-10-19", longest: 731 };
const admin: Horizon = { today, earliest: null, longest: 731 };

const question = (words: Record<string, unknown>, horizon: Horizon) => {
  const range = chosenRange(words, today);
  return asked(range, chosenComparison(words, range, horizon));
};

describe("what the server is asked", () => {
  test("with nothing chosen: yesterday by the hour, against the same weekday last week", () => {
    const landing = { from: "2026-11-17", to: "2026-11-17", bucket: "hour", compare: "week", top: 10 };
    expect(question({}, manager)).toEqual(landing);
    expect(question({ from: "rubbish" }, manager)).toEqual(landing);
  });

  test.each<[Preset, string, string, string, string | undefined]>([
    ["today", "2026-11-18", "2026-11-18", "hour", "week"],
    ["7d", "2026-11-11", "2026-11-17", "day", "previous"],
    ["30d", "2026-10-19", "2026-11-17", "day", "previous"],
  ])("%s", (range, from, to, bucket, compare) => {
    expect(question({ range }, admin)).toEqual({ from, to, bucket, compare, top: 10 });
  });

  test("longer ranges in larger pieces", () => {
    const bucket = (from: string) => question({ from, to: today, compare: "none" }, admin).bucket;
    expect(["2026-08-19", "2026-08-18", "2025-11-18", "2025-11-17"].map(bucket)).toEqual([
      "day",
      "week",
      "week",
      "month",
    ]);
  });

  test("the day so far is only held against the same weekday last week, or nothing", () => {
    expect(question({ range: "today", compare: "year" }, admin).compare).toBe("week");
    expect(question({ range: "today", compare: "none" }, admin)).not.toHaveProperty("compare");
  });

  test("days in the wrong order are a range all the same", () => {
    expect(question({ from: "2026-11-12", to: "2026-11-10" }, admin)).toMatchObject({
      from: "2026-11-10",
      to: "2026-11-12",
    });
  });
});

describe("what a person may not see is not asked for", () => {
  test("a comparison that reaches back too far", () => {
    expect(question({ range: "30d" }, manager)).not.toHaveProperty("compare");
    expect(question({ range: "7d" }, manager).compare).toBe("previous");
    expect(question({ compare: "year" }, manager)).not.toHaveProperty("compare");
    expect(question({ compare: "year" }, admin).compare).toBe("year");
    expect(question({ from: "2026-10-25", to: "2026-10-25" }, manager)).not.toHaveProperty("compare");
  });

  test("the first day that is allowed is allowed", () => {
    const day = (date: string) => ({ from: date, to: date });
    expect(tooEarly(day("2026-10-19"), manager)).toBe(false);
    expect(tooEarly(day("2026-10-18"), manager)).toBe(true);
    expect(tooEarly(day("2020-01-01"), admin)).toBe(false);
    expect(comparable(day("2026-10-26"), "week", manager)).toBe(true);
    expect(comparable(day("2026-10-25"), "week", manager)).toBe(false);
  });

  test("a comparison begins where the server lets it begin", () => {
    const range = { from: "2028-02-29", to: "2028-03-01" };
    expect(comparedFrom(range, "previous")).toBe("2028-02-27");
    expect(comparedFrom(range, "week")).toBe("2028-02-22");
    expect(comparedFrom(range, "year")).toBe("2027-02-28");
  });
});

describe("the days around one day", () => {
  test("are the 30 up to it, beside the 30 before where these may be seen", () => {
    const range = { from: "2026-11-17", to: "2026-11-17" };
    const trend = { from: "2026-10-19", to: "2026-11-17", bucket: "day", top: 1 };
    expect(trendOf(range, manager)).toEqual(trend);
    expect(trendOf(range, admin)).toEqual({ ...trend, compare: "previous" });
  });

  test("are the first 30 that may be seen, for an early day", () => {
    const range = { from: "2026-10-20", to: "2026-10-20" };
    expect(trendOf(range, manager)).toMatchObject({ from: "2026-10-19", to: "2026-11-17" });
  });
});

test("a range is as long as the shop says it may be", () => {
  expect(tooLong({ from: "2024-11-18", to: today }, admin)).toBe(false);
  expect(tooLong({ from: "2024-11-17", to: today }, admin)).toBe(true);
});

test("a step is as long as the range, and the address says as little as it can", () => {
  const week = rangeOf("7d", today);
  expect(stepped(week, -1)).toEqual({ from: "2026-11-04", to: "2026-11-10" });
  expect(stepped(rangeOf("yesterday", today), 1)).toEqual(rangeOf("today", today));
  expect(wordsOf(rangeOf("yesterday", today), today)).toEqual({});
  expect(wordsOf(week, today)).toEqual({ range: "7d" });
  expect(wordsOf(stepped(week, -1), today)).toEqual({ from: "2026-11-04", to: "2026-11-10" });
});
