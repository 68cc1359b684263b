using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Endpoints;

/// <summary>An endpoint's id and address, or the refusal's code.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct EndpointReply(
    [property: Id(0)] int Id, [property: Id(1)] string? Url, [property: Id(2)] int Code, [property: Id(3)] string? Detail)
{
    public static EndpointReply From(Endpoint endpoint) => new(endpoint.Id, endpoint.Url, 0, null);

    public static EndpointReply Refused(PwsException refusal) => new(0, null, (int)refusal.Code, refusal.Message);

    public EndpointReply OrThrow() => Code == 0 ? this : throw new PwsException((PwsErrorCode)Code, Detail);
}
