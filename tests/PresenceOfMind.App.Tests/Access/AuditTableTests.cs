using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>The audit knows each route that changes something, but for those whose changes the team's log keeps.</summary>
public sealed class AuditTableTests
{
    [Fact]
    public void Each_route_that_changes_something_beside_tasks_and_work_is_in_the_audit()
    {
        var unknown = RouteTable.Names
            .Where(IsChange)
            .Where(r => Audited(r) is null && !AuditTable.DeviceFeed.Contains(r) && !AuditTable.Pages.Contains(r))
            .ToList();
        Assert.True(unknown.Count == 0, "Give these routes an action in AuditTable:\n" + string.Join("\n", unknown));
    }

    [Fact]
    public void Each_row_of_the_audit_is_a_route_of_the_table() =>
        Assert.Empty(AuditTable.Names.Concat(AuditTable.DeviceFeed).Concat(AuditTable.Pages).Except(RouteTable.Names));

    [Fact]
    public void Each_action_says_what_it_is_about_and_what_was_done()
    {
        foreach (var route in RouteTable.Names)
        {
            if (Audited(route) is { } rule)
            {
                Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", rule.Action);
                Assert.True(rule.Subject is null || route.Contains($"{{{rule.Subject}}}", StringComparison.Ordinal), route);
            }
        }
    }

    private static AuditRule? Audited(string route)
    {
        var (method, path) = Split(route);
        return AuditTable.Find(method, path);
    }

    /// <summary>
    /// A permission to read changes nothing. What needs the permission to work or to lead is a command to a team, whose log keeps it with
    /// the verified caller.
    /// </summary>
    private static bool IsChange(string route)
    {
        var (method, path) = Split(route);
        return method is "POST" or "PUT" or "PATCH" or "DELETE"
            && RouteTable.Find(method, path, isOfAllMethods: false) is
            { Needs: not (Permission.Read or Permission.Work or Permission.Lead) };
    }

    private static (string Method, string Path) Split(string route) =>
        route.Split(' ', 2) is [var method, var path] ? (method, path) : throw new InvalidOperationException(route);
}
