using System.CommandLine;
using System.Text;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>The options of commands that call a running program.</summary>
/// <param name="settings">The settings, from which follows where it is by default.</param>
internal sealed class ApiOptions(SettingOptions settings)
{
    private const string Variable = "POM_API_KEY";
    private const string TrustVariable = "POM_URL_CERTIFICATE";

    private readonly Option<string?> _url = new("--url")
    {
        Description = "The address of pom up. Default POM_URL, else http://127.0.0.1:8080 or the port in pom.json.",
        HelpName = "url",
    };

    private readonly Option<string?> _keyFile = new("--api-key-file")
    {
        Description = "The file with the API key. Default: the key in POM_API_KEY.",
        HelpName = "file",
    };

    private readonly Option<string?> _certificate = new(TrustedCertificateFile.Option)
    {
        Description = "The certificate to trust, PEM, for an https address that this machine does not trust. Default POM_URL_CERTIFICATE.",
        HelpName = "file",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_keyFile);
        command.Add(_certificate);
        command.Add(_json);
        new ApiCompletion(this).AddTo(command);
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Whether the command line or the environment says which program is meant.</summary>
    /// <param name="parsed">The command line.</param>
    public bool NamesProgram(ParseResult parsed) =>
        parsed.GetValue(_url) is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("POM_URL"));

    /// <summary>A client of the program, with the API key where there is one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The data folder whose key is sent to this machine where no other is given; null for none.</param>
    /// <exception cref="UserException">An option is wrong, or the file of the key cannot be read.</exception>
    public ApiClient Client(ParseResult parsed, string? folder = null)
    {
        var page = Page(parsed);
        return new ApiClient(page, FindKey(parsed, page.IsLoopback ? folder : null), FindTrusted(parsed));
    }

    private ApiSecret? FindKey(ParseResult parsed, string? folder)
    {
        if (parsed.GetValue(_keyFile) is { } file)
        {
            return new ApiSecret(ReadKey(file), file);
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text)
        {
            return new ApiSecret(text, Variable);
        }

        return folder is not null && new AdminKeyFile(folder) is var kept && kept.Read() is { } admin
            ? new ApiSecret(admin, kept.FilePath)
            : null;
    }

    private static string ReadKey(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(TextFile.ReadUtf8(file)).Trim() is { Length: > 0 } text
                ? text
                : throw new UserException(ExitCode.Usage, $"--api-key-file {file} is empty.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"--api-key-file {file} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>
    /// The certificates to trust; where neither option nor variable says, the one that a program of this machine generated.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">A file holds no certificate.</exception>
    public TrustedCertificates? FindTrusted(ParseResult parsed)
    {
        if ((parsed.GetValue(_certificate) ?? Environment.GetEnvironmentVariable(TrustVariable)) is { Length: > 0 } path)
        {
            return TrustedCertificateFile.Read(path);
        }

        var generated = Path.Combine(settings.Read(parsed).Data, StoredCertificate.PublicName);
        var page = Page(parsed);
        return page.Scheme == Uri.UriSchemeHttps && page.IsLoopback && File.Exists(generated)
            ? TrustedCertificateFile.Read(generated)
            : null;
    }

    /// <summary>Where the program runs.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">It is no address.</exception>
    public Uri Page(ParseResult parsed)
    {
        var text = parsed.GetValue(_url) ?? Environment.GetEnvironmentVariable("POM_URL");
        if (text is null)
        {
            var read = settings.Read(parsed);
            return read.PageUrl();
        }

        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url)
            && url.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? url
            : throw new UserException(ExitCode.Usage, $"--url takes an address like http://127.0.0.1:8080, not \"{text}\".");
    }
}
