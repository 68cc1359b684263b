using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A kind of work: call, mail, errand.</summary>
public sealed record ChannelSettings
{
    /// <summary>The channel's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    public required ChannelName Name { get; init; }

    /// <summary>The presence states that take work of this channel.</summary>
    public IReadOnlyList<PresenceState> States { get; init; } = [PresenceState.Available];

    /// <summary>Whether a worker with a task of this channel gets no other task.</summary>
    public bool Exclusive { get; init; }
}
