using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Settings;

/// <summary>The settings as options of commands. Their texts are checked where all sources are put together.</summary>
internal sealed class SettingOptions
{
    private const string ConfigVariable = "POM_CONFIG";

    private readonly Dictionary<Setting, Option<string?>> _options = SettingTable.All.ToDictionary(
        setting => setting,
        setting => new Option<string?>(setting.Option)
        {
            Description = setting.Help,
            HelpName = setting.Shape,
            Hidden = setting.IsSecret,
            Arity = setting.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        });

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The settings file. Default: pom.json in the current folder, if it exists.",
        HelpName = "file",
        Recursive = true,
    };

    /// <summary>Names the settings' file; for the root, which gives it to every command.</summary>
    public Option Config => _config;

    /// <summary>Offers every setting, or those named.</summary>
    /// <param name="command">The command.</param>
    /// <param name="names">The settings; none are all.</param>
    public void AddTo(Command command, params string[] names)
    {
        foreach (var (_, option) in _options.Where(
            o => (names.Length == 0 || names.Contains(o.Key.Name)) && o.Key.Name != DispatchSettingTable.AppPassword))
        {
            command.Add(option);
        }
    }

    /// <summary>Offers every setting but those that only another program has.</summary>
    /// <param name="command">The command.</param>
    /// <param name="others">The settings of other programs.</param>
    public void AddAllBut(Command command, params string[] others) =>
        AddTo(command, [.. SettingTable.All.Select(s => s.Name).Except(others)]);

    /// <summary>Puts the settings together.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">One of them is wrong.</exception>
    public PomSettings Read(ParseResult parsed)
    {
        foreach (var (setting, _) in _options.Where(o => o.Key.IsSecret && parsed.GetResult(o.Value) is not null))
        {
            Terminal.Complain(
                $"{setting.Option} shows the secret to every user of this machine, and goes with the next release: use "
                    + $"{setting.Option}-file, or {setting.Variable}.");
        }

        return SettingsReader.Read(
            setting => parsed.GetResult(_options[setting]) is not { } given ? null
                : setting.IsSwitch && given.Tokens.Count == 0 ? SettingText.On
                : parsed.GetValue(_options[setting]),
            Environment.GetEnvironmentVariable,
            Environment.CurrentDirectory,
            parsed.GetValue(_config) ?? Environment.GetEnvironmentVariable(ConfigVariable));
    }
}
