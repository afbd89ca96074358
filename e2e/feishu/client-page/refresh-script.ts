/** Redraws the page when something arrives for this person, and keeps the newest message in sight. */
export const refreshScript = `(() => {
  const toEnd = () => { const thread = document.querySelector(".thread"); if (thread) thread.scrollTop = thread.scrollHeight; };
  async function redraw() {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of ["bar", "content"]) {
      const [now, old] = [fresh.getElementById(id), document.getElementById(id)];
      if (!now || !old || now.innerHTML === old.innerHTML) continue;
      old.replaceWith(now);
      if (id === "content") toEnd();
    }
  }
  new EventSource("/client/events").onmessage = () => redraw();
  toEnd();
})();`;
