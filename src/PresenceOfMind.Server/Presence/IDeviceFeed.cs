using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>What a device says of a person.</summary>
/// <param name="User">The person's user name, without a domain.</param>
/// <param name="Tuple">The device's id.</param>
/// <param name="State">The state; null takes back what the device said.</param>
/// <param name="Activity">What the person does there, as PIDF names it, for example <c>on-the-phone</c>; null for no more than the
/// state.</param>
/// <param name="Note">A remark for people; null for none.</param>
/// <param name="ExpiresAt">When it no longer counts, by the wall clock as it is set when the report arrives; null for never.</param>
/// <param name="Kind">What the device is.</param>
public sealed record DeviceReport(
    string User,
    string Tuple,
    PresenceState? State,
    string? Activity = null,
    string? Note = null,
    DateTimeOffset? ExpiresAt = null,
    DeviceKind Kind = DeviceKind.Other);

/// <summary>Takes the reports of systems that are not PWS clients: phones, calendars, scripts.</summary>
public interface IDeviceFeed
{
    /// <summary>Takes reports, as a whole or not at all, in one commit; those of one person in their order.</summary>
    /// <returns>Ends when all of them are committed.</returns>
    /// <exception cref="ArgumentException">A report has no tuple, or a state that cannot be set.</exception>
    /// <exception cref="PwsException">120: a person has too many tuples; nothing was stored.</exception>
    Task ReportAsync(IReadOnlyList<DeviceReport> reports);

    /// <summary>Takes back what a person set through the web service, overrides included.</summary>
    /// <param name="user">The person's user name.</param>
    Task ClearOwnAsync(string user);
}
