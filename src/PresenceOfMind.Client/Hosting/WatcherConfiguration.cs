using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Hosting;

/// <summary>
/// Reads a watcher's settings from a section of the configuration, whose keys are the members of
/// <see cref="PresenceWatcherOptions"/>. Certificates are paths of files, contacts a list or one text with commas.
/// </summary>
internal sealed class WatcherConfiguration
{
    private static readonly HashSet<string> Known =
        new(
            typeof(PresenceWatcherOptions).GetProperties().Select(p => p.Name).Except([nameof(PresenceWatcherOptions.Trusted), nameof(PresenceWatcherOptions.CertificateSetting)]),
            StringComparer.OrdinalIgnoreCase);

    private readonly IConfiguration _section;
    private readonly string _prefix;

    private WatcherConfiguration(IConfiguration section)
    {
        _section = section;
        _prefix = section is IConfigurationSection { Path: { Length: > 0 } path } ? path + ConfigurationPath.KeyDelimiter : "";
    }

    /// <summary>The settings.</summary>
    /// <exception cref="ArgumentException">One is missing, wrong or unknown; the message names it with its section.</exception>
    public static PresenceWatcherOptions Read(IConfiguration section) => new WatcherConfiguration(section).Read();

    private PresenceWatcherOptions Read()
    {
        // In a section of its own, a key that means nothing is most likely one that is spelled wrongly.
        if (_prefix.Length > 0 && _section.GetChildren().FirstOrDefault(child => !Known.Contains(child.Key)) is { } unknown)
        {
            throw new ArgumentException($"The setting {unknown.Path} is not a setting of a watcher. The settings are {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }

        var standard = new PresenceWatcherOptions { Server = null!, AppUser = "", Password = "", EndUser = "", CallbackUrl = null! };
        var options = standard with
        {
            Server = Address(nameof(standard.Server))!,
            BackupServer = Address(nameof(standard.BackupServer)),
            Trusted = Certificates(nameof(standard.ServerCertificate), nameof(standard.OtherCertificates)),
            CertificateSetting = _prefix + nameof(standard.ServerCertificate),
            AppUser = Text(nameof(standard.AppUser)) ?? "",
            Password = _section[nameof(standard.Password)] ?? "",
            EndUser = Text(nameof(standard.EndUser)) ?? "",
            CallbackUrl = Address(nameof(standard.CallbackUrl))!,
            Contacts = List(nameof(standard.Contacts)),
            Rich = YesNo(nameof(standard.Rich)) ?? standard.Rich,
            OwnsSession = YesNo(nameof(standard.OwnsSession)) ?? standard.OwnsSession,
            FetchInterval = Time(nameof(standard.FetchInterval)) ?? standard.FetchInterval,
            Expiry = Time(nameof(standard.Expiry)) ?? standard.Expiry,
            RequestTimeout = Time(nameof(standard.RequestTimeout)) ?? standard.RequestTimeout,
            MaxBackoff = Time(nameof(standard.MaxBackoff)) ?? standard.MaxBackoff,
            FailOverAfter = Time(nameof(standard.FailOverAfter)) ?? standard.FailOverAfter,
            HomeProbeInterval = Time(nameof(standard.HomeProbeInterval)) ?? standard.HomeProbeInterval,
            ContactsPerSubscription = Number(nameof(standard.ContactsPerSubscription)) ?? standard.ContactsPerSubscription,
            ReaderBacklog = Number(nameof(standard.ReaderBacklog)) ?? standard.ReaderBacklog,
        };
        options.Validate(_prefix);
        return options;
    }

    private string? Text(string name) => _section[name]?.Trim() is { Length: > 0 } text ? text : null;

    private Uri? Address(string name) => Parse(name, "an absolute http or https address", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null);

    private bool? YesNo(string name) => Parse<bool?>(name, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    private int? Number(string name) =>
        Parse<int?>(name, "a whole number", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    // A bare number would be days, which nobody means.
    private TimeSpan? Time(string name) => Parse<TimeSpan?>(
        name,
        "a time such as 00:10:00",
        text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null);

    private T? Parse<T>(string name, string takes, Func<string, T?> parse)
    {
        if (Text(name) is not { } text)
        {
            return default;
        }

        var value = parse(text);
        OptionGuard.Require(value is not null, _prefix + name, text, takes);
        return value;
    }

    private string[] List(string name)
    {
        var section = _section.GetSection(name);
        return section.Value is { } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. section.GetChildren().Select(child => child.Value).OfType<string>()];
    }

    private TrustedCertificates? Certificates(params string[] names)
    {
        var files = new List<string>();
        foreach (var name in names)
        {
            foreach (var file in List(name))
            {
                Check(name, file);
                files.Add(file);
            }
        }

        return files.Count > 0 ? TrustedCertificates.FromFiles(files) : null;
    }

    private void Check(string name, string file)
    {
        try
        {
            _ = TrustedCertificates.FromFiles(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The setting {_prefix}{name} is '{file}'; it takes the path of a certificate, PEM or DER ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }
}
