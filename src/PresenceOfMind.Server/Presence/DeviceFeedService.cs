using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Rest;

namespace PresenceOfMind.Server.Presence;

/// <summary>Brings devices' reports to the people they speak of; all of one call share one commit.</summary>
internal sealed class DeviceFeedService(IGrainFactory grains, WriteBatches batches) : IDeviceFeed, IDisposable
{
    // While a batch gathers, its people hand over nothing else; two that gathered at once could wait for each other.
    private readonly SemaphoreSlim _gathering = new(1);

    public async Task ReportAsync(IReadOnlyList<DeviceReport> reports)
    {
        foreach (var report in reports)
        {
            if (string.IsNullOrWhiteSpace(report.Tuple) || report.State is { } state && !state.IsSettable())
            {
                throw new ArgumentException($"The report of {report.User} needs a tuple, and a state that can be set or none.");
            }
        }

        var people = reports.GroupBy(r => r.User.ToLowerInvariant(), Message).Select(p => (p.Key, p.ToArray())).ToList();
        switch (people)
        {
            case []:
                return;
            case [var (person, devices)]:
                (await Person(person).Report(devices, 0)).OrThrow();
                return;
            default:
                await TogetherAsync(people);
                return;
        }
    }

    public Task ClearOwnAsync(string user) => Person(user.ToLowerInvariant()).ClearOwn();

    public void Dispose() => _gathering.Dispose();

    private async Task TogetherAsync(List<(string Person, DeviceMessage[] Devices)> people)
    {
        Task<PwsReply>[] asked;
        await _gathering.WaitAsync();
        try
        {
            var batch = batches.Open(people.Count);
            try
            {
                asked = [.. people.Select(p => AskAsync(p.Person, p.Devices, batch))];
                await batch.Gathered;
            }
            finally
            {
                batches.Close(batch);
            }
        }
        finally
        {
            _gathering.Release();
        }

        // What was refused says why; the others only that they were given up with it.
        await Task.WhenAll((IEnumerable<Task>)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var answered in asked.Where(a => a.IsCompletedSuccessfully))
        {
            answered.Result.OrThrow();
        }

        await Task.WhenAll(asked);
    }

    // One that does not join gives the batch up for all.
    private async Task<PwsReply> AskAsync(string person, DeviceMessage[] devices, WriteBatch batch)
    {
        try
        {
            var reply = await Person(person).Report(devices, batch.Id);
            if (reply.Code != 0)
            {
                batch.GiveUp();
            }

            return reply;
        }
        catch
        {
            batch.GiveUp();
            throw;
        }
    }

    private static DeviceMessage Message(DeviceReport report) =>
        new(report.Tuple, (int?)report.State, report.Activity, report.Note, report.ExpiresAt, null, (int)report.Kind);

    private IPersonGrain Person(string user) => grains.Grain<IPersonGrain>(user);
}
