using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Sessions;

/// <summary>The answer to a log-in: the session's key, or the refusal's code.</summary>
[GenerateSerializer, Immutable]
internal sealed record LoginReply([property: Id(0)] string? Key, [property: Id(1)] int Code = 0, [property: Id(2)] string? Detail = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Detail}";

    public static LoginReply Refused(PwsErrorCode code, string? detail = null) => new(null, (int)code, detail);

    public string OrThrow() => Key ?? throw new PwsException((PwsErrorCode)Code, Detail);
}

/// <summary>What a live session's key stands for.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SessionReply([property: Id(0)] bool Live, [property: Id(1)] bool IsApplicationUser);
