using System.Globalization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Operations;

/// <summary>Expiries, which are whole seconds from 3,600 to 86,400 (PWS).</summary>
internal static class Expiry
{
    /// <summary>An expiry that must be there.</summary>
    /// <exception cref="PwsException">131.</exception>
    public static TimeSpan Required(string? text) =>
        Seconds(text) is { } seconds and >= PwsFacts.LeastExpirySeconds and <= PwsFacts.MostExpirySeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new PwsException(PwsErrorCode.ExpiryInvalid);

    /// <summary>An expiry that may be absent or 0, which leaves what was.</summary>
    /// <exception cref="PwsException">131.</exception>
    public static TimeSpan? Optional(string? text) =>
        string.IsNullOrWhiteSpace(text) || Seconds(text) == 0 ? null : Required(text);

    private static int? Seconds(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
