using System.CommandLine;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands that change a running program over its <c>/admin</c>.</summary>
/// <param name="settings">The settings, from which follow the address and the data folder with the key.</param>
/// <param name="api">Where it is, and how to print.</param>
internal sealed class AdminOptions(SettingOptions settings, ApiOptions api)
{
    private const string Variable = "POM_ADMIN_KEY";

    private readonly Option<string?> _key = new("--key")
    {
        Description = "The admin key. Default POM_ADMIN_KEY, else the key in the data folder.",
        HelpName = "key",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        api.AddTo(command);
        command.Add(_key);
        settings.AddTo(command, "data");
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => api.WantsJson(parsed);

    /// <summary>A client that has the key.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">There is no key, or an option is wrong.</exception>
    public ApiClient Client(ParseResult parsed)
    {
        var folder = settings.Read(parsed).Data;
        var secret = Secret(parsed.GetValue(_key), "--key")
            ?? Secret(Environment.GetEnvironmentVariable(Variable), Variable)
            ?? Secret(AdminKey.Read(folder), Path.Combine(folder, AdminKey.FileName))
            ?? throw new UserException(
                ExitCode.Usage,
                $"there is no admin key in {folder}: give --key, POM_ADMIN_KEY, or --data with the folder of the program that runs.");
        return new ApiClient(api.Page(parsed), secret);
    }

    private static AdminSecret? Secret(string? text, string source) => text is null ? null : new AdminSecret(text, source);
}
