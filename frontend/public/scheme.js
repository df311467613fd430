// Before the first paint, so that a dark screen never flashes white. A file of its own: the page allows no inline script.
(() => {
  const chosen = localStorage.getItem("barrow.scheme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
})();
