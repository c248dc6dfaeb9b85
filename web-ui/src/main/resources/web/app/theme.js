// The browser remembers the choice in a cookie, so that the server draws the right one at once.
const root = document.documentElement;

function current() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return root.dataset.theme ?? (dark ? "dark" : "light");
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  root.dataset.theme = current() === "dark" ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
});
