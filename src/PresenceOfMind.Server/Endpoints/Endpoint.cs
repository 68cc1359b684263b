namespace PresenceOfMind.Server.Endpoints;

/// <summary>Where an application user hears of changes.</summary>
/// <param name="Id">The smallest number that was free among the application user's endpoints.</param>
/// <param name="Url">The callback's address.</param>
/// <param name="SessionKey">The session that holds it.</param>
/// <param name="ExpiresAt">When it ends unless it is refreshed.</param>
internal sealed record Endpoint(int Id, string Url, string SessionKey, DateTimeOffset ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Url} until {ExpiresAt:O}";
}
