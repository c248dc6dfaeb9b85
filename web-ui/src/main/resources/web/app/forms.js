// What the server checks anyway is said earlier here; every form works without this.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-vote]") && event.submitter?.value === "deny" && !hasReason(form)) {
    event.preventDefault();
    return;
  }
  // Not disabled: a disabled button would not be sent.
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "post") form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
});

function hasReason(form) {
  const reason = form.querySelector("textarea[name=reason]");
  const ok = reason.value.trim().length >= 3;
  reason.setAttribute("aria-invalid", ok ? "false" : "true");
  if (!ok) {
    const help = form.querySelector("[data-reason-help]");
    help.hidden = false;
    help.textContent = form.dataset.vote || "Write why: a denial needs a reason, and the agent reads it.";
    reason.focus();
  }
  return ok;
}

// Conditions that are not filled in need not stand in the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// Coming back with the browser's button finds the form usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy=true]")) button.removeAttribute("aria-busy");
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.lastChild.textContent = "Copied";
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
