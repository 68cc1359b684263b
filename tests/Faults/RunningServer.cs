using System.Net.Http.Headers;

namespace Faults;

/// <summary>Where a server that runs is reached.</summary>
/// <param name="Pws">The root of the Presence Web Service.</param>
/// <param name="Admin">The root of <c>/admin</c>.</param>
/// <param name="AdminKey">Its key.</param>
internal sealed record RunningServer(Uri Pws, Uri Admin, string AdminKey)
{
    /// <summary>A client of the root of <c>/admin</c> with the key, on one connection.</summary>
    public HttpClient ConnectAdmin()
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
        {
            BaseAddress = Admin,
            Timeout = TimeSpan.FromMinutes(2),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        return http;
    }
}
