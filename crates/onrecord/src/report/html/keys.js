"use strict";
(() => {
  const findings = () => [...document.querySelectorAll(".finding")].filter((one) => one.offsetParent !== null);
  const help = document.getElementById("keys");
  const allowed = document.getElementById("keys-on");
  for (const button of document.querySelectorAll(".keys")) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
  const go = (step) => {
    const list = findings();
    const at = list.findIndex((one) => one.contains(document.activeElement));
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "start" });
    }
  };
  document.addEventListener("keydown", (event) => {
    if (!allowed.checked || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") help.showModal();
  });
})();
