using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>
/// How the state itself is written and read: each member of a task, an offer, a worker or a queue that is set, unless it is marked with
/// <see cref="NotStoredAttribute"/>. A new member needs no edit here.
/// </summary>
internal static class StateJson
{
    /// <summary>For snapshots: all that is stored, and nothing that is not known.</summary>
    public static JsonSerializerOptions Snapshot { get; } = MakeOptions(JsonUnmappedMemberHandling.Disallow, Describe);

    /// <summary>For rows of tasks: what is not marked with <see cref="NotInRowAttribute"/>.</summary>
    public static JsonSerializerOptions Row { get; } = MakeOptions(
        JsonUnmappedMemberHandling.Skip,
        Describe,
        LeaveOut<NotInRowAttribute>,
        ReadFirstRows);

    /// <summary>A task as it stands in a row.</summary>
    public static JsonTypeInfo<TaskItem> TaskRow { get; } = (JsonTypeInfo<TaskItem>)Row.GetTypeInfo(typeof(TaskItem));

    private static JsonSerializerOptions MakeOptions(
        JsonUnmappedMemberHandling unmapped, params ReadOnlySpan<Action<JsonTypeInfo>> modifiers)
    {
        var resolver = DurableJson.Options.TypeInfoResolver!;
        foreach (var modifier in modifiers)
        {
            resolver = resolver.WithAddedModifier(modifier);
        }

        var options = new JsonSerializerOptions(DurableJson.Options) { UnmappedMemberHandling = unmapped, TypeInfoResolver = resolver };
        options.MakeReadOnly();
        return options;
    }

    private static void Describe(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace != typeof(TaskItem).Namespace)
        {
            return;
        }

        LeaveOut<NotStoredAttribute>(type);
        if (type.Type.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, []) is { } constructor)
        {
            var make = ConstructorInvoker.Create(constructor);
            type.CreateObject = make.Invoke;
        }

        foreach (var member in type.Properties.ToArray())
        {
            var property = (PropertyInfo)member.AttributeProvider!;
            if (property.SetMethod is { } setter)
            {
                var set = MethodInvoker.Create(setter);
                member.Set ??= (state, value) => set.Invoke(state, value);
            }
            else if (member.AssociatedParameter is null || type.CreateObject is not null)
            {
                type.Properties.Remove(member);
            }

            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
            {
                member.ShouldSerialize = (_, value) => value is not null && !DurableJson.IsEmpty(value);
            }
        }
    }

    private static void LeaveOut<T>(JsonTypeInfo type)
        where T : Attribute
    {
        foreach (var member in type.Properties.Where(p => p.AttributeProvider?.IsDefined(typeof(T), inherit: false) == true).ToArray())
        {
            type.Properties.Remove(member);
        }
    }

    /// <summary>
    /// Rows of the first releases call some members otherwise. They are read for ever, since rows of tasks that ended long ago stay as they
    /// are.
    /// </summary>
    private static void ReadFirstRows(JsonTypeInfo type)
    {
        if (type.Type == typeof(TaskItem))
        {
            type.Properties.Single(p => p.Name == "workerContact").Name = "worker";
            Read<DateTimeOffset>(type, "queuedAt", (task, at) => task.Queued = TeamTime.FromWall(at));
            Read<int>(type, "priority", (task, priority) => task.Aged = priority - task.Need.Priority);
        }
    }

    private static void Read<T>(JsonTypeInfo type, string name, Action<TaskItem, T> set)
    {
        var member = type.CreateJsonPropertyInfo(typeof(T), name);
        member.Set = (task, value) => set((TaskItem)task, (T)value!);
        type.Properties.Add(member);
    }
}
