namespace PresenceOfMind.Server.Notifications;

/// <summary>The endpoints that hear nothing, until one of them does. It keeps the newest thousand.</summary>
internal sealed class Diagnosis(TimeProvider time) : IDiagnosis
{
    private const int Most = 1000;

    private readonly Dictionary<string, EndpointDiagnosis> _known = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<EndpointDiagnosis> List()
    {
        lock (_lock)
        {
            return [.. _known.Values.OrderBy(d => d.Since)];
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
                _known.Remove(_known.MinBy(d => d.Value.Since).Key);
            }

            _known[key] = new EndpointDiagnosis(key, reason, time.GetUtcNow());
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
