namespace PresenceOfMind.Architecture;

/// <summary>
/// A refusal is a value inside, and an exception at the edges: what decides returns it, and only what faces a caller throws it.
/// </summary>
public sealed class RefusalTests
{
    private static readonly string[] Refusals =
    [
        "PresenceOfMind.Protocol.PwsException::.ctor",
        "PresenceOfMind.Server.Operations.RedirectException::.ctor",
        "PresenceOfMind.Server.Admin.AdminException::.ctor",
        "PresenceOfMind.Dispatch.Teams.DispatchException::.ctor",
        "PresenceOfMind.Client.PwsTransportException::.ctor",
        "PresenceOfMind.Client.PwsRedirectException::.ctor",
    ];

    // Rooms that face a caller, or turn a value into the exception: as namespaces below the project's own.
    [Theory]
    [InlineData("PresenceOfMind.Server", "Service", "Refusals", "Operations", "Wire", "Rest", "Soap", "Admin")]
    [InlineData("PresenceOfMind.Dispatch", "Service")]
    [InlineData("PresenceOfMind.Dispatch.Core", "Service")]
    [InlineData("PresenceOfMind.Dispatch.Rules", "Service")]
    [InlineData("PresenceOfMind.Dispatch.Storage", "Service")]
    [InlineData("PresenceOfMind.Engine", "Service")]
    public void What_decides_returns_a_refusal_and_throws_none(string project, string ending, params string[] edges) =>
        Assert.DoesNotContain(Throwers(project), type => !type.EndsWith(ending, StringComparison.Ordinal)
            && !edges.Any(edge => type.StartsWith($"{project}.{edge}.", StringComparison.Ordinal)));

    [Fact]
    public void The_watcher_looks_at_refusals_and_throws_none() =>
        Assert.DoesNotContain(
            Throwers("PresenceOfMind.Client"), type => type.StartsWith("PresenceOfMind.Client.Watching.", StringComparison.Ordinal));

    [Fact]
    public void Who_throws_a_refusal_is_seen() => Assert.Contains("PresenceOfMind.Server.Operations.PwsService", Throwers("PresenceOfMind.Server"));

    private static List<string> Throwers(string project)
    {
        using var assembly = House.Read(project);
        return [.. House.Written(assembly).Where(type => TypeUses.Read(type).Overlaps(Refusals)).Select(type => type.FullName)];
    }
}
