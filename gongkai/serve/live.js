// Preview only: reload when this page is another than the one that is open, show what is wrong where something is.
(async () => {
  const { version } = document.currentScript.dataset;
  const place = encodeURIComponent(location.pathname);
  let known = -1;
  const panel = document.createElement("pre");
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  const look = {
    position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: "0", padding: "1rem",
    background: "#7a1f1f", color: "#fff", font: "14px/1.6 monospace", whiteSpace: "pre-wrap", zIndex: "9999",
  };
  Object.assign(panel.style, look);
  document.body.append(panel);
  for (;;) {
    try {
      const news = await (await fetch(`/__gongkai__/state?known=${known}&page=${place}`)).json();
      if (news.version !== version) return location.reload();
      known = news.number;
      panel.textContent = news.problems;
      panel.hidden = !news.problems;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
})();
