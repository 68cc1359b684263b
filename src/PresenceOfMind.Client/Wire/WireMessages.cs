namespace PresenceOfMind.Client.Wire;

/// <summary>A request as the service takes it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Server">The base of the service, ending in <c>/presence-service</c>.</param>
/// <param name="Path">The path below it, with its slash.</param>
internal sealed record WireRequest(string Method, Uri Server, string Path)
{
    /// <summary>Headers beside those of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "text/xml; charset=utf-8";

    /// <summary>How messages name it.</summary>
    public string Name { get; init; } = $"{Method} {Path}";

    public WireRequest With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}

/// <summary>An answer that came whole.</summary>
internal sealed record WireAnswer(int Status, string? Location, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
