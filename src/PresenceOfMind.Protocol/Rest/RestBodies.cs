namespace PresenceOfMind.Protocol.Rest;

/// <summary>The body of a subscribe or refresh request, as it was read; nothing in it is checked yet.</summary>
/// <param name="Contacts">The contacts' URIs; null where there is no contact list.</param>
/// <param name="SubscriptionType">To be <c>PRESENCE_NOTIFICATION</c>; null where absent.</param>
/// <param name="EndpointId">The number of the endpoint; null where absent.</param>
internal sealed record SubscriptionBody(IReadOnlyList<string>? Contacts, string? SubscriptionType, string? EndpointId);

/// <summary>The body of a register or refresh request, as it was read; nothing in it is checked yet.</summary>
/// <param name="Url">The callback URL; null where absent.</param>
/// <param name="Expiration">Seconds; null where absent. The header counts where both are there.</param>
internal sealed record EndpointBody(string? Url, string? Expiration);

/// <summary>What a login answers: a session key, or the way to the user's home node.</summary>
/// <param name="SessionKey">The key; null where the answer is a redirect.</param>
/// <param name="BackupServer">Where to log in when the node fails; null where there is none.</param>
/// <param name="Redirect">The user's home; null where the answer is a key.</param>
internal sealed record SessionAnswer(string? SessionKey, string? BackupServer, SessionRedirect? Redirect)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{nameof(SessionAnswer)} {{ {nameof(BackupServer)} = {BackupServer}, {nameof(Redirect)} = {Redirect} }}";
}

/// <summary>Where a user is at home.</summary>
/// <param name="PrimaryServer">The home node, with its port where that is not the usual one.</param>
/// <param name="BackupServer">Its backup; null where there is none.</param>
internal sealed record SessionRedirect(string PrimaryServer, string? BackupServer);
