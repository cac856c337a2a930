"use strict";
// All that this page does beyond showing itself: plans are hidden from the legends of the charts, and charts
// tell their numbers. Without it the boxes above the charts hide plans, and every number is in the table.
(() => {
  const boxes = new Map();
  for (const box of document.querySelectorAll("#plans input")) {
    boxes.set(box.dataset.plan, box);
  }
  const titleOf = (plan) => boxes.get(plan)?.parentElement.textContent.trim() ?? "";

  for (const key of document.querySelectorAll("svg .key[data-plan]")) {
    const box = boxes.get(key.dataset.plan);
    if (!box) continue;
    // What is drawn leaves gaps that could not be hit.
    const { x, y, width, height } = key.getBBox();
    const ground = document.createElementNS(key.namespaceURI, "rect");
    const place = { x: x - 8, y: y - 8, width: width + 16, height: height + 16, fill: "transparent" };
    for (const [name, value] of Object.entries(place)) ground.setAttribute(name, value);
    key.prepend(ground);
    key.setAttribute("tabindex", "0");
    key.setAttribute("role", "button");
    const told = () => key.setAttribute("aria-pressed", String(box.checked));
    told();
    box.addEventListener("change", told);
    key.addEventListener("click", () => box.click());
    key.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        box.click();
      }
    });
  }

  const tip = document.getElementById("tip");
  // Browsers would show these texts of their own, and late.
  for (const title of document.querySelectorAll("svg.chart title")) {
    title.parentElement.dataset.tip = title.textContent;
    title.remove();
  }

  const isShown = (element) => getComputedStyle(element).display !== "none";
  const nearest = (told, x) => {
    const places = told.dataset.x.split(" ").map(Number);
    let best = 0;
    places.forEach((place, i) => {
      if (Math.abs(place - x) < Math.abs(places[best] - x)) best = i;
    });
    return { text: told.dataset.values.split("|")[best], distance: Math.abs(places[best] - x) };
  };
  const child = (element, selector) => element.querySelector(`:scope > ${selector}`);

  const textAt = (svg, target, x, y) => {
    const point = target.closest("[data-tip]");
    if (point) return point.dataset.tip;
    const row = target.closest(".row");
    const inRow = row && child(row, ".told");
    if (inRow) return nearest(inRow, x).text;
    const panels = Array.from(svg.querySelectorAll(".panel"));
    const panel = panels.find((one) => {
      const box = one.getBBox();
      return y >= box.y && y <= box.y + box.height && x >= box.x && x <= box.x + box.width;
    });
    if (!panel) return "";
    const axis = child(svg, ".told");
    const lines = axis ? [nearest(axis, x).text] : [];
    for (const series of panel.querySelectorAll(".series")) {
      const told = child(series, ".told");
      if (!told || !isShown(series)) continue;
      const { text, distance } = nearest(told, x);
      if (distance > 200) continue;
      const names = [titleOf(series.dataset.plan ?? ""), series.dataset.what ?? ""];
      lines.push([...names, text].filter((part) => part).join(": "));
    }
    return lines.length > (axis ? 1 : 0) ? lines.join("\n") : "";
  };

  const show = (event) => {
    const svg = event.currentTarget;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const text = textAt(svg, event.target, at.x, at.y);
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    const room = 14;
    const { width, height } = tip.getBoundingClientRect();
    const right = event.clientX + room + width <= innerWidth;
    const left = right ? event.clientX + room : Math.max(4, event.clientX - room - width);
    const above = event.clientY - room - height;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : event.clientY + room}px`;
  };
  for (const svg of document.querySelectorAll("svg.chart")) {
    svg.addEventListener("pointermove", show);
    svg.addEventListener("pointerdown", show);
    svg.addEventListener("pointerleave", () => (tip.hidden = true));
  }
  addEventListener("scroll", () => (tip.hidden = true), { passive: true });
})();
