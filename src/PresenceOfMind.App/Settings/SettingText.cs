using System.Globalization;
using System.Net;

namespace PresenceOfMind.App.Settings;

/// <summary>Reads texts that several settings take.</summary>
internal static class SettingText
{
    /// <summary>What turns a switch on; an option without a value says the same.</summary>
    public const string On = "on";

    /// <summary>What a switch takes.</summary>
    public const string OnOff = "on or off";

    /// <summary>What a setting in seconds takes, from 1 second.</summary>
    /// <param name="most">The longest time.</param>
    public static string TakesSeconds(TimeSpan most) => $"seconds from 1 to {most.TotalSeconds}";

    /// <summary>Whole seconds from 1; null where it is none, or too long.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="most">The longest time.</param>
    public static TimeSpan? Seconds(string text, TimeSpan most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= 1 && seconds <= most.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>A number from 1; null where it is none.</summary>
    /// <param name="text">What is written.</param>
    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null;

    /// <summary>Whether a switch is on; null where the text says neither.</summary>
    /// <param name="text">What is written.</param>
    public static bool? Switch(string text) => text switch
    {
        On => true,
        "off" => false,
        _ => null,
    };

    /// <summary>Networks as address/bits with commas between them; null where one is none.</summary>
    /// <param name="text">What is written.</param>
    public static IReadOnlyList<string>? Networks(string text)
    {
        var networks = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return networks.Length > 0 && Array.TrueForAll(networks, n => IPNetwork.TryParse(n, out _)) ? networks : null;
    }

    /// <summary>Addresses or networks with commas between them; null where one is neither.</summary>
    /// <param name="text">What is written.</param>
    public static IReadOnlyList<string>? Proxies(string text)
    {
        var proxies = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return proxies.Length > 0 && Array.TrueForAll(proxies, p => IPAddress.TryParse(p, out _) || IPNetwork.TryParse(p, out _))
            ? proxies
            : null;
    }

    /// <summary>An absolute address with http or https; null where it is none.</summary>
    /// <param name="text">What is written.</param>
    public static Uri? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : null;
}
