namespace PresenceOfMind.Web;

/// <summary>Which team the page shows.</summary>
/// <param name="Team">The team's name.</param>
internal sealed record TeamShown(string Team);
