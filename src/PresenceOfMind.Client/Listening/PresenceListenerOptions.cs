using System.Net;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Listening;

/// <summary>Where a <see cref="PresenceListener"/> listens, and within what bounds.</summary>
public sealed record PresenceListenerOptions
{
    /// <summary>
    /// The port; 0 to 65535, where 0 takes any that is free; 8080 by default. A Presence Web Service calls common ports only: 80,
    /// 443, 8080 and the like.
    /// </summary>
    public int Port { get; set; } = 8080;

    /// <summary>The address to listen at; all by default.</summary>
    public IPAddress Address { get; set; } = IPAddress.Any;

    /// <summary>The path under which callbacks come, with a slash in front; <c>/pws</c> by default.</summary>
    public string Path { get; set; } = "/pws";

    /// <summary>How many connections there may be at once; further ones are closed at once; 1 to 10,000; 64 by default.</summary>
    public int MaxConnections { get; set; } = 64;

    /// <summary>How large a request may be, in bytes; 256 to 65,536; 8,192 by default.</summary>
    public int MaxRequestBytes { get; set; } = 8192;

    /// <summary>How long a connection may take to bring a request; 100 milliseconds to ten minutes; ten seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public void Validate() => OptionGuard.Refuse(FindFaults());

    /// <summary>Finds every setting that is not what it takes.</summary>
    internal IEnumerable<string> FindFaults() => Check().OfType<string>();

    private IEnumerable<string?> Check()
    {
        yield return OptionGuard.Find(Port is >= 0 and <= 65535, nameof(Port), Port, "0 to 65535");
        yield return OptionGuard.Find(Address is not null, nameof(Address), "", "an address of this machine");
        yield return OptionGuard.Find(
            Path is ['/', ..] && !Path.AsSpan().ContainsAny(" ?#\r\n"), nameof(Path), Path, "a path with a slash in front, without query");
        yield return OptionGuard.Find(MaxConnections is >= 1 and <= 10_000, nameof(MaxConnections), MaxConnections, "1 to 10000");
        yield return OptionGuard.Find(MaxRequestBytes is >= 256 and <= 65_536, nameof(MaxRequestBytes), MaxRequestBytes, "256 to 65536");
        yield return OptionGuard.Find(
            Timeout >= TimeSpan.FromMilliseconds(100) && Timeout <= TimeSpan.FromMinutes(10),
            nameof(Timeout),
            Timeout,
            "100 milliseconds to ten minutes");
    }
}
