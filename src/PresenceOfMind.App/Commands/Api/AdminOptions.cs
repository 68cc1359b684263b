using System.CommandLine;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands that call a running program over its <c>/admin</c>.</summary>
/// <param name="settings">The settings, from which follow the address and the data folder with the key.</param>
/// <param name="api">Where it is, with which key, and how to print.</param>
internal sealed class AdminOptions(SettingOptions settings, ApiOptions api)
{
    private const string FormerVariable = "POM_ADMIN_KEY";

    private readonly Option<string?> _formerKey = new("--key")
    {
        Description = "The admin key. Use --api-key-file or POM_API_KEY instead.",
        HelpName = "key",
        Hidden = true,
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        api.AddTo(command);
        command.Add(_formerKey);
        settings.AddTo(command, "data");
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => api.WantsJson(parsed);

    /// <inheritdoc cref="ApiOptions.NamesProgram"/>
    public bool NamesProgram(ParseResult parsed) => api.NamesProgram(parsed);

    /// <summary>The data folder, where the command would find the key of this machine.</summary>
    /// <param name="parsed">The command line.</param>
    public string Data(ParseResult parsed) => settings.Read(parsed).Data;

    /// <summary>
    /// A client that has the key: the one that was given, or else that in the data folder, for a program on this machine.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">An option is wrong.</exception>
    public ApiClient Client(ParseResult parsed)
    {
        var former = FindFormer(parsed.GetValue(_formerKey), "--key")
            ?? FindFormer(Environment.GetEnvironmentVariable(FormerVariable), FormerVariable);
        return former is null ? api.Client(parsed, Data(parsed)) : new ApiClient(api.Page(parsed), former, api.FindTrusted(parsed));
    }

    private static ApiSecret? FindFormer(string? text, string source)
    {
        if (text is null)
        {
            return null;
        }

        Terminal.Complain($"{source} is removed in the next release. Use --api-key-file or POM_API_KEY instead.");
        return new ApiSecret(text, source);
    }
}
