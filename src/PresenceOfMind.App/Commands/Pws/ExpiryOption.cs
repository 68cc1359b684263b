using System.CommandLine;
using System.Globalization;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>The option that says how long something lives. PWS: an hour to a day (131 otherwise).</summary>
internal static class ExpiryOption
{
    private const int Least = 3600;
    private const int Most = 86400;

    public static Option<string> Make(string description, string standard) =>
        new("--expiry") { Description = description, HelpName = "seconds", DefaultValueFactory = _ => standard };

    /// <summary>Reads it.</summary>
    /// <exception cref="UserException">It is not in the range.</exception>
    public static TimeSpan Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= Least and <= Most
            ? TimeSpan.FromSeconds(seconds)
            : throw new UserException(ExitCode.Usage, $"--expiry takes seconds from {Least} to {Most}, not \"{text}\".");
}
