// Enhancement only: every page works without this script.
"use strict";

(() => {
  const statements = () => [...document.querySelectorAll("[data-statement]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // step moves the focus to the next statement (1) or the one before (-1).
  function step(by) {
    const all = statements();
    if (!all.length) return;
    const at = all.findIndex((s) => s === document.activeElement || s.contains(document.activeElement));
    let to = at + by;
    if (at < 0) {
      const below = all.findIndex((s) => s.getBoundingClientRect().top >= 0);
      to = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? all.length : below) - 1;
    }
    const s = all[Math.max(0, Math.min(all.length - 1, to))];
    s.focus({ preventScroll: true });
    s.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  // open follows the focused statement to its evidence.
  function open(s) {
    const link = s.querySelector("[data-open]");
    const href = s.dataset.href || (link && link.getAttribute("href"));
    if (href) location.assign(href);
  }

  document.addEventListener("keydown", (e) => {
    const el = e.target;
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (el.closest("input, select, textarea")) {
      if (e.key === "Escape") el.blur();
      return;
    }
    if (e.key === "/") {
      const q = document.getElementById("q");
      if (q) {
        e.preventDefault();
        q.focus();
        q.select();
      }
    } else if (e.key === "j") {
      step(1);
    } else if (e.key === "k") {
      step(-1);
    } else if (e.key === "Enter" && el.matches("[data-statement]")) {
      open(el);
    }
  });

  for (const b of document.querySelectorAll("[data-copy]")) {
    const what = document.querySelector(b.dataset.copy);
    const said = b.textContent;
    b.hidden = false;
    b.setAttribute("aria-live", "polite");
    b.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(what.href || what.textContent);
        b.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(what);
        b.textContent = "Selected: copy it from there";
      }
      setTimeout(() => { b.textContent = said; }, 2000);
    });
  }

  const keys = document.querySelector(".keys");
  if (keys) keys.hidden = false;
})();
