namespace PresenceOfMind.Client;

/// <summary>An application user and an end user, logged in at the same node.</summary>
/// <param name="App">The application user's session.</param>
/// <param name="User">The end user's session.</param>
public sealed record PwsLogin(AppSession App, EndUserSession User);
