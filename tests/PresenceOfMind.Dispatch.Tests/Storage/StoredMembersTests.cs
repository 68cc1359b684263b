using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots.Content;
using PresenceOfMind.Dispatch.Storage.Snapshots.First;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>
/// The names of all that is kept in JSON (events, snapshots, rows of tasks), and the words of their choices, are pinned: they come from
/// names in the code, and renaming one there would make what is kept unreadable.
/// </summary>
public sealed class StoredMembersTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Storage");

    [Fact]
    public void Nothing_that_is_kept_has_another_name_than_before()
    {
        var now = Lines();
        File.WriteAllLines(Path.Combine(Folder, "stored-members.now.txt"), now);
        var pinned = File.ReadAllLines(Path.Combine(Folder, "stored-members.txt"));

        var gone = string.Join("; ", pinned.Except(now));
        var added = string.Join("; ", now.Except(pinned));
        Assert.True(
            gone.Length == 0,
            $"What is kept says these, and nothing reads them any more. Give the members their names back: {gone}");
        Assert.True(added.Length == 0, $"These are kept now. Add them to Storage/stored-members.txt, and never change them again: {added}");
    }

    private static List<string> Lines()
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in EventNames.All)
        {
            Walk($"{name}:", EventNames.Find(name)!, DurableJson.Options, lines, []);
        }

        // Its answers hold tasks as they stand in rows.
        Walk("first snapshot:", typeof(FirstSnapshot), StateJson.Row, lines, [typeof(TaskItem)]);
        Walk("snapshot:", typeof(SnapshotContent), StateJson.Snapshot, lines, []);
        Walk("task row:", typeof(TaskItem), StateJson.Row, lines, []);
        return [.. lines];
    }

    private static void Walk(string path, Type type, JsonSerializerOptions options, SortedSet<string> lines, List<Type> within)
    {
        var info = options.GetTypeInfo(type);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            Walk(path + "[]", info.ElementType!, options, lines, within);
        }
        else if (plain.IsEnum)
        {
            lines.Add(
                $"{path} {string.Join('|', Enum.GetValues(plain).Cast<object>().Select(v => JsonSerializer.Serialize(v, plain, options).Trim('"')))}");
        }
        else if (info.Kind != JsonTypeInfoKind.Object || within.Contains(type))
        {
            lines.Add(path);
        }
        else
        {
            foreach (var member in info.Properties)
            {
                Walk(
                    $"{path}.{member.Name}".Replace(":.", ": ", StringComparison.Ordinal),
                    member.PropertyType,
                    options,
                    lines,
                    [.. within, type]);
            }
        }
    }
}
