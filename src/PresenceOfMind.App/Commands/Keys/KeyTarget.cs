using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary>What commands do with keys, in a running program or on its data folder.</summary>
/// <param name="options">The options of the command.</param>
/// <param name="parsed">The command line.</param>
internal sealed class KeyTarget(AdminOptions options, ParseResult parsed)
{
    private readonly AccessTarget _target = new(options, parsed);

    /// <summary>The keys.</summary>
    public Task<JsonNode> ListAsync(CancellationToken cancellationToken) => RunAsync(
        keys => Task.FromResult(AccessTarget.ToJson(keys.List(Principal.OfFolder), AccessJson.Default.IReadOnlyListKeyView)),
        api => api.SendAsync(HttpMethod.Get, "admin/keys", null, cancellationToken));

    /// <summary>Makes a key.</summary>
    public Task<JsonNode> AddAsync(KeyBody body, CancellationToken cancellationToken) => RunAsync(
        async keys => AccessTarget.ToJson(await keys.AddAsync(Principal.OfFolder, body), AccessJson.Default.KeyView),
        api => api.SendAsync(
            HttpMethod.Post, "admin/keys", AccessTarget.ToBody(body, AccessJson.Default.KeyBody), cancellationToken));

    /// <summary>Gives a key a new text.</summary>
    public Task<JsonNode> RotateAsync(string name, RotateBody body, CancellationToken cancellationToken) => RunAsync(
        async keys => AccessTarget.ToJson(await keys.RotateAsync(Principal.OfFolder, name, body), AccessJson.Default.KeyView),
        api => api.SendAsync(
            HttpMethod.Post,
            $"admin/keys/{Uri.EscapeDataString(name)}/rotate",
            AccessTarget.ToBody(body, AccessJson.Default.RotateBody),
            cancellationToken));

    /// <summary>Revokes a key.</summary>
    public Task RevokeAsync(string name, CancellationToken cancellationToken) => RunAsync(
        async keys =>
        {
            await keys.RevokeAsync(Principal.OfFolder, name);
            return new JsonObject();
        },
        api => api.SendAsync(HttpMethod.Delete, $"admin/keys/{Uri.EscapeDataString(name)}", null, cancellationToken));

    private Task<JsonNode> RunAsync(Func<KeyService, Task<JsonNode>> onFolder, Func<ApiClient, Task<JsonNode?>> onProgram) =>
        _target.RunAsync(
            async (database, state) =>
            {
                using var keys = new ApiKeys(database, state, new WallClock(TimeProvider.System));
                return await onFolder(new KeyService(keys, contact => Contact.Spelled(contact).Value, new AdminKeyFile(_target.Folder)));
            },
            onProgram);
}
