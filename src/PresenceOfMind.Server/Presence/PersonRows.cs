using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>How a person's presence is kept: one row, with the devices in it.</summary>
internal sealed class PersonRows(Database database)
{
    // No user's name has one.
    private const char Between = '|';

    public async Task<StoredPerson> ReadAsync(string person)
    {
        await using var connection = database.OpenRead();
        var name = await connection.ExecuteScalarAsync<string?>("SELECT display_name FROM people WHERE person = @person", new { person });
        var watchers = await connection.QueryAsync<string>(
            "SELECT DISTINCT node || '|' || user_key FROM subscription_contacts WHERE contact = @person", new { person });
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT version AS Version, sequence AS Sequence, devices AS Devices, blocked AS Blocked FROM presence WHERE person = @person",
            new { person });
        return new StoredPerson(
            name is not null,
            name,
            row?.Version ?? 0,
            row?.Sequence ?? 0,
            row is null ? [] : JsonSerializer.Deserialize(row.Devices, DeviceJson.Default.IReadOnlyCollectionDevice) ?? [],
            row?.Blocked.Split(Between, StringSplitOptions.RemoveEmptyEntries) ?? [],
            watchers.AsList());
    }

    /// <summary>The people whose presence falls due.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset now, int limit)
    {
        await using var connection = database.OpenRead();
        return (await connection.QueryAsync<string>(
            "SELECT person FROM presence WHERE next_due <= @due ORDER BY next_due LIMIT @limit",
            new { due = UnixTime.ToMilliseconds(now), limit })).AsList();
    }

    public static IWrite Write(string person, long expectedVersion, Person state) => new PersonWrite(
        person,
        expectedVersion,
        state.Sequence,
        UnixTime.ToMilliseconds(state.NextDue),
        JsonSerializer.Serialize(state.Devices, DeviceJson.Default.IReadOnlyCollectionDevice),
        string.Join(Between, state.Blocked));

    private sealed record Row(long Version, long Sequence, string Devices, string Blocked);

    private sealed record PersonWrite(string Person, long Version, long Sequence, long? NextDue, string Devices, string Blocked) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Expect(
            1,
            """
            INSERT INTO presence (person, version, sequence, next_due, devices, blocked) VALUES (@p1, @p2 + 1, @p3, @p4, @p5, @p6)
            ON CONFLICT (person) DO UPDATE
            SET version = excluded.version, sequence = excluded.sequence, next_due = excluded.next_due, devices = excluded.devices,
                blocked = excluded.blocked
            WHERE presence.version = excluded.version - 1
            """,
            Person,
            Version,
            Sequence,
            NextDue,
            Devices,
            Blocked);
    }
}

/// <summary>What is kept of a person.</summary>
internal sealed record StoredPerson(
    bool Known,
    string? DisplayName,
    long Version,
    long Sequence,
    IReadOnlyCollection<Device> Devices,
    IReadOnlyList<string> Blocked,
    IReadOnlyList<string> Watchers);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyCollection<Device>))]
internal sealed partial class DeviceJson : JsonSerializerContext;
