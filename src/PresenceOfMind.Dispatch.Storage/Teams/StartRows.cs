using Dapper;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>What teams were last configured with at a start, condensed.</summary>
internal static class StartRows
{
    /// <summary>What a team was last configured with; null where it never was.</summary>
    public static string? Find(Database database, TeamName team)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<string>("SELECT settings FROM dispatch_start WHERE team = @team", new { team });
    }

    /// <summary>Keeps what a team was configured with.</summary>
    public static IWrite Save(TeamName team, string settings) => new SaveWrite(team, settings);

    private sealed class SaveWrite(TeamName team, string settings) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            "INSERT INTO dispatch_start (team, settings) VALUES (@p1, @p2) ON CONFLICT (team) DO UPDATE SET settings = excluded.settings",
            team.Value,
            settings);
    }
}
