namespace PresenceOfMind.Server.Subscriptions;

/// <summary>A contact as a request named it, with what it means settled.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct ContactMessage(
    [property: Id(0)] string Key, [property: Id(1)] string Spelled, [property: Id(2)] bool IsLocal)
{
    public SubscribedContact ToWatched() => new(Key, Spelled, IsLocal);
}

/// <summary>A subscription that is to be made.</summary>
[GenerateSerializer, Immutable]
internal sealed record SubscribeMessage(
    [property: Id(0)] string SessionKey,
    [property: Id(1)] string ApplicationUser,
    [property: Id(2)] int EndpointId,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] ContactMessage[] Contacts);

/// <summary>One contact's state in an answer to a fetch.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct ContactStateMessage(
    [property: Id(0)] string Spelled, [property: Id(1)] int State, [property: Id(2)] byte[]? Document);

/// <summary>The answer to a fetch; no states where the session key is not that of the subscription.</summary>
[GenerateSerializer, Immutable]
internal sealed record FetchReply([property: Id(0)] ContactStateMessage[]? States);
