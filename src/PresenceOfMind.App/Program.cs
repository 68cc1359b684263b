using PresenceOfMind.App.Commands;

namespace PresenceOfMind.App;

/// <summary>The program <c>pom</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args);
}
