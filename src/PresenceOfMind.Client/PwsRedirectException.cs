using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client;

/// <summary>
/// An end user is at home on another node than the application user's session. Sessions are a node's own, so both log in there
/// anew, as <see cref="PwsClientExtensions.LogInBothAsync"/> does. Source: PWS.
/// </summary>
/// <param name="user">The end user.</param>
/// <param name="home">The home node's address.</param>
public sealed class PwsRedirectException(string user, Uri home)
    : PresenceException($"{user} is at home at {home}: log in the application user there, then {user}.", null)
{
    /// <summary>The home node, as <see cref="IPwsClient.At"/> takes it.</summary>
    public Uri Home { get; } = home;
}
