using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Load;

/// <summary>The first check of every request (PWS).</summary>
internal sealed class LoadCheck(LoadGate gate, PresenceServerOptions options, TimeProvider time)
{
    private readonly RequestRate _rate = new(options.Load.RequestsPerSecond);

    /// <summary>Refuses a request that the server has no room for.</summary>
    /// <exception cref="PwsException">210 while the server is busy, 212 above the limit of requests a second, where these are switched
    /// on.</exception>
    public void Refuse()
    {
        if (options.Load.AnswerBusy && !gate.IsOpen)
        {
            throw new PwsException(PwsErrorCode.CpuLimitReached);
        }

        if (!_rate.TryAdd(time.GetUtcNow()))
        {
            throw new PwsException(PwsErrorCode.TooManyRequests);
        }
    }
}
