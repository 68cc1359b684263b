using System.Net;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>Who listens where the endpoint is to be.</summary>
internal enum EndpointHolder
{
    /// <summary>No program, so the doctor can listen there.</summary>
    Doctor,

    /// <summary>Another program: most likely the application.</summary>
    Application,

    /// <summary>No program that can be reached from here.</summary>
    Nobody,
}

/// <summary>What the endpoint's URL and the times mean.</summary>
internal static class EndpointFindings
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(10);

    internal static Finding Url(Uri endpoint, Uri server, EndpointHolder holder)
    {
        if (IsLoopback(endpoint) && !IsLoopback(server))
        {
            return Loopback(endpoint);
        }

        return holder == EndpointHolder.Nobody
            ? new(
                DoctorCheck.EndpointUrl,
                Severity.Wrong,
                $"No program can be reached at {endpoint} from here.",
                "The first notification is lost. It is not sent again, and no other follows until the application fetches.",
                "Check the host, start the application, open the port in the firewall, and fetch once the application listens.")
            : new(
                DoctorCheck.EndpointUrl,
                Severity.Fine,
                holder == EndpointHolder.Application
                    ? $"A program listens at {endpoint.Authority}."
                    : $"{endpoint.Authority} can be reached from here; the doctor listens there for now.");
    }

    internal static Finding Loopback(Uri endpoint) => new(
        DoctorCheck.EndpointUrl,
        Severity.Wrong,
        $"The endpoint {endpoint} is on {endpoint.Host}, which to the node is the node itself.",
        "Its callbacks never leave the node, so the application gets no notification.",
        "Give the name or address by which the node reaches this machine.");

    internal static Finding UnknownHost(Uri endpoint) => new(
        DoctorCheck.EndpointUrl,
        Severity.Wrong,
        $"The host name {endpoint.Host} of the endpoint {endpoint} is unknown here.",
        "If the node does not know it either, the application gets no notification.",
        "Check its spelling, or give the address by which the node reaches this machine.");

    internal static Finding Unreachable(Uri endpoint) => new(
        DoctorCheck.EndpointUrl,
        Severity.Wrong,
        $"No machine answers at {endpoint.Host} from here, and it is not an address of this one.",
        "If the node cannot reach it either, the application gets no notification.",
        "Give the name or address by which the node reaches this machine.");

    internal static Finding Port(Uri endpoint, IReadOnlyList<int> common) => common.Contains(endpoint.Port)
        ? new(DoctorCheck.EndpointPort, Severity.Fine, $"Port {endpoint.Port} is a common one.")
        : new(
            DoctorCheck.EndpointPort,
            Severity.Wrong,
            $"Port {endpoint.Port} is not a common port.",
            "A node registers the endpoint without an error, and never calls it.",
            $"Listen at one of {string.Join(", ", common)}; 8080 is the most usual one.");

    internal static Finding Times(TimeSpan expiry, TimeSpan interval)
    {
        if (expiry < PwsFacts.LeastExpiry || expiry > PwsFacts.MostExpiry)
        {
            return Wrong(
                $"The expiry is {Seconds(expiry)}.",
                $"A node takes {PwsFacts.LeastExpirySeconds} to {PwsFacts.MostExpirySeconds} seconds, and refuses all else with error 131.",
                "Set an hour, and refresh at half of it.");
        }

        if (interval >= expiry)
        {
            return Wrong(
                $"The fetch interval ({Seconds(interval)}) is no shorter than the expiry ({Seconds(expiry)}).",
                "The subscription can end before the application notices.",
                "Fetch every ten minutes, and refresh at half of the expiry.");
        }

        return interval > PwsFacts.FetchInterval || interval < LeastInterval
            ? new(
                DoctorCheck.Times,
                Severity.Doubtful,
                $"The fetch interval is {Seconds(interval)}.",
                interval > PwsFacts.FetchInterval
                    ? "A lost notification is noticed only after this time."
                    : "Fetching so often loads the node, which then holds its notifications back.",
                "Fetch every ten minutes, and after every notification.")
            : new(DoctorCheck.Times, Severity.Fine, $"An expiry of {Seconds(expiry)} and a fetch every {Seconds(interval)} are sane.");

        static Finding Wrong(string found, string meaning, string remedy) => new(DoctorCheck.Times, Severity.Wrong, found, meaning, remedy);
    }

    private static bool IsLoopback(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0} s");
}
