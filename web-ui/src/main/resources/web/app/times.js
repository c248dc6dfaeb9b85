// Times in the viewer's zone, and countdowns against the server's clock.
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const today = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

function localise(scope) {
  for (const time of scope.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    const isToday = at.toDateString() === new Date().toDateString();
    time.textContent = isToday ? today.format(at) : absolute.format(at);
    time.title = exact.format(at);
    delete time.dataset.local;
  }
}

// An element remembers when it came, because the difference of two clocks must not count.
function arm(scope) {
  for (const element of scope.querySelectorAll("[data-until]")) {
    if (element.dataset.ends) continue;
    const left = Date.parse(element.dataset.until) - Date.parse(element.dataset.now);
    element.dataset.ends = String(performance.now() + left);
  }
}

function inWords(seconds) {
  const pad = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${pad(minutes)} min` : `${minutes}:${pad(seconds % 60)}`;
}

function tick() {
  for (const element of document.querySelectorAll("[data-ends]")) {
    const left = Math.ceil((Number(element.dataset.ends) - performance.now()) / 1000);
    if (left > 0) {
      element.textContent = `${inWords(left)} left`;
      element.classList.toggle("soon", left <= 60);
    } else if (!element.dataset.over) {
      element.dataset.over = "true";
      element.textContent = "time is up";
      element.dispatchEvent(new CustomEvent("over", { bubbles: true }));
    }
  }
}

function prepare(scope) {
  localise(scope);
  arm(scope);
  tick();
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));
setInterval(tick, 1000);
