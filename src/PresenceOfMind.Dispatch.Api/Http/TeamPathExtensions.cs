using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Which team a path means.</summary>
internal static class TeamPathExtensions
{
    /// <summary>The team that the path names, or the only one that the caller may know of where the path names none.</summary>
    /// <exception cref="ApiException">The path names none, and there are several.</exception>
    public static async Task<TeamName> TeamAsync(this HttpContext context, ITeams teams)
    {
        if (context.GetRouteValue("team") is string named)
        {
            return new TeamName(named);
        }

        var all = (await teams.ListAsync()).Where(context.Sees).ToList();
        return all.Count == 1
            ? all[0]
            : throw new ApiException(
                new ApiProblem("Bad Request", 400, "team-needed", "Name the team in the path: /api/v1/teams/{team}/….") { Teams = all });
    }
}
