using System.Globalization;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Http;

/// <summary>Pages of the audit, and what may be asked of it. A cursor is the position of the last entry of the page before.</summary>
public static class AuditPages
{
    /// <summary>The names of the filters.</summary>
    public static IReadOnlyList<string> Filters { get; } = ["actor", "action", "subject", "team", "from", "to"];

    /// <summary>A page.</summary>
    /// <param name="trail">The audit.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="cursor">Where the page begins; null for the newest.</param>
    /// <param name="limit">How many entries it has at most.</param>
    /// <exception cref="AccessException">It is no cursor.</exception>
    public static async Task<AuditPage> ReadAsync(AuditTrail trail, AuditFilter filter, string? cursor, int limit)
    {
        var found = await trail.ListAsync(filter, Position(cursor), limit + 1);
        return new AuditPage(
            [.. found.Take(limit).Select(AuditView.From)],
            found.Count > limit ? found[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The filter that texts mean.</summary>
    /// <param name="find">The text of a filter; null where it is not given.</param>
    /// <exception cref="AccessException">A time is none.</exception>
    public static AuditFilter Filter(Func<string, string?> find) => new()
    {
        Actor = find("actor"),
        Action = find("action"),
        Subject = find("subject"),
        Team = find("team"),
        From = Time("from", find("from")),
        To = Time("to", find("to")),
    };

    /// <summary>The entries of a filter that a reader may see: an administrator all, a manager those of the own teams.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="reader">The reader, who has the permission to manage somewhere.</param>
    public static AuditFilter For(this AuditFilter filter, Principal reader) => filter with
    {
        Managed = reader.Has(Permission.Manage, null)
            ? null
            : [.. reader.Grants.Where(g => g.Role.Has(Permission.Manage)).Select(g => g.Team).OfType<string>()],
        OfTeams = !reader.Has(Permission.Administer, null),
    };

    private static long? Position(string? cursor) => cursor is null ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw new AccessException(400, "invalid-field", "This is not a cursor. Use next of the page before.", "cursor");

    private static DateTimeOffset? Time(string name, string? text) => text is null ? null
        : DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new AccessException(400, "invalid-field", $"{name} is a time as 2026-01-31T09:00:00Z.", name);
}
