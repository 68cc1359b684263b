using PresenceOfMind.App.People;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Presence;

namespace PresenceOfMind.App.Demo;

/// <summary>Brings the demo's people into the server, and back to where they began.</summary>
internal sealed class DemoService(IDirectory directory, IDeviceFeed devices, ITeams teams)
{
    /// <summary>The device of the demo's people. It reports AVAILABLE until another state is set.</summary>
    private const string Device = "demo-device";

    private static readonly TeamName Team = new(DemoPeople.Team);

    /// <summary>How long the dispatcher may take to hear of everybody.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Adds the people who are not there yet. What they have set stays.</summary>
    public async Task AddPeopleAsync()
    {
        await directory.AddAsync(DemoPeople.Directory);
        await ReportAsync();
    }

    /// <summary>Waits until the dispatcher knows everybody's presence.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it does, or the team was removed.</returns>
    public async Task<bool> IsKnownAsync(CancellationToken cancellationToken) =>
        !await HasTeamAsync() || await IsSoAsync(view => view.Workers.All(w => w.Confirmed), cancellationToken);

    /// <summary>What is waited for before the demo's tasks find people, in one line; null where nothing is.</summary>
    public async Task<string?> AwaitedAsync()
    {
        try
        {
            var workers = (await teams.GetViewAsync(Team)).Workers;
            return workers.Count(w => !w.Confirmed) is var unconfirmed && unconfirmed > 0
                ? $"The presence of {unconfirmed} of {workers.Count} people of team {Team} is not confirmed yet."
                : null;
        }
        catch (DispatchException e) when (e.Refusal.Kind is RefusalKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Cancels the open tasks and makes all people available, whatever set another state.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was done; null where the dispatcher did not hear of it in time.</returns>
    /// <exception cref="DispatchException">The team was removed.</exception>
    public async Task<DemoReset?> ResetAsync(CancellationToken cancellationToken)
    {
        var cancelled = await teams.CancelOpenTasksAsync(Team);
        await Task.WhenAll(DemoPeople.Directory.People.Select(person => devices.ClearOwnAsync(person.User)));
        await ReportAsync();
        return await IsSoAsync(
            view => view.Workers.All(w => w is { Confirmed: true, Presence: PresenceState.Available }), cancellationToken)
            ? new DemoReset(DemoPeople.Directory.People.Count, cancelled)
            : null;
    }

    /// <summary>Whether the demo's team is there. Who no longer wants it may remove it.</summary>
    private async Task<bool> HasTeamAsync() => (await teams.ListAsync()).Contains(Team);

    private Task ReportAsync() => devices.ReportAsync(
        [.. DemoPeople.Directory.People.Select(person => new DeviceReport(person.User, Device, PresenceState.Available))]);

    private async Task<bool> IsSoAsync(Predicate<TeamView> wished, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var _ in teams.WatchAsync(Team, patience.Token))
            {
                if (wished(await teams.GetViewAsync(Team)))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Not in time.
        }

        return false;
    }
}
