using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Settings;

/// <summary>Puts the settings together: defaults, then pom.json, then the environment, then the command line.</summary>
internal static class SettingsReader
{
    /// <summary>Reads every source.</summary>
    /// <param name="commandLine">The text that the command line gives a setting, or null.</param>
    /// <param name="variable">The text of an environment variable, or null.</param>
    /// <param name="folder">Where pom.json is looked for; none there is none.</param>
    /// <param name="file">The file to read instead, which must exist; null for that of the folder.</param>
    /// <exception cref="UserException">A source names no setting, or a value is not what its setting takes.</exception>
    public static PomSettings Read(Func<Setting, string?> commandLine, Func<string, string?> variable, string folder, string? file = null)
    {
        var path = file ?? Path.Combine(folder, SettingsFile.DefaultName);
        var fromFile = file is not null || File.Exists(path) ? SettingsFile.Read(path) : new Dictionary<Setting, string>();

        var settings = new PomSettings();
        foreach (var setting in SettingTable.All)
        {
            settings = Apply(settings, setting, fromFile.GetValueOrDefault(setting), $"\"{setting.Key}\" in {path}");
            settings = Apply(settings, setting, variable(setting.Variable), setting.Variable);
            settings = Apply(settings, setting, commandLine(setting), setting.Option);
        }

        return settings;
    }

    private static PomSettings Apply(PomSettings settings, Setting setting, string? text, string source) => text is null
        ? settings
        : setting.Apply(settings, text.Trim())
          ?? throw new UserException(ExitCode.Usage, $"{source} takes {setting.Takes}, not \"{text}\".");
}
