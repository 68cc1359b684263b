namespace Faults;

/// <summary>What an application asks of the server, over whichever wire. An answer that is not as it must be fails the test.</summary>
internal interface IWire : IDisposable
{
    /// <summary>Logs an application user in.</summary>
    /// <returns>The session key.</returns>
    Task<string> LogInAppAsync(string app);

    /// <summary>Logs an end user in.</summary>
    /// <returns>The session key.</returns>
    Task<string> LogInAsync(string user, string appKey, bool force);

    /// <summary>Registers an endpoint, which must get the expected id.</summary>
    Task RegisterAsync(string key, int expected);

    Task UnregisterAsync(string key, int id);

    /// <summary>Subscribes, which must give the expected id.</summary>
    Task SubscribeAsync(string user, string key, int expected, int endpoint, string[] contacts);

    Task UnsubscribeAsync(string user, string key, int id);

    /// <summary>Sets one's own presence, basic.</summary>
    Task SetAsync(string user, string key, string state);

    /// <summary>Sets one's own presence by a document, with a note.</summary>
    Task SetRichAsync(string user, string key, string state, string note);

    /// <summary>The state of one contact.</summary>
    Task<string> PollAsync(string user, string key, string contact);

    /// <summary>The note of each contact's person; empty where there is none.</summary>
    Task<string[]> NotesAsync(string user, string key, string[] contacts);

    Task<bool> HasEndpointAsync(string key, int id);

    /// <summary>The contacts of a subscription with commas between them; null where there is no such subscription.</summary>
    Task<string?> FetchAsync(string user, string key, int id);
}
