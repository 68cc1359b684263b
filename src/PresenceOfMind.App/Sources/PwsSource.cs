using System.Net;
using System.Security.Cryptography;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.App.Sources;

/// <summary>What <c>pom dispatch</c> watches, and as whom.</summary>
internal static class PwsSource
{
    private const string CertificateOption = "--pws-certificate";

    /// <summary>
    /// Puts the watcher's options together; null where no Presence Web Service is named, so that presence comes from programs only.
    /// </summary>
    /// <param name="settings">The settings, with the port that is listened at.</param>
    /// <exception cref="UserException">Something is missing, or cannot be.</exception>
    public static PresenceWatcherOptions? FindOptions(PomSettings settings) =>
        settings is { PwsServer: null, PwsBackup: null, AppUser: null, EndUser: null, CallbackUrl: null } ? null : CreateOptions(settings);

    /// <summary>Puts the watcher's options together.</summary>
    /// <param name="settings">The settings, with the port that is listened at.</param>
    /// <exception cref="UserException">Something is missing, or cannot be.</exception>
    private static PresenceWatcherOptions CreateOptions(PomSettings settings) => new()
    {
        Server = Needed(settings.PwsServer, "pws-server", "the Presence Web Service, as https://cup.example.com:8083"),
        BackupServer = settings.PwsBackup,
        Trusted = settings.PwsCertificate is { } file ? Certificate(file) : null,
        CertificateSetting = CertificateOption,
        AppUser = Needed(settings.AppUser, "app-user", "the application user that the service knows"),
        Password = Needed(
            settings.AppPassword,
            "app-password-file",
            "a file with that user's password, or the password by POM_APP_PASSWORD"),
        EndUser = Needed(settings.EndUser, "end-user", "the end user who watches"),
        CallbackUrl = settings.CallbackUrl ?? Callback(settings),
        FetchInterval = settings.FetchInterval,
        FailOverAfter = settings.FailOverAfter,
        RequestTimeout = settings.RequestTimeout,
        OwnsSession = settings.OwnsSession,
    };

    private static T Needed<T>(T? value, string name, string what)
        where T : class
    {
        var setting = SettingTable.All.First(s => s.Name == name);
        return value ?? throw new UserException(ExitCode.Usage, $"pom dispatch needs {setting.Option} (or {setting.Variable}): {what}.");
    }

    /// <summary>The address that is listened at, where the service can reach it.</summary>
    private static Uri Callback(PomSettings settings)
    {
        var isHere = settings.PwsServer!.IsLoopback;
        if (settings.Address.Equals(IPAddress.Any)
            || settings.Address.Equals(IPAddress.IPv6Any)
            || (IPAddress.IsLoopback(settings.Address) && !isHere))
        {
            throw new UserException(
                ExitCode.Usage,
                $"pom dispatch needs --callback-url (or POM_CALLBACK_URL): the address at which {settings.PwsServer.Host} reaches this "
                    + $"machine, like {(settings.PageHttps ? "https" : "http")}://THIS-HOST:{settings.Port}{ListenExtensions.Listener}"
                + (IPAddress.IsLoopback(settings.Address) ? ", and --address 0.0.0.0, because it listens on loopback only." : "."));
        }

        return new Uri(settings.PageUrl(), ListenExtensions.Listener);
    }

    private static TrustedCertificates Certificate(string file)
    {
        try
        {
            return TrustedCertificates.FromFiles(file);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{CertificateOption} {file} contains no readable certificate: {error.Message}", error);
        }
    }
}
