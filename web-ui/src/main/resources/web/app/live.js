// Hears of changes and lets the parts of the page that depend on them fetch themselves anew.
import htmx from "htmx.org";

const away = document.getElementById("away");
const channel = "BroadcastChannel" in window ? new BroadcastChannel("countersign") : null;

function say(text, address) {
  if (!away) return;
  away.replaceChildren(text);
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = "Sign in again";
    away.append(" ", link);
  }
  away.hidden = text === "";
}

function signedOut() {
  say("Your session is over.", location.href);
}

function apply(kind) {
  if (kind === "connected" || kind === "lost") {
    document.querySelector("[data-live-dot]")?.classList.toggle("on", kind === "connected");
    say(kind === "lost" ? "Live updates are interrupted. Trying again…" : "");
  }
  if (kind === "connected") {
    htmx.trigger(document.body, "approval");
    htmx.trigger(document.body, "bypass");
  } else if (kind === "signed-out") {
    signedOut();
  } else if (kind !== "lost") {
    htmx.trigger(document.body, kind);
  }
}

function tell(kind) {
  apply(kind);
  channel?.postMessage(kind);
}

function listen(pause) {
  const source = new EventSource("/stream");
  let seen = false;
  source.addEventListener("open", () => {
    if (seen) return;
    seen = true;
    tell("connected");
  });
  source.addEventListener("approval", () => tell("approval"));
  source.addEventListener("bypass", () => tell("bypass"));
  source.onerror = async () => {
    source.close();
    if (await sessionIsOver()) return tell("signed-out");
    // A stream that was open ends now and then by itself; only a second failure is worth a word.
    if (!seen) tell("lost");
    setTimeout(() => listen(Math.min(pause * 2, 30_000)), seen ? 500 : pause);
  };
}

async function sessionIsOver() {
  try {
    const answer = await fetch("/queue/pending", { headers: { "HX-Request": "true" } });
    return answer.status === 499;
  } catch {
    return false;
  }
}

// Browsers allow few connections to one address: of all open pages only one listens, and tells
// the others. The lock passes on when that page is closed.
if (document.body.hasAttribute("data-live")) {
  if (channel && navigator.locks) {
    channel.onmessage = (message) => apply(message.data);
    navigator.locks.request("countersign-stream", () => {
      listen(1_000);
      return new Promise(() => {});
    });
  } else {
    listen(1_000);
  }
}

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 499) signedOut();
});
document.addEventListener("over", () => setTimeout(() => htmx.trigger(document.body, "approval"), 1_500));

// The number of calls that wait stands in the title, and is said aloud when it changes.
const title = document.title;
document.addEventListener("htmx:afterSettle", () => {
  const count = Number(document.querySelector("#pending [data-count]")?.dataset.count ?? 0);
  document.title = count > 0 ? `(${count}) ${title}` : title;
  const spoken = document.getElementById("spoken");
  const text = document.querySelector("[data-spoken]")?.dataset.spoken;
  if (spoken && text && spoken.textContent !== text) spoken.textContent = text;
});
