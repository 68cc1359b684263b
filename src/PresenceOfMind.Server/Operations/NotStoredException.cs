namespace PresenceOfMind.Server.Operations;

/// <summary>What was asked for could not be kept, since the store fails; nothing of it was.</summary>
/// <param name="inner">The store's own error, which the log has told already.</param>
internal sealed class NotStoredException(Exception inner)
    : Exception("Nothing was stored, because the server cannot write to its disk. The operator finds the reason at /healthz.", inner);
