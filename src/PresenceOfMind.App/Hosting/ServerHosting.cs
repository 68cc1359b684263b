using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Hosting;

/// <summary>The PWS server alone.</summary>
internal static class ServerHosting
{
    public static Task<int> RunAsync(PomSettings wished, CancellationToken ct) => Task.FromResult(0);
}
