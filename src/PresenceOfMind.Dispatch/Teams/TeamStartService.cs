using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Makes the team what the options say, when the program starts.</summary>
internal sealed class TeamStartService(TeamsService teams, IOptions<DispatchOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => teams.MakeAsync(options.Value.Team, options.Value.ToCommand().Settings, mayExist: true, drain: true);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
