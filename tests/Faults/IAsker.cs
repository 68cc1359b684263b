namespace Faults;

/// <summary>
/// Somebody who asks the server for one thing after the other and knows what was acknowledged, and what was asked for last
/// without an answer: after a kill one of the two must be found, whole.
/// </summary>
internal interface IAsker
{
    /// <summary>Requests acknowledged until now.</summary>
    int Acknowledged { get; }

    /// <summary>Ends with the first answer of the running server.</summary>
    Task Answered { get; }

    /// <summary>Logs in, where the server is new.</summary>
    Task BeginAsync(RunningServer server);

    /// <summary>Compares what is there with what was acknowledged.</summary>
    Task CheckAsync(RunningServer server, string when);

    /// <summary>Asks for one thing after the other until the server is gone.</summary>
    Task WorkAsync();
}
