using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Rest;

/// <summary>A grain's answer that may be a refusal of the table. Exceptions do not cross grains.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct PwsReply([property: Id(0)] int Code, [property: Id(1)] string? Detail)
{
    public static PwsReply Ok => default;

    public static PwsReply Refused(PwsException refusal) => new((int)refusal.Code, refusal.Message);

    public void OrThrow()
    {
        if (Code != 0)
        {
            throw new PwsException((PwsErrorCode)Code, Detail);
        }
    }
}
