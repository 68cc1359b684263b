namespace PresenceOfMind.Server.Presence;

/// <summary>Brings devices' reports to the people they speak of.</summary>
internal sealed class DeviceFeedService(IGrainFactory grains) : IDeviceFeed
{
    public Task ReportAsync(IReadOnlyList<DeviceReport> reports) => Task.WhenAll(reports.Select(report => Person(report.User).Report(
        new DeviceMessage(report.Tuple, (int?)report.State, report.Activity, report.Note, report.ExpiresAt))));

    public Task ClearOwnAsync(string user) => Person(user).ClearOwn();

    private IPersonGrain Person(string user) => grains.GetGrain<IPersonGrain>(user.ToLowerInvariant());
}
