using System.CommandLine;
using System.Globalization;
using PresenceOfMind.App.Output;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>The option that says how long something lives. PWS: an hour to a day (131 otherwise).</summary>
internal static class ExpiryOption
{
    /// <summary>Makes it.</summary>
    /// <param name="what">What expires, for the help.</param>
    /// <param name="standard">The default, in seconds.</param>
    public static Option<string> Make(string what, int standard) => new("--expiry")
    {
        Description = $"{what}, in seconds, {PwsFacts.LeastExpirySeconds} to {PwsFacts.MostExpirySeconds}. Default {standard}.",
        HelpName = "seconds",
        DefaultValueFactory = _ => standard.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads it.</summary>
    /// <exception cref="UserException">It is not in the range.</exception>
    public static TimeSpan Read(string text) =>
        int.TryParse(
            text,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds) && seconds is >= PwsFacts.LeastExpirySeconds and <= PwsFacts.MostExpirySeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new UserException(
                ExitCode.Usage,
                $"--expiry takes seconds from {PwsFacts.LeastExpirySeconds} to {PwsFacts.MostExpirySeconds}, not \"{text}\".");
}
