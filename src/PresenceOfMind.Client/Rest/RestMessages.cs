namespace PresenceOfMind.Client;

/// <summary>A request as the service takes it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Server">The base of the service, ending in <c>/presence-service</c>.</param>
/// <param name="Path">The path below it, with its slash.</param>
/// <param name="SessionKey">The session key; null for an application user's login.</param>
internal sealed record RestRequest(string Method, Uri Server, string Path, string? SessionKey)
{
    public TimeSpan? Expiry { get; init; }

    public bool? Override { get; init; }

    public byte[]? Body { get; init; }
}

/// <summary>An answer that came whole.</summary>
internal sealed record RestAnswer(int Status, string? Location, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
