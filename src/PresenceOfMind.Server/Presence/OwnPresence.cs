using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>A basic set, which is turned into a tuple of the web service's own (PWS).</summary>
internal static class OwnPresence
{
    /// <summary>Why a basic set cannot say a state: 121 for AVAILABLE with override, 122 for DND without, 120 for UNKNOWN.</summary>
    /// <returns>Null where it can.</returns>
    public static PwsError? FindFault(PresenceState state, bool asOverride)
    {
        if (!state.IsSettable())
        {
            return PwsError.FromCode(PwsErrorCode.PresenceInvalid);
        }

        if (asOverride && state == PresenceState.Available)
        {
            return PwsError.FromCode(PwsErrorCode.AvailableWithOverride);
        }

        return !asOverride && state == PresenceState.Dnd ? PwsError.FromCode(PwsErrorCode.DndWithoutOverride) : null;
    }

    public static Device Device(PresenceState state, bool asOverride, DateTimeOffset expiresAt) =>
        new(asOverride ? PwsTuples.Override : PwsTuples.Own, state, ExpiresAt: expiresAt, Kind: DeviceKind.Chat);
}
