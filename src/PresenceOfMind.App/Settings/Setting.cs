using System.Text.RegularExpressions;

namespace PresenceOfMind.App.Settings;

/// <summary>One setting: its name, from which its three spellings follow, and how its text is read.</summary>
/// <param name="Name">As on the command line, without the dashes: <c>pws-http-port</c>.</param>
/// <param name="Shape">What stands for its value in the help: <c>port</c>.</param>
/// <param name="Takes">What it takes, to complete "… takes …".</param>
/// <param name="Help">What it is for, with its default.</param>
/// <param name="Apply">The settings with the value that the text means, or null where it means none.</param>
internal sealed partial record Setting(
    string Name, string Shape, string Takes, string Help, Func<PomSettings, string, PomSettings?> Apply)
{
    /// <summary>Whether it is on or off, so that the option alone turns it on.</summary>
    public bool IsSwitch => Takes == SettingText.OnOff;

    /// <summary>Whether it is a secret, which must not stand on a command line, where every user of the machine can read it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>On the command line: <c>--pws-http-port</c>.</summary>
    public string Option => "--" + Name;

    /// <summary>In the environment: <c>POM_PWS_HTTP_PORT</c>.</summary>
    public string Variable => "POM_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>In pom.json: <c>pwsHttpPort</c>.</summary>
    public string Key => AfterDash().Replace(Name, match => match.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex("-([a-z])")]
    private static partial Regex AfterDash();
}
