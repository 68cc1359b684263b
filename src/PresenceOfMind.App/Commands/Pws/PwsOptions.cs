using System.CommandLine;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Commands.Secrets;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.App.SetUp;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>
/// The options of commands that speak to a Presence Web Service. An option wins over the environment, that over the data
/// files of the current folder, and these over what <c>pom up</c> serves here.
/// </summary>
/// <param name="settings">The settings, from which follows where it is by default.</param>
internal sealed class PwsOptions(SettingOptions settings)
{
    /// <summary>PWS: where published programs listen.</summary>
    private const string EndpointPath = "/pws";

    private const int EndpointPort = 8080;

    private const string CommonPortsSetting = "common-ports";
    private const string FetchIntervalSetting = "fetch-interval";

    private readonly Option<string?> _server = new("--server")
    {
        Description = "The server: a name, or an address like http://127.0.0.1:8082. Default POM_SERVER, "
            + "else serverparams.json, else this machine.",
        HelpName = "url",
    };

    private readonly Option<bool> _https = new("--https") { Description = "Uses HTTPS for a server that is given by its name." };

    private readonly Option<string?> _serverPort = new("--server-port")
    {
        Description = $"The server's port, if its name contains none. Default {PwsFacts.HttpPort}, or {PwsFacts.HttpsPort} with --https.",
        HelpName = "port",
    };

    private readonly Option<string?> _appUser = new("--app-user")
    {
        Description = "The application user. Default POM_APP_USER, else appuser.json, else demo.",
        HelpName = "user",
    };

    private readonly PasswordOptions _password =
        new($"Default {PasswordOptions.Variable}, else appuser.json; with --app-user a terminal is asked; else demo.");

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The certificate to trust, PEM, for an https server that this machine does not trust.",
        HelpName = "file",
    };

    private readonly Option<bool> _soap = new("--soap") { Description = "Uses SOAP instead of REST." };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON, a value a line." };

    private readonly Option<string?> _user = new("--user")
    {
        Description = "The end user. Default: enduser.json, else the first name of the command.",
        HelpName = "user",
    };

    private readonly Option<string?> _host = new("--host")
    {
        Description = "This machine, as the server reaches it. Default: serverparams.json.",
        HelpName = "name",
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = $"The port for notifications; it must be a common port of the server. Default {EndpointPort}; "
            + "for watch the first free one of "
            + $"{string.Join(", ", WatchListener.Candidates)}.",
        HelpName = "port",
    };

    /// <summary>The data files of the current folder.</summary>
    public static SetUpFolder Folder => new(Environment.CurrentDirectory);

    /// <summary>Adds the options of commands that log in to one.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _server, _https, _serverPort, _appUser })
        {
            command.Add(option);
        }

        _password.AddTo(command);

        AddWireTo(command);
    }

    /// <summary>Adds the options that say how a server is spoken to.</summary>
    /// <param name="command">The command.</param>
    public void AddWireTo(Command command)
    {
        foreach (var option in new Option[] { _certificate, _soap, _json })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds the options of commands that act for an end user.</summary>
    /// <param name="command">The command.</param>
    public void AddWithUserTo(Command command)
    {
        AddTo(command);
        command.Add(_user);
        if (_user.CompletionSources.Count == 0)
        {
            _user.CompletionSources.Add(FolderCompletion.Users);
        }
    }

    /// <summary>Adds the options that say where the endpoint is, and which ports the server calls.</summary>
    /// <param name="command">The command.</param>
    public void AddEndpointTo(Command command)
    {
        command.Add(_host);
        command.Add(_listen);
        settings.AddTo(command, CommonPortsSetting);
    }

    /// <summary>Adds the option that says how often to fetch whatever happens.</summary>
    /// <param name="command">The command.</param>
    public void AddFetchIntervalTo(Command command) => settings.AddTo(command, FetchIntervalSetting);

    /// <summary>How often to fetch whatever happens.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">A setting is wrong.</exception>
    public TimeSpan FetchInterval(ParseResult parsed) => settings.Read(parsed).FetchInterval;

    /// <summary>The ports that the server's callbacks reach.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">A setting is wrong.</exception>
    public IReadOnlyList<int> CommonPorts(ParseResult parsed)
    {
        var server = new PresenceServerOptions();
        settings.Read(parsed).Server(server);
        return [.. server.CommonPorts.Order()];
    }

    /// <summary>A command that continues this one, with the options that say where and as whom.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="next">The command to name.</param>
    public string Next(ParseResult parsed, string next)
    {
        Option[] shared = [_server, _serverPort, _appUser, _certificate, _user, _host, _listen];
        var words = shared.Where(o => parsed.GetResult(o) is { Implicit: false }).SelectMany(
            o => new[] { o.Name, ShellText.Quote(parsed.GetValue((Option<string?>)o)!) });
        var flags = new Option<bool>[] { _https, _soap }.Where(parsed.GetValue).Select(o => o.Name);
        return string.Join(' ', [next, .. words, .. _password.Repeat(parsed), .. flags]);
    }

    /// <summary>Whether JSON is wished.</summary>
    /// <param name="parsed">The command line.</param>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Which server, as whom; where nothing says, that of <c>pom up</c>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">An option is wrong.</exception>
    public PwsTarget Target(ParseResult parsed) => Target(parsed, Folder.HasServer, Folder.HasAppUser);

    /// <summary>Which server, as whom; where no option says, the folder's files must.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">An option or a file is wrong, or missing.</exception>
    public PwsTarget SetUpTarget(ParseResult parsed) => Target(parsed, true, true);

    /// <summary>The server of a session that is there already.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="session">The session.</param>
    /// <exception cref="UserException">An option is wrong.</exception>
    public PwsTarget Target(ParseResult parsed, StoredSession session) =>
        new(session.Server, session.User, "", Certificate(parsed), parsed.GetValue(_soap));

    /// <summary>The end user of the folder.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">Neither option nor file says.</exception>
    public string EndUser(ParseResult parsed) => PwsTarget.User(parsed.GetValue(_user) ?? Folder.EndUser);

    /// <summary>The end user who reads; where nothing says, the first of those named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">Those named.</param>
    /// <exception cref="UserException">The file is wrong.</exception>
    public string EndUser(ParseResult parsed, IReadOnlyList<string> named) =>
        PwsTarget.User(parsed.GetValue(_user) ?? (Folder.HasEndUser ? Folder.EndUser : named[0]));

    /// <summary>The end user, where something says whom.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">The file is wrong.</exception>
    public string? EndUserOrNone(ParseResult parsed) =>
        (parsed.GetValue(_user) ?? (Folder.HasEndUser ? Folder.EndUser : null)) is { } named ? PwsTarget.User(named) : null;

    /// <summary>The endpoint's address.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">An option or the file is wrong, or missing.</exception>
    public Uri Endpoint(ParseResult parsed)
    {
        var (from, host) = parsed.GetValue(_host) is { } named ? ("--host", named) : ("HOST in serverparams.json", Folder.Host);
        var port = ListenPort(parsed);
        var url = NodeAddress.OfEndpoint(host, port ?? EndpointPort, EndpointPath)
            ?? throw new UserException(ExitCode.Usage, $"{from} takes a name or an address like 10.0.0.5, not \"{host}\".");
        RequireOnePort(parsed.GetValue(_host), "--host", port, "--listen");
        return new UriBuilder(url) { Port = port ?? url.Port }.Uri;
    }

    /// <summary>Whether an option says where the endpoint is.</summary>
    /// <param name="parsed">The command line.</param>
    public bool NamesEndpoint(ParseResult parsed) => parsed.GetValue(_host) is not null || parsed.GetValue(_listen) is not null;

    /// <summary>Whether anything says where the endpoint is.</summary>
    /// <param name="parsed">The command line.</param>
    public bool HasEndpoint(ParseResult parsed) => NamesEndpoint(parsed) || Folder.HasServer;

    /// <summary>Where the options have the server call; nulls where they do not say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UserException">One of them is wrong.</exception>
    public (string? Host, int? Port) NamedEndpoint(ParseResult parsed)
    {
        if (parsed.GetValue(_host) is not { } host)
        {
            return (null, ListenPort(parsed));
        }

        var url = Endpoint(parsed);
        return (url.Host, ListenPort(parsed) ?? (NodeAddress.NamesPort(host) ? url.Port : null));
    }

    /// <summary>Those named, or those of the folder's file.</summary>
    /// <exception cref="UserException">Neither says.</exception>
    public static IReadOnlyList<string> Contacts(string[] named) => named.Length > 0 ? named : Folder.Contacts;

    /// <summary>Reads basic or rich.</summary>
    /// <exception cref="UserException">It is neither.</exception>
    public static bool IsRich(string type) => type.ToUpperInvariant() switch
    {
        PresenceTypes.Basic => false,
        PresenceTypes.Rich => true,
        _ => throw new UserException(ExitCode.Usage, $"a presence type is {PresenceTypes.Basic} or {PresenceTypes.Rich}, not \"{type}\"."),
    };

    private PwsTarget Target(ParseResult parsed, bool serverByFile, bool userByFile) => new(
        Server(parsed, serverByFile),
        parsed.GetValue(_appUser) ?? Environment.GetEnvironmentVariable("POM_APP_USER") ?? (userByFile ? Folder.AppUser : "demo"),
        _password.Find(parsed) ?? (userByFile ? Folder.Password : Ask(parsed) ?? "demo"),
        Certificate(parsed),
        parsed.GetValue(_soap));

    /// <summary>The password of an application user that a person named.</summary>
    private string? Ask(ParseResult parsed) => parsed.GetValue(_appUser) is { } user ? SecretFile.Ask($"Password of {user}") : null;

    private TrustedCertificates? Certificate(ParseResult parsed) =>
        parsed.GetValue(_certificate) is { } path ? TrustedCertificateFile.Read(path) : null;

    private Uri Server(ParseResult parsed, bool byFile)
    {
        var (https, port) = (parsed.GetValue(_https), Port(parsed.GetValue(_serverPort), "--server-port"));
        var (from, written) = parsed.GetValue(_server) is { } option ? ("--server", option)
            : Environment.GetEnvironmentVariable("POM_SERVER") is { } variable ? ("POM_SERVER", variable)
            : byFile ? ("SERVER in serverparams.json", Folder.Server)
            : ("", (string?)null);
        if (written is null)
        {
            var read = settings.Read(parsed);
            return https ? read.Url("https", port ?? read.PwsHttpsPort) : read.Url("http", port ?? read.PwsHttpPort);
        }

        var url = NodeAddress.OfNode(written, https, port)
            ?? throw new UserException(
                ExitCode.Usage,
                $"{from} takes a name, or an address like http://127.0.0.1:8082, not \"{written}\".");
        if (https && url.Scheme != Uri.UriSchemeHttps)
        {
            throw new UserException(
                ExitCode.Usage,
                $"--https contradicts {from}, which says {written}: leave out one of them, or change that to https.");
        }

        RequireOnePort(parsed.GetValue(_server), "--server", port, "--server-port");
        return new UriBuilder(url) { Port = port ?? url.Port }.Uri;
    }

    private int? ListenPort(ParseResult parsed) => Port(parsed.GetValue(_listen), "--listen");

    /// <summary>Two options that say a port must say the same one.</summary>
    private static void RequireOnePort(string? address, string from, int? port, string option)
    {
        if (address is not null
            && port is not null
            && NodeAddress.NamesPort(address)
            && NodeAddress.OfNode(address, https: false, port)!.Port != port)
        {
            throw new UserException(ExitCode.Usage, $"{from} {address} and {option} {port} name two ports: leave out one of them.");
        }
    }

    private static int? Port(string? text, string option) => text is null
        ? null
        : NodeAddress.Port(text) ?? throw new UserException(ExitCode.Usage, $"{option} takes a port from 1 to 65535, not \"{text}\".");
}
