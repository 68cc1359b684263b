// When the server came back without this page's state, only a new page helps: take it as soon as there is one.
const notice = document.getElementById("components-reconnect-modal");
notice.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "failed" || event.detail.state === "rejected") {
    renew();
  }
});

async function renew() {
  try {
    const answer = await fetch(new URL("healthz", document.baseURI), { cache: "no-store" });
    if (answer.ok) {
      location.reload();
      return;
    }
  } catch {
    // Not there yet.
  }
  setTimeout(renew, 1000);
}
