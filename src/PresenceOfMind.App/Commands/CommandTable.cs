using System.Collections.Frozen;
using System.CommandLine;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Commands;

/// <summary>
/// Which route of a running program each command asks. From it follows which role the command's key needs, since
/// <see cref="RouteTable"/> says that of the route.
/// </summary>
internal static class CommandTable
{
    private const string Api = "/api/v1";
    private const string Admin = "/admin";

    /// <summary>The commands that ask no running program for anything that needs a role.</summary>
    private static readonly FrozenSet<string> Local = FrozenSet.ToFrozenSet(
        ["", "up", "server", "dispatch", "doctor", "completion", "help", "version"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Routes = new Dictionary<string, string>
    {
        ["tasks add"] = $"POST {Api}/tasks",
        ["tasks list"] = $"GET {Api}/tasks",
        ["tasks show"] = $"GET {Api}/tasks/{{id}}",
        ["tasks accept"] = $"POST {Api}/tasks/{{id}}/accept",
        ["tasks decline"] = $"POST {Api}/tasks/{{id}}/decline",
        ["tasks complete"] = $"POST {Api}/tasks/{{id}}/complete",
        ["tasks finish"] = $"POST {Api}/tasks/{{id}}/finish",
        ["tasks hold"] = $"POST {Api}/tasks/{{id}}/hold",
        ["tasks resume"] = $"POST {Api}/tasks/{{id}}/resume",
        ["tasks transfer"] = $"POST {Api}/tasks/{{id}}/transfer",
        ["tasks return"] = $"POST {Api}/tasks/{{id}}/return",
        ["tasks claim"] = $"POST {Api}/tasks/{{id}}/claim",
        ["tasks assign"] = $"POST {Api}/tasks/{{id}}/assign",
        ["tasks reopen"] = $"POST {Api}/tasks/{{id}}/reopen",
        ["tasks note"] = $"POST {Api}/tasks/{{id}}/notes",
        ["tasks change"] = $"PATCH {Api}/tasks/{{id}}",
        ["tasks cancel"] = $"POST {Api}/tasks/{{id}}/cancel",
        ["tasks explain"] = $"GET {Api}/tasks/{{id}}/explanation",
        ["tasks history"] = $"GET {Api}/tasks/{{id}}/history",
        ["workers list"] = $"GET {Api}/workers",
        ["workers show"] = $"GET {Api}/workers/{{contact}}",
        ["workers put"] = $"PUT {Api}/workers/{{contact}}",
        ["workers remove"] = $"DELETE {Api}/workers/{{contact}}",
        ["workers pause"] = $"POST {Api}/workers/{{contact}}/pause",
        ["workers unpause"] = $"POST {Api}/workers/{{contact}}/unpause",
        ["workers drain"] = $"POST {Api}/workers/{{contact}}/drain",
        ["workers keep"] = $"POST {Api}/workers/{{contact}}/keep",
        ["workers erase"] = $"POST {Api}/workers/{{contact}}/erase",
        ["workers explain"] = $"GET {Api}/workers/{{contact}}/explanation",
        ["workers history"] = $"GET {Api}/workers/{{contact}}/history",
        ["presence list"] = $"GET {Api}/presence",
        ["presence show"] = $"GET {Api}/presence/{{contact}}",
        ["presence set"] = $"PUT {Api}/presence/{{contact}}",
        ["presence clear"] = $"DELETE {Api}/presence/{{contact}}",
        ["queues figures"] = $"GET {Api}/figures",
        ["events"] = $"GET {Api}/events",
        ["teams list"] = $"GET {Api}/teams",
        ["teams show"] = $"GET {Api}/teams/{{team}}",
        ["teams add"] = $"POST {Api}/teams",
        ["teams remove"] = $"DELETE {Api}/teams/{{team}}",
        ["teams configure"] = $"PUT {Api}/configuration",
        ["teams export"] = $"GET {Api}/configuration",
        ["accounts add"] = $"POST {Admin}/accounts",
        ["accounts list"] = $"GET {Admin}/accounts",
        ["accounts grant"] = $"POST {Admin}/accounts/{{name}}/grant",
        ["accounts revoke"] = $"POST {Admin}/accounts/{{name}}/revoke",
        ["accounts password"] = $"PUT {Admin}/accounts/{{name}}/password",
        ["accounts remove"] = $"DELETE {Admin}/accounts/{{name}}",
        ["keys add"] = $"POST {Admin}/keys",
        ["keys list"] = $"GET {Admin}/keys",
        ["keys rotate"] = $"POST {Admin}/keys/{{name}}/rotate",
        ["keys revoke"] = $"DELETE {Admin}/keys/{{name}}",
        ["audit"] = $"GET {Admin}/audit",
        ["people list"] = $"GET {Admin}/people",
        ["people add"] = $"PUT {Admin}/people/{{user}}",
        ["people remove"] = $"DELETE {Admin}/people/{{user}}",
        ["people import"] = $"POST {Admin}/people/import",
        ["app-users list"] = $"GET {Admin}/app-users",
        ["app-users add"] = $"PUT {Admin}/app-users/{{user}}",
        ["app-users remove"] = $"DELETE {Admin}/app-users/{{user}}",
        ["app-users import"] = $"POST {Admin}/app-users/import",
        ["demo reset"] = $"POST {Admin}/demo/reset",
    }.Concat(((string[])["queues", "routes", "calendars", "channels"]).SelectMany(parts => new Dictionary<string, string>
    {
        [$"{parts} list"] = $"GET {Api}/{parts}",
        [$"{parts} show"] = $"GET {Api}/{parts}/{{name}}",
        [$"{parts} put"] = $"PUT {Api}/{parts}/{{name}}",
        [$"{parts} remove"] = $"DELETE {Api}/{parts}/{{name}}",
    })).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the commands that ask a running program.</summary>
    public static IEnumerable<string> Names => Routes.Keys;

    /// <summary>A command as it is typed, without <c>pom</c>.</summary>
    /// <param name="command">The command.</param>
    public static string NameOf(Command command) => string.Join(
        ' ', HelpLayout.ParentsOf(command).Reverse().Append(command).Where(c => c is not RootCommand).Select(c => c.Name));

    /// <summary>
    /// Whether a command needs no role of this program: it asks none, or one over the Presence Web Service, which has users of its own.
    /// </summary>
    /// <param name="name">The command, as it is typed.</param>
    public static bool NeedsNoRole(string name) => Local.Contains(name) || name.StartsWith("pws ", StringComparison.Ordinal);

    /// <summary>The route that a command asks, as in <see cref="RouteTable"/>; null where it asks none.</summary>
    /// <param name="name">The command, as it is typed.</param>
    public static string? FindRoute(string name) => Routes.GetValueOrDefault(name);

    /// <summary>What the route of a command needs; null where it asks none.</summary>
    /// <param name="name">The command, as it is typed.</param>
    public static AccessRule? FindRule(string name) =>
        FindRoute(name)?.Split(' ', 2) is [var method, var path] ? RouteTable.Find(method, path, isOfAllMethods: false) : null;

    /// <summary>The roles that may use a command, for its help; null where it needs none.</summary>
    /// <param name="command">The command.</param>
    public static string? DescribeRoles(Command command)
    {
        if (FindRule(NameOf(command)) is not { } rule)
        {
            return null;
        }

        if (rule.Needs is Permission.SignedIn)
        {
            return "any";
        }

        var all = Enum.GetValues<Role>().Where(r => r.Has(rule.Needs)).Select(r => r.ToName());
        return string.Join(", ", all) + (rule.Own is not Ownership.None && Role.Worker.HasForOwn(rule.Needs)
            ? $"; {Role.Worker.ToName()} for the own offers, tasks and presence"
            : "");
    }
}
