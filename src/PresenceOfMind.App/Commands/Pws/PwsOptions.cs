using System.CommandLine;
using PresenceOfMind.App.Hosting;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>The options of commands that speak to a Presence Web Service.</summary>
/// <param name="settings">The settings, from which follows where it is by default.</param>
internal sealed class PwsOptions(SettingOptions settings)
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = "The server. Default POM_SERVER, else http://127.0.0.1:8082 or as pom.json says.",
        HelpName = "url",
    };

    private readonly Option<string?> _appUser = new("--app-user")
    {
        Description = "The application user. Default POM_APP_USER, else demo.",
        HelpName = "user",
    };

    private readonly Option<string?> _password = new("--password")
    {
        Description = "Its password. Default POM_PASSWORD, else demo.",
        HelpName = "password",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The certificate to trust, PEM, where the server is https and its own is not known here.",
        HelpName = "file",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON, a value a line." };

    /// <summary>Says which end user reads; a new option for each command that reads.</summary>
    public static Option<string?> NewUserOption() => new("--user")
    {
        Description = "The end user who reads. Default: whoever is named first.",
        HelpName = "user",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_appUser);
        command.Add(_password);
        command.Add(_certificate);
        command.Add(_json);
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Which server, as whom.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">An option is wrong.</exception>
    public PwsTarget Target(ParseResult parsed) => new(
        Server(parsed),
        parsed.GetValue(_appUser) ?? Environment.GetEnvironmentVariable("POM_APP_USER") ?? "demo",
        parsed.GetValue(_password) ?? Environment.GetEnvironmentVariable("POM_PASSWORD") ?? "demo",
        parsed.GetValue(_certificate) is { } path ? PwsTarget.ReadCertificate(path) : null);

    private Uri Server(ParseResult parsed)
    {
        var text = parsed.GetValue(_server) ?? Environment.GetEnvironmentVariable("POM_SERVER");
        if (text is null)
        {
            var read = settings.Read(parsed);
            return read.Url("http", read.PwsHttpPort);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url
            : throw new UserException(ExitCode.Usage, $"--server takes an address like http://127.0.0.1:8082, not \"{text}\".");
    }
}
