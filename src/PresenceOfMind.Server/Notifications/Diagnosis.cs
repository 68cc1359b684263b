using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// The endpoints that receive no notifications, until they do. It keeps the newest thousand, in the order in which they were found.
/// </summary>
internal sealed class Diagnosis(WallClock wall) : IDiagnosis
{
    private const int Most = 1000;

    private readonly OrderedDictionary<string, EndpointDiagnosis> _known = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<EndpointDiagnosis> List()
    {
        lock (_lock)
        {
            return [.. _known.Values];
        }
    }

    /// <summary>An endpoint hears nothing.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Found(Uri endpoint, string reason)
    {
        var key = Key(endpoint);
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known))
            {
                _known[key] = known with { Reason = reason };
                return known.Reason != reason;
            }

            if (_known.Count >= Most)
            {
                _known.RemoveAt(0);
            }

            _known[key] = new EndpointDiagnosis(key, reason, wall.Now);
            return true;
        }
    }

    /// <summary>An endpoint heard something.</summary>
    public void Heard(Uri endpoint)
    {
        lock (_lock)
        {
            _known.Remove(Key(endpoint));
        }
    }

    /// <summary>An endpoint has ended; another at the same host and port is found again by its next notification.</summary>
    public void Ended(Uri endpoint) => Heard(endpoint);

    private static string Key(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
