using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.App.Output;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>
/// Where commands change keys and accounts: a running program, or the data folder of one that does not run, under the folder's lock. So
/// the first of them can be made before the first start.
/// </summary>
/// <param name="options">The options of the command.</param>
/// <param name="parsed">The command line.</param>
internal sealed class AccessTarget(AdminOptions options, ParseResult parsed)
{
    /// <summary>The data folder.</summary>
    public string Folder => options.Data(parsed);

    /// <summary>A value as JSON.</summary>
    public static JsonNode ToJson<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!;

    /// <summary>A request's body as JSON.</summary>
    public static JsonObject ToBody<T>(T value, JsonTypeInfo<T> type) => ToJson(value, type).AsObject();

    /// <summary>Does something on the data folder, or where a program holds it or the command names one, in the program.</summary>
    /// <param name="onFolder">Does it on the folder.</param>
    /// <param name="onProgram">Asks the program.</param>
    /// <exception cref="UserException">It was refused, or neither can be reached.</exception>
    public async Task<JsonNode> RunAsync(
        Func<Database, AccessState, Task<JsonNode>> onFolder, Func<ApiClient, Task<JsonNode?>> onProgram)
    {
        if (!options.NamesProgram(parsed) && TryOpen(Folder) is { } database)
        {
            using (database)
            {
                try
                {
                    return await onFolder(database, new AccessState(database, mayBeOpen: false));
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
