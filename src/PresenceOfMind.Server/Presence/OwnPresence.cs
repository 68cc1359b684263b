using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>A basic set, which is turned into a tuple of the web service's own (PWS).</summary>
internal static class OwnPresence
{
    /// <summary>Refuses what a basic set cannot say.</summary>
    /// <exception cref="PwsException">121 for AVAILABLE with override, 122 for DND without, 120 for UNKNOWN.</exception>
    public static void Refuse(PresenceState state, bool asOverride)
    {
        if (!state.IsSettable())
        {
            throw new PwsException(PwsErrorCode.PresenceInvalid);
        }

        if (asOverride && state == PresenceState.Available)
        {
            throw new PwsException(PwsErrorCode.AvailableWithOverride);
        }

        if (!asOverride && state == PresenceState.Dnd)
        {
            throw new PwsException(PwsErrorCode.DndWithoutOverride);
        }
    }

    public static Device Device(PresenceState state, bool asOverride, DateTimeOffset expiresAt) =>
        new(asOverride ? PwsTuples.Override : PwsTuples.Own, state, ExpiresAt: expiresAt, Kind: DeviceKind.Chat);
}
