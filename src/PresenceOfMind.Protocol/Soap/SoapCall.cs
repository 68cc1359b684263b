namespace PresenceOfMind.Protocol.Soap;

/// <summary>A SOAP request with its envelope, as far as it could be read.</summary>
/// <param name="Version">The version to answer in.</param>
/// <param name="SessionKey">The header block <c>session-key</c>; null where it is absent or empty.</param>
/// <param name="Operation">The operation that the body names; null where it names none.</param>
/// <param name="Request">What the body says; null where <paramref name="Error"/> tells why not.</param>
/// <param name="Error">Why the request cannot be read; to be answered after the checks of the key, which come first.</param>
internal sealed record SoapCall(
    SoapVersion Version, string? SessionKey, SoapOperation? Operation, SoapRequest? Request, PwsException? Error)
{
    /// <summary>
    /// The header blocks that this service must understand and does not know; where there are any, nothing of the request is done.
    /// </summary>
    public IReadOnlyList<SoapBlockName> NotUnderstood { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SoapCall)} {{ {nameof(Version)} = {Version}, {nameof(Operation)} = {Operation} }}";
}
