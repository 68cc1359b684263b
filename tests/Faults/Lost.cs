using System.Net.Sockets;

namespace Faults;

/// <summary>Tells an answer that was lost with the server from one that is wrong.</summary>
internal static class Lost
{
    /// <summary>Asks.</summary>
    /// <returns>False where the server is gone before it answered.</returns>
    public static async Task<bool> AnsweredAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }
}
