// Shows a moment in the reader's own zone and language. It stands in a shadow root, so that what the server writes beside it stays
// the server's.
const format = new Intl.DateTimeFormat(undefined, {
  year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
});

customElements.define("pom-time", class extends HTMLElement {
  static observedAttributes = ["datetime"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  attributeChangedCallback() {
    const moment = new Date(this.getAttribute("datetime"));
    this.shadowRoot.replaceChildren(isNaN(moment) ? this.textContent : format.format(moment));
    this.title = this.getAttribute("datetime");
  }
});
