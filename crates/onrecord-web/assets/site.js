// Keys for those who want them: j, k, / and ?. Every page works without this file.
"use strict";
(() => {
  const store = "onrecord-keys";
  const dialog = document.getElementById("keys");
  const button = document.querySelector("button.keys");
  const box = document.getElementById("keys-on");
  if (!dialog || !button || !box) return;
  const read = () => { try { return localStorage.getItem(store) !== "off"; } catch { return true; } };
  box.checked = read();
  box.addEventListener("change", () => { try { localStorage.setItem(store, box.checked ? "on" : "off"); } catch { /* for this page only */ } });
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  const entries = () => [...document.querySelectorAll(".entry")].filter((one) => one.checkVisibility?.() ?? true);
  const step = (by) => {
    const all = entries();
    if (all.length === 0) return;
    const at = all.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || !box.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { (document.getElementById("q") ?? document.getElementById("find"))?.focus(); }
    else if (event.key === "?") dialog.showModal();
    else return;
    event.preventDefault();
  });
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
})();
