using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A kind of work: call, mail, errand.</summary>
public sealed record ChannelSettings
{
    /// <summary>The channel's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    [NotPersonal]
    public required string Name { get; init; }

    /// <summary>Which presence may take it.</summary>
    public IReadOnlyList<PresenceState> States { get; init; } = [PresenceState.Available];

    /// <summary>Whether who works in it gets nothing else.</summary>
    public bool Exclusive { get; init; }
}
