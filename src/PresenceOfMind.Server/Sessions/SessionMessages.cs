namespace PresenceOfMind.Server.Sessions;

/// <summary>What a live session's key stands for.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct SessionReply([property: Id(0)] bool Live, [property: Id(1)] bool IsApplicationUser);
