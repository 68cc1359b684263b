using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Load;

/// <summary>The first check of every request (PWS).</summary>
internal sealed class LoadCheck(LoadGate gate, PresenceServerOptions options, TimeProvider time)
{
    private readonly RequestRate _rate = new(options.Load.RequestsPerSecond);

    /// <summary>
    /// Why the server has no room for a request: 210 while it is busy, 212 above the limit of requests a second, where these are
    /// switched on.
    /// </summary>
    /// <returns>Null where it has room.</returns>
    public PwsError? FindFault()
    {
        if (options.Load.AnswerBusy && !gate.IsOpen)
        {
            return PwsError.FromCode(PwsErrorCode.CpuLimitReached);
        }

        return _rate.TryAdd(time.GetUtcNow()) ? null : PwsError.FromCode(PwsErrorCode.TooManyRequests);
    }
}
