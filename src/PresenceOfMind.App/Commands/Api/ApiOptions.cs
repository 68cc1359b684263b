using System.CommandLine;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands that call a running program.</summary>
/// <param name="settings">The settings, from which follows where it is by default.</param>
internal sealed class ApiOptions(SettingOptions settings)
{
    private readonly Option<string?> _url = new("--url")
    {
        Description = "The address of pom up. Default POM_URL, else http://127.0.0.1:8080 or the port in pom.json.",
        HelpName = "url",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_json);
        new ApiCompletion(this).AddTo(command);
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Where the program runs.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">It is no address.</exception>
    public Uri Page(ParseResult parsed)
    {
        var text = parsed.GetValue(_url) ?? Environment.GetEnvironmentVariable("POM_URL");
        if (text is null)
        {
            var read = settings.Read(parsed);
            return read.Url("http", read.Port);
        }

        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url)
            && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url
            : throw new UserException(ExitCode.Usage, $"--url takes an address like http://127.0.0.1:8080, not \"{text}\".");
    }
}
