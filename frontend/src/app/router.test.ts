import { expect, test } from "vitest";
import { PAGES } from "../../browser/pages";
import { router } from "./router";

// /counter only leads on to /counter/today.
const ONWARD = ["/counter"];

test("the browser tests look at every page there is", () => {
  const routes = Object.keys(router.routesByPath).map((path) => path.replace(/(.)\/$/, "$1"));
  expect([...new Set(routes)].filter((path) => !ONWARD.includes(path)).sort()).toEqual(
    PAGES.map((page) => page.route).sort(),
  );
});
