using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Dispatch.Api.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.App.Hosting;

/// <summary>The configuration of teams for the audit.</summary>
/// <param name="texts">The configuration as the API shows it.</param>
internal sealed class AuditedTeams(IConfigurationTexts texts) : IAuditedState
{
    private static readonly HashSet<string> Parts = ["team", "rules", "worker", "queue", "route", "calendar", "channel"];

    /// <summary>An erased person is a pseudonym afterwards, and what the person was before is what is to be forgotten.</summary>
    public bool Reads(AuditTarget target) => Parts.Contains(target.Area) && target.Action != "worker.erased";

    public async Task<JsonNode?> ReadAsync(AuditTarget target)
    {
        var team = target.Team ?? (target.Area == "team" ? target.Subject : null);
        return team is not null && await texts.FindAsync(new TeamName(team), target.Area, target.Subject) is { } text
            ? JsonNode.Parse(text)
            : null;
    }
}
