using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>Brings devices' reports to the people they speak of; all of one call share one commit.</summary>
internal sealed class DeviceFeedService(IGrainFactory grains, LivePeople live, WallClock wall, TimeProvider time) : IDeviceFeed
{
    // Somebody may go to sleep again between the waking and the report, but not for ever.
    private const int Tries = 50;

    public async Task ReportAsync(IReadOnlyList<DeviceReport> reports)
    {
        if (reports.Count == 0)
        {
            return;
        }

        foreach (var report in reports)
        {
            if (string.IsNullOrWhiteSpace(report.Tuple) || report.State is { } state && !state.IsSettable())
            {
                throw new ArgumentException($"The report of {report.User} needs a tuple, and a state that can be set or none.");
            }
        }

        var people = reports
            .GroupBy(r => r.User.ToLowerInvariant(), Said)
            .Select(p => (Person: p.Key, Reports: (IReadOnlyList<PersonReport>)[.. p]))
            .OrderBy(p => p.Person, StringComparer.Ordinal)
            .ToList();
        for (var tries = 0; tries < Tries; tries++)
        {
            await Task.WhenAll(people.Where(p => live.Find(p.Person) is null).Select(p => Person(p.Person).WakeAsync()));
            var awake = people.Select(p => (live.Find(p.Person), p.Reports)).ToList();
            if (awake.TrueForAll(p => p.Item1 is not null) && (await PersonShell.TryReportAsync(awake!)).OrThrow())
            {
                return;
            }
        }

        throw new StorageException("Some people of the reports could not be loaded, so none of the reports was stored. Retry.");
    }

    public Task ClearOwnAsync(string user) => Person(user.ToLowerInvariant()).ClearOwnAsync();

    private PersonReport Said(DeviceReport report) => new(
        report.Tuple,
        report.State is { } state
            ? new Device(
                report.Tuple,
                state,
                report.Activity,
                report.Note,
                report.ExpiresAt is { } end ? time.FromWall(wall, end) : null,
                null,
                report.Kind)
            : null);

    private IPersonGrain Person(string user) => grains.Grain<IPersonGrain>(user);
}
