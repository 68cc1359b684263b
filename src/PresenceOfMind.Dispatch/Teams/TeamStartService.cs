using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Json;
using PresenceOfMind.Dispatch.Storage;
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
        foreach (var (team, settings) in options.Value.Teams)
        {
            var said = Convert.ToHexStringLower(SHA256.HashData(DispatchJson.Write(SettingsForm.Of(settings))));
            if (!there.Contains(team) || StartRows.Find(database, team) != said)
            {
                await MakeAsync(team, settings);
                await database.WriteAsync(new StartRows.Put(team, said));
            }
        }

        foreach (var team in await teams.ListAsync())
        {
            await teams.WakeAsync(team);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(string team, TeamSettings settings)
    {
        try
        {
            await teams.MakeAsync(team, new CommandMessage { Command = new ConfigureTeam(settings, Drain: true) });
        }
        catch (DispatchException e)
        {
            throw new DispatchException(e.Refusal with { Detail = $"Team {team} cannot be made what its settings say: {e.Refusal.Detail}" }, e);
        }
    }
}
