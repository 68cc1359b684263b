using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Commands.Keys;

/// <summary>
/// Where commands change keys: a running program, or the data folder of one that does not run, under the folder's lock. So the first key
/// can be made before the first start.
/// </summary>
/// <param name="options">The options of the command.</param>
/// <param name="parsed">The command line.</param>
internal sealed class KeyTarget(AdminOptions options, ParseResult parsed)
{
    /// <summary>The keys.</summary>
    public Task<JsonNode> ListAsync(CancellationToken cancellationToken) => RunAsync(
        keys => Task.FromResult(ToJson(keys.List(Principal.OfFolder), AccessJson.Default.IReadOnlyListKeyView)),
        api => api.SendAsync(HttpMethod.Get, "admin/keys", null, cancellationToken));

    /// <summary>Makes a key.</summary>
    public Task<JsonNode> AddAsync(KeyBody body, CancellationToken cancellationToken) => RunAsync(
        async keys => ToJson(await keys.AddAsync(Principal.OfFolder, body), AccessJson.Default.KeyView),
        api => api.SendAsync(HttpMethod.Post, "admin/keys", ToBody(body, AccessJson.Default.KeyBody), cancellationToken));

    /// <summary>Gives a key a new text.</summary>
    public Task<JsonNode> RotateAsync(string name, RotateBody body, CancellationToken cancellationToken) => RunAsync(
        async keys => ToJson(await keys.RotateAsync(Principal.OfFolder, name, body), AccessJson.Default.KeyView),
        api => api.SendAsync(
            HttpMethod.Post,
            $"admin/keys/{Uri.EscapeDataString(name)}/rotate",
            ToBody(body, AccessJson.Default.RotateBody),
            cancellationToken));

    /// <summary>Revokes a key.</summary>
    public Task RevokeAsync(string name, CancellationToken cancellationToken) => RunAsync(
        async keys =>
        {
            await keys.RevokeAsync(Principal.OfFolder, name);
            return new JsonObject();
        },
        api => api.SendAsync(HttpMethod.Delete, $"admin/keys/{Uri.EscapeDataString(name)}", null, cancellationToken));

    private static JsonNode ToJson<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!;

    private static JsonObject ToBody<T>(T value, JsonTypeInfo<T> type) => ToJson(value, type).AsObject();

    private async Task<JsonNode> RunAsync(Func<KeyService, Task<JsonNode>> onFolder, Func<ApiClient, Task<JsonNode?>> onProgram)
    {
        if (!options.NamesProgram(parsed) && TryOpen(options.Data(parsed)) is { } database)
        {
            using (database)
            using (var keys = new ApiKeys(database, new AccessState(database, mayBeOpen: false), new WallClock(TimeProvider.System)))
            {
                try
                {
                    return await onFolder(new KeyService(keys, contact => contact.AsContact(), new AdminKeyFile(options.Data(parsed))));
                }
                catch (AccessException refusal)
                {
                    throw new UserException(ExitCode.Refused, refusal.Message, refusal);
                }
            }
        }

        using var api = options.Client(parsed);
        return await onProgram(api) ?? new JsonObject();
    }

    /// <summary>Opens the data folder; null where a program holds it.</summary>
    private static Database? TryOpen(string folder)
    {
        try
        {
            return new Database(
                new StorageOptions { Folder = folder }, AccessMigrations.All, NullLogger<Database>.Instance);
        }
        catch (DatabaseInUseException)
        {
            return null;
        }
        catch (Exception error) when (error is StorageException or SchemaTooNewException)
        {
            throw new UserException(ExitCode.Usage, error.Message, error);
        }
    }
}
