using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Which server to speak to, and as whom.</summary>
/// <param name="Server">The server.</param>
/// <param name="AppUser">The application user.</param>
/// <param name="Password">Its password.</param>
/// <param name="Certificate">The certificates to trust; null for those that the machine trusts.</param>
/// <param name="Soap">Whether to speak SOAP.</param>
internal sealed record PwsTarget(Uri Server, string AppUser, string Password, TrustedCertificates? Certificate, bool Soap)
{
    private PwsClientOptions Options => new()
    {
        Server = Server,
        Trusted = Certificate,
        CertificateSetting = TrustedCertificateFile.Option,
    };

    /// <summary>User and server, without the password.</summary>
    public override string ToString() => $"{AppUser} at {Server}";

    /// <summary>A client for the server. The caller disposes of it.</summary>
    public IPwsClient NewClient() => Soap ? new SoapPwsClient(Options) : new PwsClient(Options);

    /// <summary>A contact as the service wants it: a bare name gets the server's own domain.</summary>
    /// <param name="name">A name or a contact URI.</param>
    /// <exception cref="UserException">It is neither.</exception>
    public string Contact(string name)
    {
        var contact = name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{Server.Host}";
        return ContactUri.TryParse(contact, out _)
            ? contact
            : throw new UserException(ExitCode.Usage, $"a contact is a name like joe, or joe@example.com, not \"{name}\".");
    }

    /// <summary>The user name in a name or a contact URI.</summary>
    /// <param name="name">A name or a contact URI.</param>
    /// <exception cref="UserException">There is none in it.</exception>
    public static string User(string name)
    {
        return ContactUri.GetUser(name) is { Length: > 0 } user
            ? user
            : throw new UserException(ExitCode.Usage, $"an end user is a name like joe, not \"{name}\".");
    }
}
