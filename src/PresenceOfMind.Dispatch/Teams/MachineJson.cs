using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>How what belongs to the machine is spelled between silos, which run the same release: JSON with the type's own name.</summary>
internal static class MachineJson
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new PresenceStateJson() } };

    private static readonly Dictionary<string, Type> Commands = typeof(TeamCommand).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(TeamCommand)) && !t.IsAbstract)
        .ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static string WriteCommand(TeamCommand command) => $"{command.GetType().Name} {JsonSerializer.Serialize(command, command.GetType(), Options)}";

    public static TeamCommand ReadCommand(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return (TeamCommand)JsonSerializer.Deserialize(text.AsSpan(space + 1), Commands[text[..space]], Options)!;
    }
}
