using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;
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
        (keys, _) => Task.FromResult(AccessTarget.ToJson(keys.List(Principal.OfFolder), AccessJson.Default.IReadOnlyListKeyView)),
        api => api.SendAsync(HttpMethod.Get, "admin/keys", null, cancellationToken));

    /// <summary>Makes a key.</summary>
    public Task<JsonNode> AddAsync(KeyBody body, CancellationToken cancellationToken) => RunAsync(
        async (keys, trail) => AccessTarget.ToJson(
            await trail.ChangeAsync(
                Principal.OfFolder,
                new AuditTarget("key.added", null, body.Team),
                () => keys.AddAsync(Principal.OfFolder, body),
                added => added.Name),
            AccessJson.Default.KeyView),
        api => api.SendAsync(
            HttpMethod.Post, "admin/keys", AccessTarget.ToBody(body, AccessJson.Default.KeyBody), cancellationToken));

    /// <summary>Gives a key a new text.</summary>
    public Task<JsonNode> RotateAsync(string name, RotateBody body, CancellationToken cancellationToken) => RunAsync(
        async (keys, trail) => AccessTarget.ToJson(
            await trail.ChangeAsync(
                Principal.OfFolder,
                new AuditTarget("key.rotated", name, null),
                () => keys.RotateAsync(Principal.OfFolder, name, body)),
            AccessJson.Default.KeyView),
        api => api.SendAsync(
            HttpMethod.Post,
            $"admin/keys/{Uri.EscapeDataString(name)}/rotate",
            AccessTarget.ToBody(body, AccessJson.Default.RotateBody),
            cancellationToken));

    /// <summary>Revokes a key.</summary>
    public Task RevokeAsync(string name, CancellationToken cancellationToken) => RunAsync(
        (keys, trail) => trail.ChangeAsync(Principal.OfFolder, new AuditTarget("key.revoked", name, null), async () =>
        {
            await keys.RevokeAsync(Principal.OfFolder, name);
            return (JsonNode)new JsonObject();
        }),
        api => api.SendAsync(HttpMethod.Delete, $"admin/keys/{Uri.EscapeDataString(name)}", null, cancellationToken));

    private Task<JsonNode> RunAsync(
        Func<KeyService, AuditTrail, Task<JsonNode>> onFolder,
        Func<ApiClient, Task<JsonNode?>> onProgram) =>
        _target.RunAsync(
            async (database, state) =>
            {
                var wall = new WallClock(TimeProvider.System);
                using var keys = new ApiKeys(database, state, wall);
                return await onFolder(
                    new KeyService(keys, contact => Contact.Spelled(contact).Value, new AdminKeyFile(_target.Folder)),
                    new AuditTrail(database, wall, new AuditOptions(), [new AuditedKeys(keys)]));
            },
            onProgram);
}
