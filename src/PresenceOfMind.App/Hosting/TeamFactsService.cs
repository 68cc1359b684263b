using PresenceOfMind.Access.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.App.Hosting;

/// <summary>What access control asks of the dispatcher.</summary>
/// <param name="teams">The teams.</param>
internal sealed class TeamFactsService(ITeams teams) : ITeamFacts
{
    public async Task<string?> FindOnlyTeamAsync(Predicate<string> among) =>
        (await teams.ListAsync()).Where(t => among(t.Value)).Take(2).ToList() is [var only] ? only.Value : null;

    public async Task<long?> FindOwnTaskAsync(string team, string task, string worker)
    {
        try
        {
            var own = new Contact(worker);
            return await teams.FindTaskAsync(new TeamName(team), new TaskId(task)) is { } view
                && (view.Worker == own || view.Offers.Any(o => o.Contact == own))
                ? view.Version
                : null;
        }
        catch (DispatchException)
        {
            return null;
        }
    }

    public string Normalize(string contact) => Contact.Spelled(contact).Value;
}
