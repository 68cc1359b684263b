// A page follows one team, so another team is another page: it is asked for as soon as it is chosen.
document.addEventListener("change", event => {
  const form = event.target.closest("form.pom-teams");
  if (form && event.target.value) {
    form.submit();
  }
});
