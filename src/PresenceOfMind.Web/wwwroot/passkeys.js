// Passkeys (W3C Web Authentication): the browser asks the device, and the form takes its answer to the server. What a form does says
// data-passkey: "get" signs in, with a challenge from the address in data-options; "create" makes a passkey, with the one in data-options.
const offered = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
for (const element of document.querySelectorAll("[data-needs-passkeys]")) {
  element.hidden = !offered;
}
for (const element of document.querySelectorAll("[data-without-passkeys]")) {
  element.hidden = offered;
}

async function ask({ passkey, options }) {
  if (passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) });
  }
  const answer = await fetch(new URL(options, document.baseURI), { cache: "no-store" });
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json()) });
}

function explain(error) {
  switch (error.name) {
    case "NotAllowedError":
    case "AbortError":
      return "It was cancelled, or took too long. Try again.";
    case "InvalidStateError":
      return "This device has a passkey for your account already.";
    case "SecurityError":
      return "Passkeys are not for this address. Open the page at its public address.";
    default:
      return "It did not work. Load the page again, and try once more.";
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const problem = form.querySelector(".pom-problem");
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form.dataset));
      form.submit();
    } catch (error) {
      problem.textContent = explain(error);
      problem.hidden = false;
      button.disabled = false;
    }
  });
  if (form.dataset.passkey === "create" && offered) {
    form.requestSubmit();
  }
}
