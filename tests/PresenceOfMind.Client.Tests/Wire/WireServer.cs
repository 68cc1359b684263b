using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>One server for all wires: each test has an application user of its own.</summary>
public sealed class WireServer : IAsyncLifetime
{
    private int _users;

    internal PwsTestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PwsTestServer.StartAsync(["joe"]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A name that no other test has: an application user of the password <c>secret</c>, and a person of the same name.</summary>
    internal async Task<string> NewUserAsync(string kind)
    {
        var name = $"{kind}{Interlocked.Increment(ref _users)}";
        var directory = Server.Services.GetRequiredService<IDirectory>();
        await directory.AddAppUserAsync("app-" + name, "secret");
        await directory.AddPersonAsync(new DirectoryPerson(name, name));
        return name;
    }
}
