using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Hosting;

/// <summary>
/// Reads a watcher's settings from a section of the configuration, whose keys are the members of
/// <see cref="PresenceWatcherOptions"/>. Certificates are paths of files, contacts a list or one text with commas.
/// </summary>
internal sealed class WatcherConfiguration
{
    private static readonly HashSet<string> Known =
        new(
            typeof(PresenceWatcherOptions).GetProperties().Select(p => p.Name).Except(
                [nameof(PresenceWatcherOptions.Trusted), nameof(PresenceWatcherOptions.CertificateSetting)]),
            StringComparer.OrdinalIgnoreCase);

    private readonly IConfiguration _section;

    public WatcherConfiguration(IConfiguration section)
    {
        _section = section;
        Prefix = section is IConfigurationSection { Path: { Length: > 0 } path } ? path + ConfigurationPath.KeyDelimiter : "";
    }

    /// <summary>What stands before a setting's name in the whole configuration.</summary>
    public string Prefix { get; }

    /// <summary>Takes over every setting that the section has.</summary>
    /// <exception cref="OptionsValidationException">One cannot be read, or is unknown; the message names it with its section.</exception>
    public void Apply(PresenceWatcherOptions options)
    {
        // In a section of its own, a key that means nothing is most likely one that is spelled wrongly.
        if (Prefix.Length > 0 && _section.GetChildren().FirstOrDefault(child => !Known.Contains(child.Key)) is { } unknown)
        {
            throw Refusal(
                $"The setting {unknown.Path} is not a setting of a watcher. The settings are "
                    + $"{string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }

        options.Server = Address(nameof(options.Server)) ?? options.Server;
        options.BackupServer = Address(nameof(options.BackupServer)) ?? options.BackupServer;
        options.Trusted = Certificates(nameof(options.ServerCertificate), nameof(options.OtherCertificates)) ?? options.Trusted;
        options.CertificateSetting = Prefix + nameof(options.ServerCertificate);
        options.AppUser = Text(nameof(options.AppUser)) ?? options.AppUser;
        options.Password = _section[nameof(options.Password)] ?? options.Password;
        options.EndUser = Text(nameof(options.EndUser)) ?? options.EndUser;
        options.CallbackUrl = Address(nameof(options.CallbackUrl)) ?? options.CallbackUrl;
        options.Contacts = List(nameof(options.Contacts)) is { Length: > 0 } contacts ? contacts : options.Contacts;
        options.Rich = YesNo(nameof(options.Rich)) ?? options.Rich;
        options.OwnsSession = YesNo(nameof(options.OwnsSession)) ?? options.OwnsSession;
        options.FetchInterval = Time(nameof(options.FetchInterval)) ?? options.FetchInterval;
        options.Expiry = Time(nameof(options.Expiry)) ?? options.Expiry;
        options.RequestTimeout = Time(nameof(options.RequestTimeout)) ?? options.RequestTimeout;
        options.MaxBackoff = Time(nameof(options.MaxBackoff)) ?? options.MaxBackoff;
        options.FailOverAfter = Time(nameof(options.FailOverAfter)) ?? options.FailOverAfter;
        options.HomeProbeInterval = Time(nameof(options.HomeProbeInterval)) ?? options.HomeProbeInterval;
        options.ContactsPerSubscription = Number(nameof(options.ContactsPerSubscription)) ?? options.ContactsPerSubscription;
        options.ReaderBacklog = Number(nameof(options.ReaderBacklog)) ?? options.ReaderBacklog;
    }

    private static OptionsValidationException Refusal(string fault) =>
        new(nameof(PresenceWatcherOptions), typeof(PresenceWatcherOptions), [fault]);

    private string? Text(string name) => _section[name]?.Trim() is { Length: > 0 } text ? text : null;

    private Uri? Address(string name) =>
        Parse(name, "an absolute http or https address", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null);

    private bool? YesNo(string name) => Parse<bool?>(name, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    private int? Number(string name) =>
        Parse<int?>(
            name,
            "a whole number",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    // A bare number would be days, which nobody means.
    private TimeSpan? Time(string name) => Parse<TimeSpan?>(
        name,
        "a time such as 00:10:00",
        text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : null);

    private T? Parse<T>(string name, string takes, Func<string, T?> parse)
    {
        if (Text(name) is not { } text)
        {
            return default;
        }

        var value = parse(text);
        return OptionGuard.Find(value is not null, Prefix + name, text, takes) is { } fault ? throw Refusal(fault) : value;
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
            throw Refusal(
                $"The setting {Prefix}{name} is '{file}'; it takes the path of a certificate, PEM or DER "
                    + $"({e.Message.ReplaceLineEndings(" ")}).");
        }
    }
}
