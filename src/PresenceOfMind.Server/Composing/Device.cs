using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Composing;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>What one device says of a person: one tuple.</summary>
/// <param name="Tuple">Its id, for example <c>cisco-pws</c> or that of a phone.</param>
/// <param name="State">The state that it stands for.</param>
/// <param name="Activity">What the person does there, as PIDF names it; null where it says no more than the state.</param>
/// <param name="Note">A remark for people; null where there is none.</param>
/// <param name="ExpiresAt">When it no longer counts; null for never.</param>
/// <param name="Document">The PIDF it came with, as the writer writes it; null where it came without.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Device(
    string Tuple,
    PresenceState State,
    string? Activity = null,
    string? Note = null,
    DateTimeOffset? ExpiresAt = null,
    string? Document = null,
    DeviceKind Kind = DeviceKind.Other) : IDeviceReport
{
    public bool IsOverride => PwsTuples.IsOverride(Tuple);

    public bool IsOwn => Tuple == PwsTuples.Own;

    public bool Counts(DateTimeOffset now) => ExpiresAt is not { } end || now < end;

    /// <summary>Whether both say the same, whenever they end.</summary>
    public bool SaysWhat(Device other) => this with { ExpiresAt = null } == other with { ExpiresAt = null };
}
