using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Wire;

/// <summary>The code that an operation answers with when the server, and not the request, is at fault.</summary>
internal sealed record FailureCode(PwsErrorCode Code);
