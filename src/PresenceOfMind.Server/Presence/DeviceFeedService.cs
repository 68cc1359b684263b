using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Presence;

/// <summary>Brings devices' reports to the people they speak of.</summary>
internal sealed class DeviceFeedService(IGrainFactory grains) : IDeviceFeed
{
    public Task ReportAsync(IReadOnlyList<DeviceReport> reports)
    {
        foreach (var report in reports)
        {
            if (string.IsNullOrWhiteSpace(report.Tuple) || report.State is { } state && !state.IsSettable())
            {
                throw new ArgumentException($"The report of {report.User} needs a tuple, and a state that can be set or none.");
            }
        }

        return Task.WhenAll(reports.Select(ReportAsync));
    }

    public Task ClearOwnAsync(string user) => Person(user).ClearOwn();

    private async Task ReportAsync(DeviceReport report) => (await Person(report.User).Report(new DeviceMessage(
        report.Tuple, (int?)report.State, report.Activity, report.Note, report.ExpiresAt, null, (int)report.Kind))).OrThrow();

    private IPersonGrain Person(string user) => grains.Grain<IPersonGrain>(user.ToLowerInvariant());
}
