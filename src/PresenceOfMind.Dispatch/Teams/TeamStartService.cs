using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Storage.Workers;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Makes the teams what the options say, when the program starts: those that are not there, and those whose options are others
/// than at the last start. What was changed meanwhile by other ways stays until the options change. Every team is woken, so that
/// its tables are of this release's shape before anybody asks.
/// </summary>
internal sealed class TeamStartService(TeamsService teams, Database database, IOptions<DispatchOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var there = await teams.ListAsync();
        var changed = options.Value.Teams.Select(t => (Team: t.Key, Settings: t.Value, Form: SettingsForm.Normalize(t.Value)))
            .Where(t => !there.Contains(t.Team) || StartRows.Find(database, t.Team) is not { } said || !RequestText.IsSame(t.Form, said))
                .ToList();

        // Who goes from one team to another leaves the one before coming to the other.
        var works = WorkerRows.ByTeam(database);
        foreach (var (team, settings, _) in changed)
        {
            var stay = settings.Workers.Where(w => !works.Any(o => o.Key != team && o.Value.Contains(w.Contact.Key))).ToList();
            if (stay.Count < settings.Workers.Count || there.Contains(team))
            {
                await MakeAsync(team, settings with { Workers = stay });
            }
        }

        foreach (var (team, settings, form) in changed)
        {
            await MakeAsync(team, settings);
            await database.WriteAsync(StartRows.Save(team, RequestText.Fingerprint(form)));
        }

        foreach (var team in await teams.ListAsync())
        {
            await teams.WakeAsync(team);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(TeamName team, TeamSettings settings)
    {
        try
        {
            await teams.MakeAsync(team, new CommandMessage { Command = new ConfigureTeam(settings, Drain: true) });
        }
        catch (DispatchException e)
        {
            var hint = e.Refusal.Code == "worker-elsewhere"
                ? " A worker with open work leaves the other team when it is done: name the worker there until then."
                : "";
            throw new DispatchException(
                e.Refusal with { Detail = $"Team {team} cannot be configured as its settings say: {e.Refusal.Detail}{hint}" },
                e);
        }
    }
}
