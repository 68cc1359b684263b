using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.App.Certificates;

/// <summary>The names that a client may call this server by.</summary>
/// <param name="Hosts">Host names.</param>
/// <param name="Addresses">Addresses.</param>
internal sealed record CertificateNames(IReadOnlySet<string> Hosts, IReadOnlySet<IPAddress> Addresses)
{
    /// <summary>The names of this machine for a server that listens at an address.</summary>
    /// <param name="listen">The address; one that means all stands for each of the machine's.</param>
    public static CertificateNames ForAddress(IPAddress listen)
    {
        var all = listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any);
        return new CertificateNames(
            new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "localhost", Environment.MachineName },
            new HashSet<IPAddress>([IPAddress.Loopback, IPAddress.IPv6Loopback, .. all ? OfThisMachine() : [listen]]));
    }

    /// <summary>These names and others, host names or addresses.</summary>
    /// <param name="others">The others.</param>
    public CertificateNames With(IEnumerable<string> others)
    {
        var (hosts, addresses) = (new HashSet<string>(Hosts, StringComparer.OrdinalIgnoreCase), new HashSet<IPAddress>(Addresses));
        foreach (var other in others)
        {
            _ = IPAddress.TryParse(other.Trim('[', ']'), out var address) ? addresses.Add(address) : hosts.Add(other);
        }

        return new CertificateNames(hosts, addresses);
    }

    /// <summary>Whether a certificate holds all of these names.</summary>
    /// <param name="certificate">The certificate.</param>
    public bool AreIn(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is not null
            && Hosts.All(host => names.EnumerateDnsNames().Contains(host, StringComparer.OrdinalIgnoreCase))
            && Addresses.All(names.EnumerateIPAddresses().Contains);
    }

    /// <summary>The names as a certificate's extension.</summary>
    public X509Extension ToExtension()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts)
        {
            names.AddDnsName(host);
        }

        foreach (var address in Addresses)
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }

    private static IEnumerable<IPAddress> OfThisMachine() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus == OperationalStatus.Up)
        .SelectMany(card => card.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork || !address.IsIPv6LinkLocal);
}
