using System.Net.Security;

namespace PresenceOfMind.Client.Doctor;

/// <summary>What a look at the server's address showed.</summary>
/// <param name="Addresses">The addresses of its name; empty if the name is unknown.</param>
/// <param name="Failure">Why no connection was made, as the system calls it; null where one was.</param>
/// <param name="IsRefused">Whether the machine answered that no program listens there.</param>
/// <param name="OtherPort">PWS's other port, where that one answers and the one asked for does not.</param>
/// <param name="OtherScheme">The address with the scheme that the port speaks, where that is the other one; null where it is not.</param>
internal sealed record ReachProbe(
    IReadOnlyList<string> Addresses, string? Failure, bool IsRefused, int? OtherPort, Uri? OtherScheme = null);

/// <summary>The certificate that a server showed.</summary>
/// <param name="Errors">What is wrong with it for this machine.</param>
/// <param name="IsExpected">Whether it is the one given as trusted, or issued by it.</param>
/// <param name="From">When it begins to be valid.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Names">The names that it is for.</param>
internal sealed record CertificateProbe(SslPolicyErrors Errors, bool IsExpected, DateTimeOffset From, DateTimeOffset Until, string Names);
