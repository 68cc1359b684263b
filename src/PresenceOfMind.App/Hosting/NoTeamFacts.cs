using PresenceOfMind.Access.Http;

namespace PresenceOfMind.App.Hosting;

/// <summary>What access control asks where there is no dispatcher.</summary>
internal sealed class NoTeamFacts : ITeamFacts
{
    public Task<string?> FindOnlyTeamAsync(Predicate<string> among) => Task.FromResult<string?>(null);

    public Task<long?> FindOwnTaskAsync(string team, string task, string worker) => Task.FromResult<long?>(null);

    public string Normalize(string contact) => contact;
}
