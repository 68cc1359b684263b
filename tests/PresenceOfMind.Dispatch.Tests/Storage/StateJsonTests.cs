using System.Collections;
using System.Reflection;
using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>
/// The state is defined once: a member that is added to a task, an offer, a worker or another part of the state is in snapshots, and in
/// rows of tasks, without another edit.
/// </summary>
public sealed class StateJsonTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] Parts =
        [typeof(TaskItem), typeof(Offer), typeof(Worker), typeof(TeamQueue), typeof(TeamCalendar), typeof(TeamRoute), typeof(TeamChannel)];

    /// <summary>The parts of the state that are stored, and each member that is set.</summary>
    public static TheoryData<Type, string> Members
    {
        get
        {
            var members = new TheoryData<Type, string>();
            foreach (var type in Parts)
            {
                foreach (var member in SetMembers(type))
                {
                    members.Add(type, member.Name);
                }
            }

            return members;
        }
    }

    /// <summary>Each member of a task that is set.</summary>
    public static TheoryData<string> TaskMembers => [.. SetMembers(typeof(TaskItem)).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Each_member_that_is_set_is_in_snapshots(Type type, string name)
    {
        var member = type.GetProperty(name)!;
        var part = Make(type);
        Set(part, member);
        var json = JsonSerializer.Serialize(part, type, StateJson.Snapshot);
        var read = JsonSerializer.Deserialize(json, type, StateJson.Snapshot)!;

        Assert.NotEqual(Text(member.GetValue(Make(type))), Text(member.GetValue(read)));
        Assert.Equal(Text(member.GetValue(part)), Text(member.GetValue(read)));
        Assert.Equal(json, JsonSerializer.Serialize(read, type, StateJson.Snapshot));
    }

    [Theory]
    [MemberData(nameof(TaskMembers))]
    public void Each_member_of_a_task_that_is_not_marked_is_in_rows(string name)
    {
        var member = typeof(TaskItem).GetProperty(name)!;
        var task = (TaskItem)Make(typeof(TaskItem));
        Set(task, member);
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(task.Copy(), StateJson.TaskRow), StateJson.TaskRow)!;

        var expected = member.IsDefined(typeof(NotInRowAttribute)) ? Make(typeof(TaskItem)) : task;
        Assert.Equal(Text(member.GetValue(expected), StateJson.Row), Text(member.GetValue(read), StateJson.Row));
    }

    /// <summary>A member that has a value of its own, but no setter, would be left out without a word.</summary>
    [Fact]
    public void Each_member_with_a_value_of_its_own_is_stored_or_marked()
    {
        var stored = Parts
            .SelectMany(t => StateJson.Snapshot.GetTypeInfo(t).Properties)
            .Select(p => (PropertyInfo)p.AttributeProvider!)
            .Select(Name)
            .ToHashSet();
        var forgotten = Parts.SelectMany(t => t.GetProperties(Any))
            .Where(
                p => p.DeclaringType!.GetField($"<{p.Name}>k__BackingField", Any) is not null && !p.IsDefined(typeof(NotStoredAttribute)))
            .Select(Name).Where(n => !stored.Contains(n));

        Assert.Empty(forgotten.Select(n => $"{n} is in no snapshot: make it public with a private setter, or mark it with [NotStored]."));
    }

    [Fact]
    public void A_member_that_is_a_reference_is_not_stored()
    {
        var unmarked = typeof(TaskItem).Assembly.GetTypes().Where(t => t.Namespace == typeof(TaskItem).Namespace)
            .SelectMany(t => t.GetProperties()).Where(
                p => p.SetMethod is not null && IsPart(p.PropertyType) && !p.IsDefined(typeof(NotStoredAttribute)));

        Assert.Empty(
            unmarked.Select(
                p => $"{p.DeclaringType!.Name}.{p.Name} is a reference: mark it with [NotStored], and restore it in SnapshotRestore."));
    }

    private static bool IsPart(Type type) => Parts.Contains(type);

    private static string Name(PropertyInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";

    private static IEnumerable<PropertyInfo> SetMembers(Type type) =>
        type.GetProperties().Where(p => p.SetMethod is not null && !p.IsDefined(typeof(NotStoredAttribute)));

    private static object Make(Type type) => type switch
    {
        _ when type == typeof(TeamQueue) => new TeamQueue(new QueueSettings { Name = new("q") }, 1),
        _ when type == typeof(TeamCalendar) => new TeamCalendar(new() { Name = new("c") }, 1),
        _ when type == typeof(TeamRoute) => new TeamRoute(new() { Name = new("r"), Queue = new("q") }, 1),
        _ when type == typeof(TeamChannel) => new TeamChannel(new("c"), 1),
        _ when type == typeof(Worker) => new Worker(new() { Contact = new("ann@example.com") }, 0, default),
        _ => Filler.FillIds(Activator.CreateInstance(type, nonPublic: true)!),
    };

    private static void Set(object part, PropertyInfo member) => member.SetValue(part, Value(member.PropertyType));

    private static object Value(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(QueueSettings))
        {
            return new QueueSettings { Name = new("other"), Claim = true };
        }

        if (plain == typeof(TimeSpan))
        {
            return TimeSpan.FromSeconds(7.5);
        }

        if (plain == typeof(TeamTime))
        {
            return new TeamTime(TimeSpan.FromSeconds(8), DateTimeOffset.UnixEpoch.AddDays(9));
        }

        if (plain == typeof(double))
        {
            return 1.5;
        }

        if (plain == typeof(WaitEstimate))
        {
            return new WaitEstimate(TimeSpan.FromSeconds(1), 2, 3);
        }

        if (plain == typeof(IReadOnlyList<Offer>))
        {
            return new List<Offer> { new(5, new("ann@example.com"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), true) };
        }

        return plain == typeof(IReadOnlyList<CoolDown>)
            ? new List<CoolDown> { new(new("ann@example.com"), TimeSpan.FromSeconds(3)) }
            : Filler.Fill(plain);
    }

    private static string Text(object? value, JsonSerializerOptions? options = null) =>
        value is null ? "none" : value is IEnumerable and not string || !value.GetType().IsPrimitive
        ? JsonSerializer.Serialize(value, value.GetType(), options ?? StateJson.Snapshot)
        : $"{value}";
}
