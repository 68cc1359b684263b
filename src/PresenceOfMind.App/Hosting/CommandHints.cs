using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Hosting;

/// <summary>
/// Writes commands that reach a running program as it runs: with the options for ports and folder that are not the default,
/// so that they work as they are printed, in any folder.
/// </summary>
/// <param name="settings">The settings of the program that runs, with ports that are known.</param>
internal sealed class CommandHints(PomSettings settings)
{
    private static readonly PomSettings Default = new();

    /// <summary>A command that speaks to the Presence Web Service.</summary>
    /// <param name="command">The command without these options.</param>
    public string Pws(string command) =>
        command + Option("--server", settings.Url("http", settings.PwsHttpPort), Default.Url("http", Default.PwsHttpPort));

    /// <summary>A command that speaks to the API.</summary>
    /// <param name="command">The command without these options.</param>
    public string Api(string command) => command + Option("--url", settings.PageUrl(), Default.PageUrl()) + Trust();

    /// <summary>A command that speaks to <c>/admin</c>.</summary>
    /// <param name="command">The command without these options.</param>
    /// <param name="port">The port of <c>/admin</c>.</param>
    public string Admin(string command, int port) =>
        command
        + Option("--url", settings.PageUrl(port), Default.PageUrl())
        + Trust()
        + (settings.Data == Default.Data ? "" : $" --data {ShellText.Quote(settings.Data)}");

    /// <summary>What makes a shell find the program; null where it finds it already.</summary>
    public static string? Path()
    {
        var folder = AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar);
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return path.Contains(folder) ? null
            : OperatingSystem.IsWindows() ? $"set PATH={folder};%PATH%"
            : $"export PATH={ShellText.Quote(folder)}:\"$PATH\"";
    }

    /// <summary>A generated certificate is trusted by who is told so.</summary>
    private string Trust() => settings is { PageHttps: true, Certificate: null }
        ? $" {TrustedCertificateFile.Option} {ShellText.Quote(System.IO.Path.Combine(settings.Data, StoredCertificate.PublicName))}"
        : "";

    private static string Option(string name, Uri used, Uri usual) =>
        used == usual ? "" : $" {name} {used.GetLeftPart(UriPartial.Authority)}";
}
